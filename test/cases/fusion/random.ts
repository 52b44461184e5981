/** Random numbers: computed where they are read, new in every run. */
import * as ops from '../../../src/kernels/index.ts';
import { randomKeep, randomSource, randomUniform } from '../../../src/kernels/random.ts';
import type { FusionCase } from '../fusion.ts';

/** Draws for different callers of one trace. */
const [first, second] = [{}, {}];

export const randomNumbers: Readonly<Record<string, FusionCase>> = {
  dropoutWithGradient: {
    shapes: [[30, 20]],
    call: (x) => ops.where(randomKeep(randomSource(first), [30, 20], 0.7), ops.multiply(x, 1 / 0.7), 0),
    runs: 2,
    dispatches: 2,
    why: 'values and gradient with the same mask, and the counter',
  },
  twoDraws: {
    call: () => [first, second, first].map((who) => randomUniform(randomSource(who), [65])),
    kind: 'exact',
    runs: 3,
    dispatches: 2,
    why: 'three streams, new numbers in every run',
  },
  ownSeed: {
    call: () => randomUniform(randomSource(first, 7), [65]),
    kind: 'exact',
    runs: 2,
    dispatches: 2,
  },
};
