/** A drawing made fit for a model that was trained on `data.digits` or MNIST. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { type ArrayLike, Tensor, tensor } from '../../runtime/tensor.ts';
import { CENTER, DIGIT_SIDE, SIDE } from './digits/layout.ts';
import { requireFinite } from './finite.ts';

/** Ink fainter than this share of the darkest does not count when the drawing is cut out. */
const FAINT = 0.1;

/** The part of a drawing that has ink. */
interface Ink {
  readonly data: Tensor['data'];
  readonly columns: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly darkest: number;
}

/**
 * Cuts a drawing to its ink, scales that to 20 pixels and puts its centre of mass into the middle of 28 by 28.
 *
 * So MNIST was made, and so is `data.digits`: without this step a model sees digits of a size and in a place that it
 * never learnt. Pixels are averaged, and divided by the darkest.
 *
 * @param drawing - How much ink is at each place, 0 for none: shape [height, width] (or [height, width, 1]), any scale,
 * such as the alpha values of a canvas.
 * @returns A `float32` tensor of shape [28, 28], 0 … 1.
 * @throws ShapeError for another shape; InvalidArgumentError when a value is not finite or there is no ink.
 * @example
 * data.fitDigit([[0, 0, 0], [0, 9, 0]]).shape; // [28, 28]
 */
export function fitDigit(drawing: ArrayLike): Tensor {
  const ink = findInk(tensor(drawing));
  const scale = DIGIT_SIDE / Math.max(ink.width, ink.height);
  const width = Math.max(1, Math.round(ink.width * scale));
  const height = Math.max(1, Math.round(ink.height * scale));
  const small = new Float32Array(width * height);
  let [sumX, sumY, sum] = [0, 0, 0];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const value = averageOf(ink, [column / width, (column + 1) / width], [row / height, (row + 1) / height]);
      small[row * width + column] = value;
      sumX += value * column;
      sumY += value * row;
      sum += value;
    }
  }
  const moveX = clampedMove(CENTER - sumX / sum, width);
  const moveY = clampedMove(CENTER - sumY / sum, height);
  const picture = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < height; row++) {
    picture.set(small.subarray(row * width, (row + 1) * width), (row + moveY) * SIDE + moveX);
  }
  return new Tensor([SIDE, SIDE], 'float32', picture);
}

/** Whole pixels, and never out of the picture. */
function clampedMove(move: number, size: number): number {
  return Math.max(0, Math.min(SIDE - size, Math.round(move)));
}

function findInk(drawing: Tensor): Ink {
  const who = 'data.fitDigit';
  const [rows = 0, columns = 0, channels = 1] = drawing.shape;
  if (drawing.shape.length < 2 || drawing.shape.length > 3 || channels !== 1) {
    throw new ShapeError({ who, expected: 'a drawing of shape [height, width]', received: drawing.shape });
  }
  requireFinite(who, drawing);
  let [left, right, top, bottom, darkest] = [columns, -1, rows, -1, 0];
  for (const value of drawing.data) darkest = Math.max(darkest, value);
  if (darkest <= 0) throw new InvalidArgumentError({ who, expected: 'a drawing with some ink (values above 0)' });
  for (const [index, value] of drawing.data.entries()) {
    if (value < darkest * FAINT) continue;
    left = Math.min(left, index % columns);
    right = Math.max(right, index % columns);
    top = Math.min(top, Math.floor(index / columns));
    bottom = Math.max(bottom, Math.floor(index / columns));
  }
  return { data: drawing.data, columns, left, top, width: right - left + 1, height: bottom - top + 1, darkest };
}

/** The mean darkness, 0 … 1, of a part of the ink's box given in shares of its width and height. */
function averageOf(ink: Ink, [x0, x1]: readonly [number, number], [y0, y1]: readonly [number, number]): number {
  const [left, right] = [ink.left + x0 * ink.width, ink.left + x1 * ink.width];
  const [top, bottom] = [ink.top + y0 * ink.height, ink.top + y1 * ink.height];
  let sum = 0;
  for (let row = Math.floor(top); row < bottom; row++) {
    const covered = Math.min(row + 1, bottom) - Math.max(row, top);
    for (let column = Math.floor(left); column < right; column++) {
      const part = Math.min(column + 1, right) - Math.max(column, left);
      sum += covered * part * Math.max(0, ink.data[row * ink.columns + column] ?? 0);
    }
  }
  return sum / ((right - left) * (bottom - top) * ink.darkest);
}
