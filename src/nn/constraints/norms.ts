/** Conditions on lengths: vectors along an axis are scaled by desired length / (ε + length). */
import { add, clip, divide, multiply, sqrt, square } from '../../kernels/elementwise/arithmetic.ts';
import { sum } from '../../kernels/reduce.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { checkNumber, type NumberRule } from '../optimizers/checkNumber.ts';
import { Constraint } from './constraint.ts';

const EPSILON = 1e-7;

/** The axis or axes along which vectors run. */
export type NormAxis = number | readonly number[];

export interface UnitNormOptions {
  /** The axis along which lengths are taken; default 0: the inputs of a unit. For the filters of an image: [0, 1, 2]. */
  readonly axis?: NormAxis | undefined;
}

/** What constraints on lengths have in common. */
abstract class NormConstraint extends Constraint {
  readonly axis: NormAxis;

  constructor(options: UnitNormOptions) {
    super(options);
    const { axis = 0 } = options;
    const whole = Array.isArray(axis) ? axis.length > 0 && axis.every(Number.isInteger) : Number.isInteger(axis);
    if (!whole)
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'axis must be an integer, or several',
        received: axis,
      });
    this.axis = axis;
  }

  /** Checks an option that is a number. */
  protected number(name: string, value: number, rule: NumberRule): number {
    return checkNumber(this.className, name, value, rule);
  }

  /** The length that a vector should have, from the one it has. */
  protected abstract desired(length: GraphNode): GraphNode;

  override project(weight: GraphNode): GraphNode {
    const length = sqrt(sum(square(weight), this.axis, { keepDims: true }));
    return multiply(weight, divide(this.desired(length), add(length, EPSILON)));
  }
}

export interface MaxNormOptions extends UnitNormOptions {
  /** Default 2. */
  readonly maxValue?: number | undefined;
}

/** Vectors along an axis are at most `maxValue` long. */
export class MaxNorm extends NormConstraint {
  static override readonly className = 'MaxNorm';
  static override readonly optionNames = ['maxValue', 'axis'];
  readonly maxValue: number;

  constructor(options: MaxNormOptions = {}) {
    super(options);
    this.maxValue = this.number('maxValue', options.maxValue ?? 2, { from: 0 });
  }

  protected override desired(length: GraphNode): GraphNode {
    return clip(length, 0, this.maxValue);
  }
}

/** Vectors along an axis have length 1. */
export class UnitNorm extends NormConstraint {
  static override readonly className = 'UnitNorm';
  static override readonly optionNames = ['axis'];

  constructor(options: UnitNormOptions = {}) {
    super(options);
  }

  protected override desired(): GraphNode {
    return constant(1);
  }
}

export interface MinMaxNormOptions extends UnitNormOptions {
  /** Default 0. */
  readonly minValue?: number | undefined;
  /** Default 1. */
  readonly maxValue?: number | undefined;
  /** How far each update goes towards the limits, from 0 to 1; default 1: all the way. */
  readonly rate?: number | undefined;
}

/** Lengths of vectors along an axis lie between `minValue` and `maxValue`, or (rate < 1) move towards that. */
export class MinMaxNorm extends NormConstraint {
  static override readonly className = 'MinMaxNorm';
  static override readonly optionNames = ['minValue', 'maxValue', 'rate', 'axis'];
  readonly minValue: number;
  readonly maxValue: number;
  readonly rate: number;

  constructor(options: MinMaxNormOptions = {}) {
    super(options);
    this.minValue = this.number('minValue', options.minValue ?? 0, { from: 0 });
    this.maxValue = this.number('maxValue', options.maxValue ?? 1, { from: this.minValue });
    this.rate = this.number('rate', options.rate ?? 1, { from: 0, to: 1 });
  }

  protected override desired(length: GraphNode): GraphNode {
    const inside = clip(length, this.minValue, this.maxValue);
    return this.rate === 1 ? inside : add(multiply(inside, this.rate), multiply(length, 1 - this.rate));
  }
}
