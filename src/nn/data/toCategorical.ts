/** Class numbers as one-hot rows. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { type ArrayLike, Tensor, tensor } from '../../runtime/tensor.ts';
import { requireWhole } from './check.ts';

/**
 * Class numbers as one-hot rows, as Keras's `to_categorical` does: `y[..., c] = 1 if x[...] == c else 0`.
 *
 * @param x - Whole numbers from 0, of any shape; a last axis of length 1 is dropped.
 * @param numClasses - The length of the new last axis; the largest number plus 1 when left out.
 * @returns A `float32` tensor of shape [...x, numClasses].
 * @throws InvalidArgumentError when a number is not a class, or there are none to count the classes from.
 * @example
 * data.toCategorical([0, 2], 3).toNested(); // [[1, 0, 0], [0, 0, 1]]
 */
export function toCategorical(x: ArrayLike, numClasses?: number): Tensor {
  const who = 'data.toCategorical';
  const { data, shape } = tensor(x);
  if (numClasses === undefined && data.length === 0) {
    throw new InvalidArgumentError({ who, expected: 'numClasses must be given when there are no labels', received: x });
  }
  let largest = 0;
  for (const label of data) largest = Math.max(largest, label);
  const count = numClasses ?? largest + 1;
  requireWhole(who, numClasses === undefined ? 'the largest label plus 1' : 'numClasses', count);
  const kept = shape.length > 1 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape;
  const rows = new Float32Array(data.length * count);
  for (const [index, label] of data.entries()) {
    if (!Number.isInteger(label) || label < 0 || label >= count) {
      throw new InvalidArgumentError({
        who,
        expected: `labels must be whole numbers from 0 to ${count - 1} (element ${index})`,
        received: label,
      });
    }
    rows[index * count + label] = 1;
  }
  return new Tensor([...kept, count], 'float32', rows);
}
