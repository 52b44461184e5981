/** Attention over heads: projections, scores, weights and values read and written in place. */
import * as ops from '../../../src/kernels/index.ts';
import { randomKeep, randomSource } from '../../../src/kernels/random.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import type { FusionCase } from '../fusion.ts';

const HEADS = [
  [2, 7, 3, 4],
  [2, 5, 3, 4],
  [2, 5, 3, 4],
] as const;

const caller = {};

/** Weights of batches of 2 with 3 heads, 7 queries and 5 keys. */
function weights(q: GraphNode, k: GraphNode, masks: readonly GraphNode[] = []): GraphNode {
  const scores = ops.multiply(ops.contract(q, k, { a: 'bthd', b: 'bshd', out: 'bhts' }), 0.5);
  return ops.maskedSoftmax(scores, masks, { axes: 1, causal: true, window: null, empty: 'zero' });
}

function mixed(p: GraphNode, v: GraphNode): GraphNode {
  return ops.contract(p, v, { a: 'bhts', b: 'bshd', out: 'bthd' });
}

const common = { kind: 'exponential', backward: 'sum', terms: 256 } as const;

export const attentionChains: Readonly<Record<string, FusionCase>> = {
  causalAttention: {
    ...common,
    shapes: HEADS,
    call: (q, k, v) => mixed(weights(q!, k!), v!), // three inputs
    dispatches: 8,
    why: 'scores, weights, values; gradients of v, weights, scores, q, k: scale and mask are fused',
  },
  paddedAttention: {
    ...common,
    shapes: [...HEADS, [2, 1, 1, 5]],
    dtypes: ['float32', 'float32', 'float32', 'bool'],
    range: [
      [-2, 2],
      [-2, 2],
      [-2, 2],
      [0, 2],
    ],
    call: (q, k, v, mask) => mixed(weights(q!, k!, [mask!]), v!), // four inputs
    dispatches: 8,
    why: 'a mask costs no dispatch',
  },
  attentionWithDropout: {
    ...common,
    shapes: HEADS,
    call(q, k, v) {
      const p = weights(q!, k!); // three inputs
      const keep = randomKeep(randomSource(caller), p.shape, 0.7);
      return mixed(ops.where(keep, ops.multiply(p, 1 / 0.7), 0), v!);
    },
    runs: 2,
    dispatches: 9,
    why: 'the counter of the random numbers more; the mask of dropout is drawn again',
  },
  sharedKeys: {
    ...common,
    shapes: [
      [2, 7, 3, 2, 4],
      [2, 5, 3, 4],
      [2, 5, 3, 4],
    ],
    call(q, k, v) {
      const scores = ops.contract(q!, k!, { a: 'btnrh', b: 'bsnh', out: 'bnrts' }); // three inputs
      return ops.contract(ops.softmax(scores), v!, { a: 'bnrts', b: 'bsnh', out: 'btnrh' });
    },
    dispatches: 8,
    why: 'heads of keys and values are repeated nowhere',
  },
};
