/** Rows of connectionist temporal classification. */
import * as ops from '../../../src/kernels/index.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { type OpCase, rows } from '../opCase.ts';

const ctc = (z: GraphNode, labels: GraphNode, lengths: GraphNode, times: GraphNode) =>
  ops.ctcLoss(labels, z, lengths, times);

/** Logits (0 to 23 - 12) / 100 of Keras's own test (losses_test.py), for two sequences of four times. */
const LOGITS = [0, 1].map((n) => [0, 1, 2, 3].map((t) => [0, 1, 2].map((k) => (12 * n + 3 * t + k - 12) / 100)));

/** Random sequences: labels from 1 to classes - 1, of length 1 to `labels`, in 2 · labels + 1 times or a few less. */
function random(batch: number, times: number, classes: number, labels: number, why: string): OpCase {
  return {
    why,
    shapes: [[batch, times, classes], [batch, labels], [batch], [batch]],
    range: [
      [-2, 2],
      [1, classes],
      [1, labels + 1],
      [Math.max(1, times - 2), times + 1],
    ],
  };
}

export const sequenceRows = {
  ctcLoss: rows(
    { call: ctc, dtypes: ['float32', 'int32', 'int32', 'int32'], kind: 'exponential' },
    {
      values: [
        LOGITS,
        [
          [1, 2, 1, 0],
          [1, 2, 0, 2],
        ],
        [3, 3],
        [4, 4],
      ],
      gives: [2.442931466, 2.454360005],
      why: "Keras's own example; the second sequence has a blank among its labels",
    },
    { values: [[[[0, 0]]], [[1]], [1], [1]], gives: [Math.LN2], why: 'one time, one label' },
    { values: [[[[1, 2, 3]]], [[2]], [0], [1]], gives: [2.407605964], why: 'no label: all blank' },
    {
      values: [
        [
          [
            [0, 0],
            [0, 0],
            [0, 0],
          ],
        ],
        [[1, 1]],
        [2],
        [3],
      ],
      gives: [3 * Math.LN2],
      why: 'equal labels need a blank between them: one alignment',
    },
    {
      values: [
        [
          [
            [0, 0],
            [0, 0],
          ],
        ],
        [[1, 1]],
        [2],
        [2],
      ],
      gives: [1e30],
      gradient: 'skip',
      why: 'too many labels for the times',
    },
    {
      values: [
        [
          [
            [0, 0],
            [0, 0],
            [5, 9],
          ],
        ],
        [[1, 7]],
        [1],
        [2],
      ],
      gives: [2 * Math.LN2 - Math.log(3)],
      why: 'later times and labels do not count',
    },
    random(3, 9, 4, 4, 'random'),
    random(1, 14, 2, 6, 'one sequence, equal labels'),
    random(65, 7, 3, 3, 'more sequences than a workgroup'),
    random(2, 70, 5, 32, 'places: one more than a workgroup'),
    {
      values: [
        [
          [
            [100, -100, 0],
            [-100, 100, 0],
          ],
        ],
        [[1]],
        [1],
        [2],
      ],
      gives: [0],
      gradient: 'rough',
      why: 'large logits',
    },
    { shapes: [[2, 3], [2, 2], [2], [2]], throws: ShapeError },
    { shapes: [[2, 3, 4], [3, 2], [2], [2]], throws: ShapeError },
    { shapes: [[2, 3, 4], [2, 2], [1], [2]], throws: ShapeError },
  ),
} satisfies Record<string, readonly OpCase[]>;
