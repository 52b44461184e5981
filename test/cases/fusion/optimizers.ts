/** Optimizer steps: gradients packed, one kernel for all weights, the counter; norms of variables by one kernel more, or two. */

import { divide } from '../../../src/kernels/elementwise/arithmetic.ts';
import { Adadelta } from '../../../src/nn/optimizers/adadelta.ts';
import { Adafactor } from '../../../src/nn/optimizers/adafactor.ts';
import { Adagrad } from '../../../src/nn/optimizers/adagrad.ts';
import { Adam, AdamW } from '../../../src/nn/optimizers/adam.ts';
import { Adamax } from '../../../src/nn/optimizers/adamax.ts';
import { Ftrl } from '../../../src/nn/optimizers/ftrl.ts';
import { loadNorms } from '../../../src/nn/optimizers/fused.ts';
import { Lamb } from '../../../src/nn/optimizers/lamb.ts';
import { Lion } from '../../../src/nn/optimizers/lion.ts';
import { LossScaleOptimizer } from '../../../src/nn/optimizers/lossScaleOptimizer.ts';
import { Muon } from '../../../src/nn/optimizers/muon.ts';
import { Nadam } from '../../../src/nn/optimizers/nadam.ts';
import type { Optimizer } from '../../../src/nn/optimizers/optimizer.ts';
import { RMSprop } from '../../../src/nn/optimizers/rmsprop.ts';
import { ScheduleFreeAdamW } from '../../../src/nn/optimizers/scheduleFreeAdamW.ts';
import { SGD } from '../../../src/nn/optimizers/sgd.ts';
import { CosineDecay } from '../../../src/nn/schedules/cosineDecay.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { sizeOf } from '../../../src/runtime/spec.ts';
import { tensor } from '../../../src/runtime/tensor.ts';
import { Variable, VariableGroup } from '../../../src/runtime/variable.ts';
import type { FusionCase } from '../fusion.ts';
import { variable } from './variable.ts';

await loadNorms(); // rows trace at once, fit and apply would load it

/** Steps of an optimizer over weights whose sizes leave gaps; `gradients` may leave some without. */
function step(optimizer: () => Optimizer, gradients: (fed: readonly GraphNode[]) => readonly (GraphNode | null)[]) {
  return (...fed: GraphNode[]): readonly GraphNode[] => {
    const weights = [variable(70, 'a'), variable(5, 'b'), new Variable([[1, -1]], { name: 'c' })];
    const made = optimizer();
    made.build(weights);
    made.trace(gradients(fed));
    return [];
  };
}

const common = { shapes: [[70], [5], [1, 2]], gradient: 'skip', kind: 'division', runs: 3 } as const;
const all = (fed: readonly GraphNode[]) => fed;
const someFrozen = ([a, , c]: readonly GraphNode[]) => [a!, null, c!]; // three inputs

/** A matrix of which every part but the whole is odd: several chunks of vectors, the last one shorter. */
function large(optimizer: () => Optimizer) {
  return (a: GraphNode, b: GraphNode): readonly GraphNode[] => {
    const values = Float32Array.from({ length: 61 * 67 }, (_, i) => Math.cos(i * 0.7));
    const weights = [new Variable(values, { name: 'a' }), variable(3, 'b')];
    const made = optimizer();
    made.build(weights);
    made.trace([a, b]);
    return [];
  };
}

/** Weights of several shapes: matrices, of which some are alike, batches of matrices, vectors. */
const SHAPES = [[5, 7], [6], [300, 3], [5, 7], [2, 4, 3], [8, 8], [9, 2], []] as const;

/** Steps over weights of these shapes; the gradient of all comes in one block, as `apply` gives it. */
function shapes(optimizer: () => Optimizer, present = SHAPES.map(() => true)) {
  return (block: GraphNode): readonly GraphNode[] => {
    const weights = SHAPES.map((shape, index) => {
      const values = Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.cos(i + index));
      return new Variable(tensor(values, [...shape]), { name: `${index === 5 ? 'embedding' : 'w'}${index}` });
    });
    const made = optimizer();
    made.build(weights);
    made.traceBlock(block, present);
    return [];
  };
}

const inBlock = {
  shapes: [
    [
      new VariableGroup(
        'layout',
        SHAPES.map((shape) => new Variable(tensor(new Float32Array(sizeOf(shape)), [...shape]))),
      ).length,
    ],
  ],
  gradient: 'skip',
  runs: 3,
} as const;

const cosine = () => new CosineDecay({ initialLearningRate: 0.1, decaySteps: 10, warmupTarget: 0.2, warmupSteps: 2 });

export const optimizerSteps: Readonly<Record<string, FusionCase>> = {
  sgd: { ...common, call: step(() => new SGD(), all), dispatches: 5 },
  sgdMomentum: { ...common, call: step(() => new SGD({ momentum: 0.9, nesterov: true }), all), dispatches: 5 },
  sgdClipped: { ...common, call: step(() => new SGD({ clipvalue: 0.5, weightDecay: 0.1 }), all), dispatches: 5 },
  rmsprop: { ...common, call: step(() => new RMSprop(), all), dispatches: 5 },
  rmspropFull: {
    ...common,
    call: step(
      () => new RMSprop({ centered: true, momentum: 0.9, globalClipnorm: 1, weightDecay: 0.1, useEma: true }),
      someFrozen,
    ),
    dispatches: 6,
    why: 'every option at once, some weights without gradient',
  },
  adam: { ...common, call: step(() => new Adam(), all), dispatches: 5 },
  adamClippedByNorm: { ...common, call: step(() => new Adam({ clipnorm: 1 }), all), dispatches: 6 },
  adamFull: {
    ...common,
    call: step(() => new Adam({ amsgrad: true, globalClipnorm: 1, weightDecay: 0.1, useEma: true }), someFrozen),
    dispatches: 6,
    why: 'every option at once, some weights without gradient',
  },
  adamTooFull: {
    ...common,
    call: step(() => new Adam({ amsgrad: true, clipnorm: 1, useEma: true }), all),
    dispatches: 7,
    why: 'nine storage bindings: the running average in a kernel of its own',
  },
  adamW: { ...common, call: step(() => new AdamW(), all), dispatches: 5 },
  adamWExcluded: {
    ...common,
    call: step(() => {
      const made = new AdamW();
      made.excludeFromWeightDecay({ varNames: ['^b$'] });
      return made;
    }, all),
    dispatches: 5,
  },
  averaged: {
    ...common,
    call: step(() => new SGD({ useEma: true, emaMomentum: 0.5, emaOverwriteFrequency: 2 }), all),
    runs: 4,
    dispatches: 5,
  },
  accumulated: {
    ...common,
    call: step(() => new Adam({ gradientAccumulationSteps: 2, useEma: true, globalClipnorm: 0.5 }), all),
    runs: 5,
    dispatches: 7,
    why: 'the last gradient waits for another one',
  },
  scheduled: {
    ...common,
    call: step(() => new AdamW({ learningRate: cosine(), globalClipnorm: 1, useEma: true }), all),
    dispatches: 5,
  },
  adagrad: { ...common, call: step(() => new Adagrad(), all), dispatches: 5 },
  adadelta: { ...common, call: step(() => new Adadelta({ learningRate: 1 }), all), dispatches: 5 },
  adamax: { ...common, call: step(() => new Adamax(), all), dispatches: 5 },
  nadam: { ...common, call: step(() => new Nadam(), all), dispatches: 5 },
  ftrl: {
    ...common,
    call: step(() => new Ftrl({ learningRate: 0.1, l1RegularizationStrength: 0.1, beta: 0.1 }), all),
    dispatches: 5,
  },
  ftrlPower: {
    ...common,
    call: step(() => new Ftrl({ learningRate: 0.1, learningRatePower: -0.7, initialAccumulatorValue: 0 }), all),
    kind: 'power',
    dispatches: 5,
    why: 'a power that is no root',
  },
  lion: { ...common, call: step(() => new Lion(), all), dispatches: 5 },
  lamb: { ...common, call: step(() => new Lamb({ weightDecay: 0.1 }), all), dispatches: 7 },
  lambFull: {
    ...common,
    call: step(() => new Lamb({ clipnorm: 0.3, useEma: true, gradientAccumulationSteps: 2 }), someFrozen),
    runs: 4,
    dispatches: 10,
  },
  scheduleFree: { ...common, call: step(() => new ScheduleFreeAdamW({ warmupSteps: 4 }), all), dispatches: 5 },
  lambLarge: { ...common, shapes: [[61 * 67], [3]], call: large(() => new Lamb()), dispatches: 7 },
  clippedByNormLarge: {
    ...common,
    shapes: [[61 * 67], [3]],
    call: large(() => new SGD({ clipnorm: 0.7 })),
    dispatches: 6,
  },
  adamLarge: { ...common, shapes: [[61 * 67], [3]], call: large(() => new Adam()), dispatches: 4 },
  adafactor: { ...common, call: step(() => new Adafactor(), all), kind: 'power', dispatches: 11 },
  adafactorVectors: {
    ...common,
    shapes: [[70], [5]],
    call: (a, b) => {
      const made = new Adafactor({ learningRate: 0.1 });
      made.build([variable(70, 'a'), variable(5, 'b')]);
      made.trace([a, b]);
      return [];
    },
    kind: 'power',
    dispatches: 6,
    why: 'no matrix at all',
  },
  adafactorShapes: {
    ...inBlock,
    call: shapes(() => new Adafactor({ learningRate: 0.1 })),
    kind: 'power',
    dispatches: 10,
  },
  adafactorFull: {
    ...inBlock,
    call: shapes(
      () =>
        new Adafactor({
          clipnorm: 0.3,
          useEma: true,
          gradientAccumulationSteps: 2,
          weightDecay: 0.1,
          lossScaleFactor: 4,
        }),
      SHAPES.map((_, index) => index !== 3),
    ),
    runs: 5,
    kind: 'power',
    dispatches: 16,
  },
  muon: { ...inBlock, call: shapes(() => new Muon({ learningRate: 0.1 })), dispatches: 57 },
  muonAdam: {
    ...common,
    shapes: [[70], [5]],
    call: (a, b) => {
      const made = new Muon({ learningRate: 0.1 });
      made.build([variable(70, 'a'), variable(5, 'b')]);
      made.trace([a, b]);
      return [];
    },
    dispatches: 4,
    why: 'no matrix at all',
  },
  muonFull: {
    ...inBlock,
    call: shapes(
      () =>
        new Muon({
          globalClipnorm: 0.3,
          useEma: true,
          gradientAccumulationSteps: 2,
          nesterov: false,
          rmsRate: null,
          nsSteps: 2,
          excludeLayers: ['^w6$'],
          adamWeightDecay: null,
        }),
      SHAPES.map((_, index) => index !== 3),
    ),
    runs: 5,
    dispatches: 24,
  },
  lossScale: {
    ...common,
    call: step(
      () =>
        new LossScaleOptimizer({ innerOptimizer: new AdamW({ useEma: true }), initialScale: 8, dynamicGrowthSteps: 2 }),
      all,
    ),
    dispatches: 7,
  },
  lossScaleInfinite: {
    ...common,
    shapes: [[70], [5], [1, 2]],
    call: step(
      () => new LossScaleOptimizer({ innerOptimizer: new Nadam({ gradientAccumulationSteps: 2 }), initialScale: 8 }),
      ([a, b, c]) => [a!, divide(b!, 0), c!],
    ),
    dispatches: 9,
    why: 'nothing but the scale changes',
  },
};
