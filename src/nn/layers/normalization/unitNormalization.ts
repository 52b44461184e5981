/** Vectors of length 1. */
import { maximum, multiply, rsqrt, square } from '../../../kernels/elementwise/arithmetic.ts';
import { sum } from '../../../kernels/reduce.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Layer, type LayerOptions } from '../layer.ts';
import { axesOption, openSpec } from './axes.ts';

export interface UnitNormalizationOptions extends LayerOptions {
  /** The axes that make up a vector. Default -1. */
  readonly axis?: number | readonly number[] | undefined;
}

/** Squared lengths below this count as this. */
const SMALLEST = 1e-24;

/**
 * `y = x / √Σx²` over `axis`: each sample's vectors get length 1.
 *
 * @example
 * layers.unitNormalization();
 */
export class UnitNormalization extends Layer {
  static override readonly className = 'UnitNormalization';
  readonly axis: number | readonly number[];

  constructor(options: UnitNormalizationOptions = {}) {
    super(options);
    this.axis = options.axis ?? -1;
    this.inputSpec = { minRank: openSpec(axesOption(this.who, this.axis)).minRank! }; // sizes need not be known
    this.supportsMasking = true;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    const squares = sum(square(x), this.axis, { keepDims: true });
    return multiply(x, rsqrt(maximum(squares, SMALLEST)));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { axis: this.axis };
  }
}
