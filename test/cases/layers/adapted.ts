/** Layers that have learnt from data. */
import type { NestedArray } from '../../../src/runtime/tensor.ts';

/** A layer that learns from arrays, which it does before `adapt` returns. */
export function adapted<L extends { adapt(data: NestedArray): Promise<void> }>(layer: L, data: NestedArray): L {
  void layer.adapt(data);
  return layer;
}
