/** The learning rate of a model's optimizer, for callbacks that tell or change it. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { Model } from '../models/model.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';

function optimizerOf(model: Model): Optimizer {
  if (model.optimizer) return model.optimizer;
  throw new InvalidArgumentError({
    who: model.who,
    expected: 'a compiled model',
    fix: 'Call compile({ optimizer, loss }) first.',
  });
}

/** The learning rate now. */
export function presentRate(model: Model): number {
  return optimizerOf(model).learningRate;
}

/** Changes the learning rate. @throws InvalidArgumentError when a schedule gives it. */
export function setRate(model: Model, rate: number): void {
  optimizerOf(model).learningRate = rate;
}
