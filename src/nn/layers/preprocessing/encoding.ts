/** How indices of categories are given to a model: as they are, or as vectors with an entry for each category. */

import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { expandDims, reshape } from '../../../kernels/movement/reshape.ts';
import { oneHot } from '../../../kernels/oneHot.ts';
import { max, sum } from '../../../kernels/reduce.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { oneOf } from '../../checks.ts';

/** `int`: the index. `one_hot`: a vector for each. `multi_hot`: one vector for all of a sample. `count`: how often.
 * `tf_idf`: how often, times a weight of the category. */
export type OutputMode = 'int' | 'one_hot' | 'multi_hot' | 'count' | 'tf_idf';

/** An index outside of every vector: it counts nowhere. */
export const DROPPED = -1;

/** The output mode with a name, in any spelling; `binary` is an older name of `multi_hot`. */
export function outputModeOf<Mode extends OutputMode>(
  who: string,
  mode: string | undefined,
  fallback: Mode,
  allowed: readonly Mode[],
): Mode {
  const name = mode === 'binary' ? 'multi_hot' : mode === 'tf-idf' ? 'tf_idf' : (mode ?? fallback);
  return oneOf(who, 'outputMode', name, allowed);
}

/** Options by which Keras's TensorFlow backend gives other kinds of tensors. */
export interface OtherTensors {
  readonly sparse?: boolean | undefined;
  readonly ragged?: boolean | undefined;
}

/** @throws InvalidArgumentError for sparse and ragged outputs: there are none, as with Keras's other backends. */
export function requireDense(who: string, { sparse, ragged }: OtherTensors): void {
  if (!sparse && !ragged) return;
  throw new InvalidArgumentError({
    who,
    expected: `${sparse ? 'sparse' : 'ragged'} must be false`,
    received: true,
    fix: 'All tensors are dense: leave the option out.',
  });
}

/** A last axis of size 1 is left out. */
function withoutLast(indices: GraphNode): GraphNode {
  const { shape } = indices;
  return shape.length > 1 && shape[shape.length - 1] === 1 ? reshape(indices, shape.slice(0, -1)) : indices;
}

/**
 * Indices in an output mode. Indices outside of 0 to depth - 1 count nowhere.
 *
 * Shapes: `one_hot`: `[...] -> [..., depth]`, where a last axis of size 1 is left out; the others: `[length] -> [depth]`,
 * `[batch, length, ...] -> [batch, ..., depth]`.
 *
 * @param weights - For `count`: what each index counts, of the shape of the indices.
 */
export function encoded(
  indices: GraphNode,
  mode: OutputMode,
  depth: number,
  weights: GraphNode | null = null,
): GraphNode {
  if (mode === 'int') return indices;
  const list = indices.shape.length === 0 ? reshape(indices, [1]) : indices;
  if (mode === 'one_hot') return oneHot(withoutLast(list), depth);
  const axis = list.shape.length > 1 ? 1 : 0;
  const hot = oneHot(list, depth);
  if (mode === 'multi_hot') return max(hot, axis);
  return sum(weights ? multiply(hot, expandDims(cast(weights, 'float32'), -1)) : hot, axis);
}
