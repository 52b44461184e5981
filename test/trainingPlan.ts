/** The plan of a model's training step, as `fit` makes it. */
import type { Model } from '../src/index.ts';
import type { BatchSpecs } from '../src/nn/training/step.ts';
import { Trainer } from '../src/nn/training/trainer.ts';
import { DEFAULT_LIMITS } from '../src/runtime/cpu/device.ts';
import type { Profile } from '../src/runtime/op.ts';
import { compilePlan } from '../src/runtime/plan/compile.ts';
import type { Plan } from '../src/runtime/plan/plan.ts';

/** How the model is trained, and on what. */
export interface Training {
  readonly optimizer: string;
  readonly loss: string;
  readonly specs: BatchSpecs;
}

/** Compiles the training step of a model with one input. Batches come as feeds. */
export async function trainingPlan(
  model: Model,
  { optimizer, loss, specs }: Training,
  profile: Profile,
): Promise<Plan> {
  model.compile({ optimizer, loss });
  const trainer = new Trainer(model, { inputs: [], outputs: null }, model.optimizer, { loss });
  await trainer.executable('train', specs); // makes the optimizer's slots, and gives all state its place in memory
  return compilePlan(trainer.program('train', specs), { profile, limits: DEFAULT_LIMITS });
}
