/** Penalties on weights and activities. */
import { abs, add, divide, multiply, square } from '../../kernels/elementwise/arithmetic.ts';
import { sum } from '../../kernels/reduce.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { type Registry, resolve } from '../registry.ts';
import { type Config, optionsToConfig, type SerializedObject } from '../saving/config.ts';

/**
 * The base class of regularizers.
 *
 * @example
 * class Sparse extends Regularizer {
 *   static readonly className = 'Sparse';
 *   penalty(x) { return ops.multiply(ops.sum(ops.abs(x)), 0.01); }
 * }
 */
export abstract class Regularizer {
  static readonly className: string = 'Regularizer';
  readonly module = 'keras.regularizers';

  get className(): string {
    return (this.constructor as typeof Regularizer).className; // every regularizer's constructor is a Regularizer class
  }

  /** The penalty of a tensor: a scalar that is added to the loss. */
  abstract penalty(x: GraphNode): GraphNode;

  /** The penalty of a layer's output, divided by the batch size. */
  perSample(output: GraphNode): GraphNode {
    return divide(this.penalty(output), output.shape[0] ?? 1);
  }

  getConfig(): Config {
    return optionsToConfig(this.configOptions());
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
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
  readonly l1: number;
  readonly l2: number;

  constructor(options: L1L2Options = {}) {
    super();
    this.l1 = options.l1 ?? 0;
    this.l2 = options.l2 ?? 0;
  }

  override penalty(x: GraphNode): GraphNode {
    const first = multiply(sum(abs(x)), this.l1);
    const second = multiply(sum(square(x)), this.l2);
    if (this.l2 === 0) return first;
    return this.l1 === 0 ? second : add(first, second);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { l1: this.l1, l2: this.l2 };
  }
}

/** l1 Σ|x| */
export class L1 extends L1L2 {
  static override readonly className = 'L1';

  constructor(options: { readonly l1?: number | undefined } = {}) {
    super({ l1: options.l1 ?? 0.01 });
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { l1: this.l1 };
  }
}

/** l2 Σx² */
export class L2 extends L1L2 {
  static override readonly className = 'L2';

  constructor(options: { readonly l2?: number | undefined } = {}) {
    super({ l2: options.l2 ?? 0.01 });
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { l2: this.l2 };
  }
}

export type RegularizerIdentifier = Regularizer | string | SerializedObject | null;

const registry: Registry<Regularizer> = { kind: 'regularizer', base: Regularizer, classes: [L1, L2, L1L2] };

/** A regularizer from a name, an instance or a configuration; null stays null. */
export function getRegularizer(
  identifier: RegularizerIdentifier | undefined,
  who = 'regularizers',
): Regularizer | null {
  return identifier === null || identifier === undefined ? null : resolve(registry, identifier, who);
}
