import type { GraphNode } from '../runtime/graph.ts';
import { equal } from './elementwise/comparison.ts';
import { cast } from './elementwise/operands.ts';
import { iota } from './iota.ts';
import { expandDims } from './movement/reshape.ts';

/** 1 at the place of each index, 0 elsewhere, along a new last axis of `depth` classes. */
export function oneHot(indices: GraphNode, depth: number): GraphNode {
  const places = iota([...indices.shape, depth]);
  return cast(equal(places, expandDims(cast(indices, 'int32'), -1)), 'float32');
}
