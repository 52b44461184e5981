/** Masks from values. */
import { notEqual, where } from '../../../kernels/elementwise/comparison.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { max } from '../../../kernels/reduce.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface MaskingOptions extends LayerOptions {
  /** Default 0. */
  readonly maskValue?: number | undefined;
}

/**
 * Leaves out the steps at which all features equal `maskValue`: they become 0, and later layers are told by a mask.
 *
 * Shapes: `[batch, steps, features] -> [batch, steps, features]`, the mask `[batch, steps]`.
 *
 * @example
 * layers.masking({ maskValue: -1 });
 */
export class Masking extends Layer {
  static override readonly className = 'Masking';
  readonly maskValue: number;

  constructor(options: MaskingOptions = {}) {
    super(options);
    this.maskValue = options.maskValue ?? 0;
    this.supportsMasking = true;
    this.inputSpec = { minRank: 2 };
    this.built = true;
  }

  #counts(x: GraphNode, keepDims: boolean): GraphNode {
    return cast(max(cast(notEqual(x, this.maskValue), 'float32'), -1, { keepDims }), 'bool');
  }

  override call(x: GraphNode): GraphNode {
    return where(this.#counts(x, true), x, 0);
  }

  override computeMask(x: GraphNode): GraphNode {
    return this.#counts(x, false);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { maskValue: this.maskValue };
  }
}
