/** Conditions on lengths: vectors along an axis are scaled by desired length / (ε + length). */
import { add, clip, divide, multiply, sqrt, square } from '../../kernels/elementwise/arithmetic.ts';
import { sum } from '../../kernels/reduce.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
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

  constructor(axis: NormAxis | undefined) {
    super();
    this.axis = axis ?? 0;
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
  readonly maxValue: number;

  constructor(options: MaxNormOptions = {}) {
    super(options.axis);
    this.maxValue = options.maxValue ?? 2;
  }

  protected override desired(length: GraphNode): GraphNode {
    return clip(length, 0, this.maxValue);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { maxValue: this.maxValue, axis: this.axis };
  }
}

/** Vectors along an axis have length 1. */
export class UnitNorm extends NormConstraint {
  static override readonly className = 'UnitNorm';

  constructor(options: UnitNormOptions = {}) {
    super(options.axis);
  }

  protected override desired(): GraphNode {
    return constant(1);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { axis: this.axis };
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
  readonly minValue: number;
  readonly maxValue: number;
  readonly rate: number;

  constructor(options: MinMaxNormOptions = {}) {
    super(options.axis);
    this.minValue = options.minValue ?? 0;
    this.maxValue = options.maxValue ?? 1;
    this.rate = options.rate ?? 1;
  }

  protected override desired(length: GraphNode): GraphNode {
    const inside = clip(length, this.minValue, this.maxValue);
    return this.rate === 1 ? inside : add(multiply(inside, this.rate), multiply(length, 1 - this.rate));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { minValue: this.minValue, maxValue: this.maxValue, rate: this.rate, axis: this.axis };
  }
}
