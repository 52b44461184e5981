/** Sets of indices as rows of zeros and ones. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { Tensor } from '../../runtime/tensor.ts';
import { requireWhole } from './check.ts';
import type { ArrayLikeOfNumbers } from './rows.ts';

/**
 * One row of zeros per sequence with ones at the sequence's indices: `y[i, sequences[i][j]] = 1`.
 *
 * Known from the book *Deep Learning with Python* as `vectorize_sequences`. How often and in what order an index comes
 * is lost.
 *
 * @param sequences - Lists of whole numbers from 0 to dimension - 1.
 * @param dimension - The length of a row; 10 000 when left out.
 * @returns A `float32` tensor of shape [sequences, dimension].
 * @throws InvalidArgumentError when an index is outside the row.
 * @example
 * data.multiHot([[0, 2], [1, 1]], 3).toNested(); // [[1, 0, 1], [0, 1, 0]]
 */
export function multiHot(sequences: readonly ArrayLikeOfNumbers[], dimension = 10_000): Tensor {
  const who = 'data.multiHot';
  requireWhole(who, 'dimension', dimension);
  const rows = new Float32Array(sequences.length * dimension);
  for (const [row, sequence] of sequences.entries()) {
    for (let step = 0; step < sequence.length; step++) {
      const index = sequence[step] ?? Number.NaN;
      if (!Number.isInteger(index) || index < 0 || index >= dimension) {
        throw new InvalidArgumentError({
          who,
          expected: `indices must be whole numbers from 0 to ${dimension - 1} (sequence ${row}, step ${step})`,
          received: index,
          fix: 'Raise dimension, or drop the rarer indices first.',
        });
      }
      rows[row * dimension + index] = 1;
    }
  }
  return new Tensor([sequences.length, dimension], 'float32', rows);
}
