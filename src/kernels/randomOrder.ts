import type { GraphNode } from '../runtime/graph.ts';
import { equal, less, logicalAnd, logicalOr } from './elementwise/comparison.ts';
import { cast } from './elementwise/operands.ts';
import { iota } from './iota.ts';
import { reshape } from './movement/reshape.ts';
import { type RandomSource, randomUniform } from './random.ts';
import { sum } from './reduce.ts';

/** 0 to count - 1 in random order, each order equally likely: the ranks of random numbers. */
export function randomOrder(source: RandomSource, count: number): GraphNode {
  const numbers = randomUniform(source, [count]);
  const [own, other] = [reshape(numbers, [count, 1]), reshape(numbers, [1, count])];
  const before = less(iota([1, count], 1), iota([count, 1], 0)); // of equal numbers the first comes first
  return sum(cast(logicalOr(less(other, own), logicalAnd(equal(other, own), before)), 'int32'), 1);
}
