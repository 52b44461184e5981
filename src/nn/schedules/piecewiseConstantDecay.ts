/** Piecewise constant decay. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import { FormulaSchedule } from './formulaSchedule.ts';
import type { ScalarMath } from './scalarMath.ts';

export interface PiecewiseConstantDecayOptions {
  /** The last steps of all values but the last, ascending. */
  readonly boundaries: readonly number[];
  /** One more than boundaries. */
  readonly values: readonly number[];
  readonly name?: string | undefined;
}

/**
 * `values[0]` up to and including step `boundaries[0]`, then `values[1]` up to `boundaries[1]`, and so on.
 *
 * @example
 * schedules.piecewiseConstantDecay({ boundaries: [1000, 2000], values: [1, 0.5, 0.1] }).at(1001); // 0.5
 */
export class PiecewiseConstantDecay extends FormulaSchedule {
  static override readonly className = 'PiecewiseConstantDecay';
  static override readonly optionNames = ['boundaries', 'values', 'name'];
  readonly boundaries: readonly number[];
  readonly values: readonly number[];
  readonly name: string;

  constructor(options = {} as PiecewiseConstantDecayOptions) {
    super(options); // by name only: what is missing is complained about
    const { boundaries, values, name } = options;
    const who = this.className;
    const ascends = (list: unknown): list is number[] =>
      Array.isArray(list) && list.every((each, index) => Number.isFinite(each) && !(each <= list[index - 1]));
    if (!ascends(boundaries))
      throw new InvalidArgumentError({ who, expected: 'boundaries must be ascending numbers', received: boundaries });
    if (!Array.isArray(values) || values.length !== boundaries.length + 1) {
      throw new InvalidArgumentError({
        who,
        expected: `values must be ${boundaries.length + 1} numbers, one more than boundaries`,
        received: values,
      });
    }
    this.boundaries = boundaries;
    this.values = values.map((value) => checkNumber(who, 'values', value));
    this.name = name ?? 'PiecewiseConstant';
  }

  override formula<S>(step: S, math: ScalarMath<S>): S | number {
    const last = this.values[this.boundaries.length]!; // checked: one more than boundaries
    return this.boundaries.reduceRight<S | number>(
      (later, boundary, index) => math.below(step, Math.floor(boundary) + 0.5, this.values[index]!, later), // one more value than boundaries
      last,
    );
  }
}
