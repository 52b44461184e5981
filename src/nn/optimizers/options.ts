/** Options that all optimizers have. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { booleanOf } from '../checks.ts';
import type { RateFunction } from '../schedules/functionSchedule.ts';
import type { ScheduleIdentifier } from '../schedules/get.ts';
import { checkNumber, type NumberRule } from './checkNumber.ts';

export interface OptimizerOptions {
  /**
   * A number, a schedule, or a function of the step (a symbolic scalar) written with `ops`:
   * `(step) => ops.multiply(0.1, ops.power(0.9, step))`.
   */
  readonly learningRate?: number | ScheduleIdentifier | RateFunction | undefined;
  /** Older name of `learningRate`. */
  readonly lr?: number | undefined;
  /** Older Keras: the learning rate is divided by 1 + decay · (updates made so far). */
  readonly decay?: number | undefined;
  /** Weights shrink by `learningRate · weightDecay` of themselves before each update; default: they do not. */
  readonly weightDecay?: number | null | undefined;
  /** The gradient of each variable is shortened to at most this length. */
  readonly clipnorm?: number | null | undefined;
  /** Gradients are limited to [-clipvalue, clipvalue]. */
  readonly clipvalue?: number | null | undefined;
  /** All gradients together are shortened to at most this length. */
  readonly globalClipnorm?: number | null | undefined;
  /** Whether a running average of the weights is kept, which replaces them at the end of `fit`; default false. */
  readonly useEma?: boolean | undefined;
  /** `average = emaMomentum · average + (1 - emaMomentum) · weight` after each update; default 0.99. */
  readonly emaMomentum?: number | undefined;
  /** After how many updates the average replaces the weights; default: only at the end of `fit`. */
  readonly emaOverwriteFrequency?: number | null | undefined;
  /** The loss is multiplied by this, the gradients are divided by it; default: neither. */
  readonly lossScaleFactor?: number | null | undefined;
  /** Weights are updated every so many steps, by the mean gradient of these steps; default: by every step's gradient. */
  readonly gradientAccumulationSteps?: number | null | undefined;
  readonly name?: string | undefined;
}

/** Names of the options that all optimizers have. */
export const COMMON = [
  'name',
  'learningRate',
  'lr',
  'decay',
  'weightDecay',
  'clipnorm',
  'clipvalue',
  'globalClipnorm',
  'useEma',
  'emaMomentum',
  'emaOverwriteFrequency',
  'lossScaleFactor',
  'gradientAccumulationSteps',
] as const satisfies readonly (keyof OptimizerOptions)[];

const CLIPPING = ['clipnorm', 'clipvalue', 'globalClipnorm'] as const;

type Checked = (typeof CLIPPING)[number] | 'decay' | 'weightDecay' | 'lossScaleFactor' | 'gradientAccumulationSteps';

const RULES: Readonly<Record<Checked, NumberRule>> = {
  clipnorm: { above: 0 },
  clipvalue: { above: 0 },
  globalClipnorm: { above: 0 },
  decay: { from: 0 },
  weightDecay: { from: 0 },
  lossScaleFactor: { above: 0 },
  gradientAccumulationSteps: { from: 2, integer: true },
};

/** @throws InvalidArgumentError that names the first option with a wrong value. */
export function checkOptions(who: string, options: OptimizerOptions): void {
  for (const [name, rule] of Object.entries(RULES)) {
    const value = options[name as Checked] ?? null; // a key of the table
    if (value !== null) checkNumber(who, name, value, rule);
  }
  const clipping = CLIPPING.filter((each) => (options[each] ?? null) !== null);
  if (clipping.length > 1)
    throw new InvalidArgumentError({
      who,
      expected: `only one of ${CLIPPING.join(', ')} may be set`,
      received: clipping,
    });
  if (!booleanOf(who, 'useEma', options.useEma ?? false)) return;
  checkNumber(who, 'emaMomentum', options.emaMomentum ?? 0.99, { from: 0, to: 1 });
  checkNumber(who, 'emaOverwriteFrequency', options.emaOverwriteFrequency ?? 1, { from: 1, integer: true });
}

/** The options in Keras's order, with its defaults. */
export function commonOptions(options: OptimizerOptions): Readonly<Record<string, unknown>> {
  return {
    weightDecay: options.weightDecay ?? null,
    clipnorm: options.clipnorm ?? null,
    globalClipnorm: options.globalClipnorm ?? null,
    clipvalue: options.clipvalue ?? null,
    useEma: options.useEma ?? false,
    emaMomentum: options.emaMomentum ?? 0.99,
    emaOverwriteFrequency: options.emaOverwriteFrequency ?? null,
    lossScaleFactor: options.lossScaleFactor ?? null,
    gradientAccumulationSteps: options.gradientAccumulationSteps ?? null,
  };
}
