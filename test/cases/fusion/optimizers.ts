/** Optimizer steps: gradients packed, one kernel for all weights, the counter. */

import { Adam } from '../../../src/nn/optimizers/adam.ts';
import type { Optimizer } from '../../../src/nn/optimizers/optimizer.ts';
import { RMSprop } from '../../../src/nn/optimizers/rmsprop.ts';
import { SGD } from '../../../src/nn/optimizers/sgd.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { Variable } from '../../../src/runtime/variable.ts';
import type { FusionCase } from '../fusion.ts';
import { variable } from './variable.ts';

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

const NINE = 'nine storage bindings: four states, gradient, rate, scale, decay, mask';

export const optimizerSteps: Readonly<Record<string, FusionCase>> = {
  sgd: { ...common, call: step(() => new SGD(), all), dispatches: 5 },
  sgdMomentum: { ...common, call: step(() => new SGD({ momentum: 0.9, nesterov: true }), all), dispatches: 5 },
  sgdClipped: { ...common, call: step(() => new SGD({ clipvalue: 0.5, weightDecay: 0.1 }), all), dispatches: 5 },
  rmsprop: { ...common, call: step(() => new RMSprop(), all), dispatches: 5 },
  rmspropFull: {
    ...common,
    call: step(() => new RMSprop({ centered: true, momentum: 0.9, globalClipnorm: 1, weightDecay: 0.1 }), someFrozen),
    dispatches: 5,
    why: 'every option at once, some weights without gradient',
    bug: NINE,
  },
  adam: { ...common, call: step(() => new Adam(), all), dispatches: 5 },
  adamClippedByNorm: { ...common, call: step(() => new Adam({ clipnorm: 1 }), all), dispatches: 7 },
  adamFull: {
    ...common,
    call: step(() => new Adam({ amsgrad: true, globalClipnorm: 1, weightDecay: 0.1 }), someFrozen),
    dispatches: 5,
    why: 'every option at once, some weights without gradient',
    bug: NINE,
  },
};
