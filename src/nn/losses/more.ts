/** Losses that are loaded when somebody names one: most programs have none of them. One row each. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { numberFrom } from '../checks.ts';
import { type CircleOptions, circle } from './circle.ts';
import { ctc } from './ctc.ts';
import { lossClass } from './define.ts';
import {
  type BinaryFocalOptions,
  binaryFocalCrossentropy,
  type CategoricalFocalOptions,
  categoricalFocalCrossentropy,
} from './focal.ts';
import { categoricalGeneralizedCrossEntropy, type GeneralizedOptions } from './generalized.ts';
import { dice, type OverlapOptions, spansBatch, type TverskyOptions, tversky } from './overlap.ts';

export const BinaryFocalCrossentropy = lossClass<BinaryFocalOptions>('BinaryFocalCrossentropy', {
  name: 'binary_focal_crossentropy',
  values: binaryFocalCrossentropy,
  defaults: { applyClassBalancing: false, alpha: 0.25, gamma: 2, fromLogits: false, labelSmoothing: 0, axis: -1 },
  check(who, { alpha, gamma, labelSmoothing }) {
    numberFrom(who, 'alpha', alpha, 0, 1);
    numberFrom(who, 'gamma', gamma, 0);
    numberFrom(who, 'labelSmoothing', labelSmoothing, 0, 1);
  },
});
export const CategoricalFocalCrossentropy = lossClass<CategoricalFocalOptions>('CategoricalFocalCrossentropy', {
  name: 'categorical_focal_crossentropy',
  values: categoricalFocalCrossentropy,
  defaults: { alpha: 0.25, gamma: 2, fromLogits: false, labelSmoothing: 0, axis: -1 },
  check(who, { alpha, gamma, labelSmoothing }) {
    for (const each of [alpha].flat()) numberFrom(who, 'alpha', each, 0);
    numberFrom(who, 'gamma', gamma, 0);
    numberFrom(who, 'labelSmoothing', labelSmoothing, 0, 1);
  },
});
export const Dice = lossClass<OverlapOptions>('Dice', {
  name: 'dice',
  values: dice,
  defaults: { axis: null },
  batchwise: spansBatch,
});
export const Tversky = lossClass<TverskyOptions>('Tversky', {
  name: 'tversky',
  values: tversky,
  defaults: { alpha: 0.5, beta: 0.5, axis: null },
  check(who, { alpha, beta }) {
    numberFrom(who, 'alpha', alpha, 0);
    numberFrom(who, 'beta', beta, 0);
  },
  batchwise: spansBatch,
});
export const Circle = lossClass<CircleOptions>('Circle', {
  name: 'circle',
  values: circle,
  defaults: { gamma: 80, margin: 0.4, removeDiagonal: true },
  check(who, { gamma, margin }) {
    numberFrom(who, 'gamma', gamma, 0);
    numberFrom(who, 'margin', margin, 0);
  },
  batchwise: () => true,
});
export const CTC = lossClass('CTC', { name: 'ctc', values: ctc });
export const CategoricalGeneralizedCrossEntropy = lossClass<GeneralizedOptions>('CategoricalGeneralizedCrossEntropy', {
  name: 'categorical_generalized_cross_entropy',
  values: categoricalGeneralizedCrossEntropy,
  defaults: { q: 0.5 },
  check(who, { q }) {
    if (!(Number(q) > 0 && Number(q) < 1))
      throw new InvalidArgumentError({ who, expected: 'q must lie between 0 and 1', received: q });
  },
});
