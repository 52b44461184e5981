/** Tensors whose axes have labels, and products of two of them. */
import type { GraphNode } from '../../runtime/graph.ts';
import { multiply } from '../elementwise/arithmetic.ts';
import { reshape } from '../movement/reshape.ts';
import { transpose } from '../movement/transpose.ts';
import { sum } from '../reduce.ts';
import { contract } from './contract.ts';

/** A tensor with one character for each axis, none of them twice. */
export interface Labelled {
  readonly labels: string;
  readonly node: GraphNode;
}

/** A tensor's axes in the order of some labels; labels that it does not have become axes of size 1. */
export function arranged({ labels, node }: Labelled, order: string): GraphNode {
  const own = [...order].filter((label) => labels.includes(label));
  const moved = transpose(
    node,
    own.map((label) => labels.indexOf(label)),
  );
  return reshape(
    moved,
    [...order].map((label) => (labels.includes(label) ? moved.shape[own.indexOf(label)]! : 1)), // a label of its own
  );
}

/**
 * The product of two tensors with the axes `out`, summed over the labels of both that are not among these. A label of one
 * tensor alone must be in `out`.
 */
export function product(a: Labelled, b: Labelled, out: string): GraphNode {
  const steps = [...a.labels].filter((label) => !out.includes(label)).join('');
  if (steps === '') return multiply(arranged(a, out), arranged(b, out));
  const alone = [...out].some((label) => !a.labels.includes(label) || !b.labels.includes(label));
  if (alone) return contract(a.node, b.node, { a: a.labels, b: b.labels, out });
  const order = out + steps; // products of the same elements: added up where they are computed, in the loop of a reduction
  return sum(
    multiply(arranged(a, order), arranged(b, order)),
    [...steps].map((_, index) => out.length + index),
  );
}
