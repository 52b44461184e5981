/** Pictures moved by up to a pixel: another picture, the same digit. */
import { data, type Tensor, tensor } from '../../src/index.ts';
import { type Labelled, SIDE } from './sets.ts';

/** Copies a picture, moved to the right and down. */
function copyMoved(from: ArrayLike<number>, to: Float32Array, right: number, down: number): void {
  const [left, top] = [Math.max(0, right), Math.max(0, down)];
  const [width, height] = [SIDE - Math.abs(right), SIDE - Math.abs(down)];
  for (let row = top; row < top + height; row++) {
    for (let column = left; column < left + width; column++) {
      to[row * SIDE + column] = from[(row - down) * SIDE + column - right]!; // inside the picture
    }
  }
}

/**
 * Whole batches without end, in a new random order each time all pictures were used. A picture's place in the order decides
 * how it is moved: not at all, or by a pixel in one of the eight directions.
 */
export function* shiftedBatches({ x, y }: Labelled, batch: number, seed: number): Generator<[Tensor, Tensor]> {
  const size = SIDE * SIDE;
  const places = Int32Array.from(y.data, (_, index) => index);
  for (let round = 0; ; round++) {
    const [order] = data.shuffle([places], { seed: seed + round });
    for (let start = 0; start + batch <= places.length; start += batch) {
      const pictures = new Float32Array(batch * size);
      const labels = new Int32Array(batch);
      for (let index = 0; index < batch; index++) {
        const place = order.data[start + index]!; // whole batches only
        const direction = (start + index) % 9;
        const picture = x.data.subarray(place * size, (place + 1) * size);
        copyMoved(picture, pictures.subarray(index * size), (direction % 3) - 1, Math.floor(direction / 3) - 1);
        labels[index] = y.data[place]!; // a label for each picture
      }
      yield [tensor(pictures, [batch, SIDE, SIDE]), tensor(labels)];
    }
  }
}
