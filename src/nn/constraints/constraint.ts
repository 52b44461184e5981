/** Conditions that weights are brought back to after each update. */
import { add, clip, divide, maximum, multiply, sqrt, square } from '../../kernels/elementwise/arithmetic.ts';
import { sum } from '../../kernels/reduce.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { type Registry, resolve } from '../registry.ts';
import { type Config, optionsToConfig, type SerializedObject } from '../saving/config.ts';

/**
 * The base class of constraints.
 *
 * @example
 * class AtMostOne extends Constraint {
 *   static readonly className = 'AtMostOne';
 *   project(w) { return ops.minimum(w, 1); }
 * }
 */
export abstract class Constraint {
  static readonly className: string = 'Constraint';
  readonly module = 'keras.constraints';

  get className(): string {
    return (this.constructor as typeof Constraint).className; // every constraint's constructor is a Constraint class
  }

  /** The weight that satisfies the condition, nearest to the given one. */
  abstract project(weight: GraphNode): GraphNode;

  getConfig(): Config {
    return optionsToConfig(this.configOptions());
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}

const EPSILON = 1e-7;

/** Lengths of the vectors along an axis, of size 1 there. */
export function norms(weight: GraphNode, axis: number | readonly number[]): GraphNode {
  return sqrt(sum(square(weight), axis, { keepDims: true }));
}

/** w / (ε + |w|) · length */
export function withLength(weight: GraphNode, norm: GraphNode, length: GraphNode): GraphNode {
  return multiply(weight, divide(length, add(norm, EPSILON)));
}

export interface MaxNormOptions {
  /** Default 2. */
  readonly maxValue?: number | undefined;
  /** The axis along which lengths are taken; default 0. */
  readonly axis?: number | readonly number[] | undefined;
}

/** Vectors along an axis are at most `maxValue` long. */
export class MaxNorm extends Constraint {
  static override readonly className = 'MaxNorm';
  readonly maxValue: number;
  readonly axis: number | readonly number[];

  constructor(options: MaxNormOptions = {}) {
    super();
    this.maxValue = options.maxValue ?? 2;
    this.axis = options.axis ?? 0;
  }

  override project(weight: GraphNode): GraphNode {
    const norm = norms(weight, this.axis);
    return withLength(weight, norm, clip(norm, 0, this.maxValue));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { maxValue: this.maxValue, axis: this.axis };
  }
}

/** Weights are not negative. */
export class NonNeg extends Constraint {
  static override readonly className = 'NonNeg';

  override project(weight: GraphNode): GraphNode {
    return maximum(weight, 0);
  }
}

export type ConstraintIdentifier = Constraint | string | SerializedObject | null;

const registry: Registry<Constraint> = { kind: 'constraint', base: Constraint, classes: [MaxNorm, NonNeg] };

/** A constraint from a name, an instance or a configuration; null stays null. */
export function getConstraint(identifier: ConstraintIdentifier | undefined, who = 'constraints'): Constraint | null {
  return identifier === null || identifier === undefined ? null : resolve(registry, identifier, who);
}
