/** A penalty on vectors that do not stand at right angles. */

import { abs, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { equal, where } from '../../kernels/elementwise/comparison.ts';
import { iota } from '../../kernels/iota.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import { transpose } from '../../kernels/movement/transpose.ts';
import { sum } from '../../kernels/reduce.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { unitVectors } from '../losses/regression.ts';
import { Regularizer, requireFactor } from './regularizer.ts';

export interface OrthogonalRegularizerOptions {
  /** Default 0.01. */
  readonly factor?: number | undefined;
  /** Which vectors of the matrix are meant; default `rows`. */
  readonly mode?: 'rows' | 'columns' | undefined;
}

/**
 * factor · Σ|cos| / (n (n - 1)), over the angles between all pairs of different rows (or columns): their mean, times the
 * factor. For weights with two axes.
 *
 * @example
 * layers.dense({ units: 4, kernelRegularizer: regularizers.orthogonalRegularizer({ factor: 0.02, mode: 'columns' }) });
 */
export class OrthogonalRegularizer extends Regularizer {
  static override readonly className = 'OrthogonalRegularizer';
  static override readonly optionNames = ['factor', 'mode'];
  static readonly aliases = ['orthogonal'];
  readonly factor: number;
  readonly mode: 'rows' | 'columns';

  constructor(options: OrthogonalRegularizerOptions = {}) {
    super(options);
    const { factor = 0.01, mode = 'rows' } = options;
    this.factor = requireFactor('OrthogonalRegularizer', 'factor', factor);
    if (mode !== 'rows' && mode !== 'columns')
      throw new InvalidArgumentError({
        who: 'OrthogonalRegularizer',
        expected: "mode must be 'rows' or 'columns'",
        received: mode,
      });
    this.mode = mode;
  }

  override penalty(x: GraphNode): GraphNode {
    if (x.shape.length !== 2)
      throw new ShapeError({ who: 'OrthogonalRegularizer', expected: 'a weight with 2 axes', received: x.shape });
    const vectors = this.mode === 'rows' ? unitVectors(x, 1) : transpose(unitVectors(x, 0));
    const count = vectors.shape[0]!; // two axes
    const own = equal(iota([count, count], 0), iota([count, count], 1));
    const cosines = where(own, 0, abs(matmul(vectors, transpose(vectors))));
    return multiply(sum(cosines), this.factor / Math.max(1, count * (count - 1)));
  }
}
