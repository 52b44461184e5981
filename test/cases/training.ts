/** How models are trained: hooks, streams, learning rates, steps of one's own. Each run works on every executor. */
import { averageRuns } from './training/averages.ts';
import { hookRuns } from './training/hooks.ts';
import { learningRateRuns } from './training/learningRate.ts';
import { optionRuns } from './training/options.ts';
import { ownStepRuns } from './training/ownSteps.ts';
import { stoppingRuns } from './training/stopping.ts';
import { streamRuns } from './training/streams.ts';

export const trainingRuns: Readonly<Record<string, () => Promise<void>>> = {
  ...hookRuns,
  ...stoppingRuns,
  ...learningRateRuns,
  ...streamRuns,
  ...optionRuns,
  ...ownStepRuns,
  ...averageRuns,
};
