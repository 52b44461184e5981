/** Limiting gradients. */
import { divide, minimum, multiply, sqrt, square } from '../../kernels/elementwise/arithmetic.ts';
import { isFinite, where } from '../../kernels/elementwise/comparison.ts';
import { sum } from '../../kernels/reduce.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { OptimizerOptions } from './options.ts';

/** A gradient as the update kernel gets it: as it is, with what the kernel has to do to it. */
export interface Limited {
  readonly gradient: GraphNode;
  /** What gradients are multiplied by. */
  readonly scale: GraphNode | null;
  /** Sums of squares of each variable's gradient, before `scale`. */
  readonly squares: GraphNode | null;
  readonly clip: number | null;
  readonly clipNorm: number | null;
}

/** A gradient to which nothing is to be done. */
export function unlimited(gradient: GraphNode): Limited {
  return { gradient, scale: null, squares: null, clip: null, clipNorm: null };
}

/**
 * What the kernel has to do to a gradient.
 *
 * @param factor - By which it is multiplied first.
 * @param squaresOf - Sums of squares of each variable's part.
 */
export function limited(
  gradient: GraphNode,
  factor: GraphNode | null,
  { clipnorm, clipvalue, globalClipnorm }: OptimizerOptions,
  squaresOf: (gradient: GraphNode) => GraphNode,
): Limited {
  const scale = globalClipnorm ? globalScale(gradient, globalClipnorm, factor) : factor;
  const squares = clipnorm ? squaresOf(gradient) : null;
  return { gradient, scale, squares, clip: clipvalue ?? null, clipNorm: clipnorm ?? null };
}

/** The factor that shortens all gradients together to `most`. As in Keras a length that is not finite spoils all of them. */
function globalScale(flat: GraphNode, most: number, factor: GraphNode | null): GraphNode {
  const length = sqrt(sum(square(flat)));
  const norm = factor ? multiply(length, factor) : length;
  const scale = multiply(minimum(divide(1, norm), 1 / most), most);
  const sound = where(isFinite(norm), scale, norm);
  return factor ? multiply(sound, factor) : sound;
}
