/** Arguments of `random` that are not accepted. */
import { input, random } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

/** Values that types would catch. */
const wrong = (value: unknown) => value as never;

/** Who complains, what the message says, what was received, and the call. */
const values: readonly (readonly [who: string, says: string, received: string, run: () => unknown])[] = [
  ['normal', 'shape must be a list of positive integers', '[2, -1]', () => random.normal([2, -1])],
  ['normal', 'stddev must be a number at least 0', '-1', () => random.normal([2], { stddev: -1 })],
  ['normal', 'option', '"std"', () => random.normal([2], wrong({ std: 1 }))],
  ['truncatedNormal', 'mean must be a number', '"0"', () => random.truncatedNormal([2], { mean: wrong('0') })],
  ['uniform', 'maxval must be a number at least 1', '0', () => random.uniform([2], { minval: 1, maxval: 0 })],
  ['uniform', 'seed must be a whole number or a SeedGenerator', '0.5', () => random.uniform([2], { seed: 0.5 })],
  ['randint', 'maxval must be an integer at least 3', '2', () => random.randint([2], 2, 2)],
  ['categorical', 'logits of shape [batch, classes]', '[2]', () => random.categorical([0, 0], 1)],
  ['categorical', 'numSamples must be a whole number from 1 on', '0', () => random.categorical([[0, 0]], 0)],
  ['gamma', 'alpha must be a number greater than 0', '0', () => random.gamma([2], 0)],
  ['gamma', 'alpha must be a number greater than 0', '-2', () => random.gamma([2], [1, -2])],
  ['beta', 'beta must be a number greater than 0', '-1', () => random.beta([2], 1, -1)],
  ['binomial', 'counts must be an integer at least 0', '0.5', () => random.binomial([2], [1, 0.5], 0.5)],
  ['binomial', 'probabilities must be a number at least 0 and at most 1', '2', () => random.binomial([2], 1, [0, 2])],
  ['shuffle', 'axis', '1', () => random.shuffle([1, 2], { axis: 1 })],
  ['dropout', 'rate must be a number at least 0 and at most 1', '2', () => random.dropout([1], 2)],
  ['dropout', 'In a functional model', 'KerasTensor', () => random.dropout(wrong(input([2])), 0.5)],
  ['SeedGenerator', 'seed must be a whole number', '0.5', () => new random.SeedGenerator(0.5)],
];

export const randomErrors: Readonly<Record<string, ErrorCase>> = Object.fromEntries(
  values.map(([who, says, received, run], index) => [
    `random.${who} ${index}: ${says}`,
    {
      error: who === 'shuffle' || says.startsWith('logits') ? 'ShapeError' : 'InvalidArgumentError',
      says: [who, says, received],
      run,
    },
  ]),
);
