/** Optimizers inside of others. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { knownOptions } from '../checks.ts';
import type { SerializedObject } from '../saving/config.ts';
import { FusedOptimizer } from './fused.ts';
import { getOptimizer } from './get.ts';
import type { Optimizer } from './optimizer.ts';
import { COMMON, commonOptions } from './options.ts';

/** An instance or a configuration. */
export type InnerOptimizer = Optimizer | SerializedObject;

/** The optimizer that an option gives. @throws InvalidArgumentError when it is none that updates weights itself. */
export function innerOptimizer(who: string, option: string, given: InnerOptimizer): FusedOptimizer {
  const named = typeof given === 'object' && given !== null; // checked for those who have no types
  const inner = named ? getOptimizer(given, who) : given;
  if (inner instanceof FusedOptimizer) return inner;
  throw new InvalidArgumentError({
    who,
    expected: `${option} must be an optimizer that updates weights, such as optimizers.adam()`,
    received: inner,
  });
}

/**
 * Options that all optimizers have may only have their defaults outside, as older files write them.
 *
 * @param own - Names of the options of the class.
 * @throws InvalidArgumentError for others, and for names that are not known.
 */
export function checkOuterOptions(who: string, options: object, own: readonly string[]): void {
  knownOptions(who, options, [...own, ...COMMON]);
  const given = options as Readonly<Record<string, unknown>>; // looked at by name
  const defaults = Object.entries({ learningRate: 0, ...commonOptions({}) });
  const wrong = defaults.find(([key, value]) => (given[key] ?? value) !== value);
  if (!wrong) return;
  throw new InvalidArgumentError({
    who,
    expected: `${wrong[0]} belongs to the optimizer inside`,
    received: given[wrong[0]],
    fix: `Give it to that one: optimizers.adam({ ${wrong[0]} }).`,
  });
}
