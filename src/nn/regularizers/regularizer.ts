/** Penalties on weights and activities. */
import { abs, add, divide, multiply, square } from '../../kernels/elementwise/arithmetic.ts';
import { sum } from '../../kernels/reduce.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { Configured } from '../configured.ts';
import { functionNameOf } from '../saving/registered.ts';

/**
 * The base class of regularizers.
 *
 * @example
 * class Sparse extends Regularizer {
 *   static readonly className = 'Sparse';
 *   penalty(x) { return ops.multiply(ops.sum(ops.abs(x)), 0.01); }
 * }
 */
export abstract class Regularizer extends Configured {
  static override readonly className: string = 'Regularizer';
  override readonly module = 'keras.regularizers';

  /** The penalty of a tensor: a scalar that is added to the loss. */
  abstract penalty(x: GraphNode): GraphNode;

  /** The penalty of a layer's output, divided by the batch size. */
  perSample(output: GraphNode): GraphNode {
    return divide(this.penalty(output), output.shape[0] ?? 1);
  }
}

/** A factor of a penalty: not negative, not infinite. @throws InvalidArgumentError that names it. */
export function requireFactor(who: string, name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError({
    who,
    expected: `${name} must be a finite number that is not negative`,
    received: value,
  });
}

export interface L1L2Options {
  /** Factor of the sum of absolute values; default 0. */
  readonly l1?: number | undefined;
  /** Factor of the sum of squares; default 0. */
  readonly l2?: number | undefined;
}

/** l1 Σ|x| + l2 Σx² */
export class L1L2 extends Regularizer {
  static override readonly className: string = 'L1L2';
  static override readonly optionNames: readonly string[] = ['l1', 'l2'];
  readonly l1: number;
  readonly l2: number;

  constructor(options: L1L2Options = {}, defaults: L1L2Options = {}) {
    super(options);
    this.l1 = requireFactor(this.className, 'l1', options.l1 ?? defaults.l1 ?? 0);
    this.l2 = requireFactor(this.className, 'l2', options.l2 ?? defaults.l2 ?? 0);
  }

  override penalty(x: GraphNode): GraphNode {
    const first = multiply(sum(abs(x)), this.l1);
    const second = multiply(sum(square(x)), this.l2);
    if (this.l2 === 0) return first;
    return this.l1 === 0 ? second : add(first, second);
  }
}

export interface L1Options {
  /** Default 0.01. */
  readonly l1?: number | undefined;
}

/** l1 Σ|x| */
export class L1 extends L1L2 {
  static override readonly className = 'L1';
  static override readonly optionNames = ['l1'];

  constructor(options: L1Options = {}) {
    super(options, { l1: 0.01 });
  }
}

export interface L2Options {
  /** Default 0.01. */
  readonly l2?: number | undefined;
}

/** l2 Σx² */
export class L2 extends L1L2 {
  static override readonly className = 'L2';
  static override readonly optionNames = ['l2'];

  constructor(options: L2Options = {}) {
    super(options, { l2: 0.01 });
  }
}

/** Gives the penalty of a tensor, a scalar, written with `ops`. */
export type PenaltyFunction = (x: GraphNode) => GraphNode;

/** A penalty that a user's function gives. */
export class FunctionRegularizer extends Regularizer {
  static override readonly className = 'FunctionRegularizer';
  readonly functionName: string;
  readonly #function: PenaltyFunction;

  constructor(body: PenaltyFunction) {
    super();
    this.functionName = functionNameOf(body, 'regularizer');
    this.#function = body;
  }

  override penalty(x: GraphNode): GraphNode {
    return this.#function(x);
  }
}
