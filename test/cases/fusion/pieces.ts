/** Expressions that several rows use. */
import * as ops from '../../../src/kernels/index.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';

/** max(x, 0) */
export const relu = (x: GraphNode): GraphNode => ops.maximum(x, 0);

/** x · w + b */
export const dense = (x: GraphNode, w: GraphNode, b: GraphNode): GraphNode => ops.add(ops.matmul(x, w), b);

/** `count` inputs of one shape. */
export const many = (count: number, shape: readonly number[]) => new Array<readonly number[]>(count).fill(shape);

/** The sum of nodes. */
export const total = (terms: readonly GraphNode[]): GraphNode => terms.reduce((sum, term) => ops.add(sum, term));
