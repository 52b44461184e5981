import { constant, type GraphNode } from '../runtime/graph.ts';
import type { DType, Shape } from '../runtime/spec.ts';

/** A tensor with one value everywhere. */
export function full(shape: Shape, value: number, dtype: DType = 'float32'): GraphNode {
  return constant(value, shape, dtype);
}
