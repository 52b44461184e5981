/** Numbers of activation layers. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';

/** A number that is not negative, or an error that names the layer and the option. */
export function slopeOf(who: string, option: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError({ who, expected: `${option} must be a number that is not negative`, received: value });
}
