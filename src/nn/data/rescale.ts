/** Numbers in another unit. */
import { type ArrayLike, Tensor, tensor } from '../../runtime/tensor.ts';

/** Options of `data.rescale`, with the names of Keras's `Rescaling` layer. */
export interface RescaleOptions {
  /** What to multiply with; 1/255, from bytes of a picture to 0 … 1, when left out. */
  readonly scale?: number;
  /** What to add then; 0 when left out. */
  readonly offset?: number;
}

/**
 * Multiplies and moves all numbers: `y = x · scale + offset`, for example bytes of pictures to 0 … 1.
 *
 * @param x - Numbers of any shape.
 * @param options - `scale` (default 1/255) and `offset` (default 0).
 * @returns A `float32` tensor of the same shape.
 * @example
 * data.rescale([0, 51, 255]).toNested(); // [0, 0.2, 1], rounded to float32
 */
export function rescale(x: ArrayLike, options: RescaleOptions = {}): Tensor {
  const { scale = 1 / 255, offset = 0 } = options;
  const { data, shape } = tensor(x);
  return new Tensor(
    shape,
    'float32',
    Float32Array.from(data, (value) => value * scale + offset),
  );
}
