/** Exponential linear units (Clevert et al., 2016). */
import type { GraphNode } from '../../../runtime/graph.ts';
import { elu } from '../../activations/functions.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface ELUOptions extends LayerOptions {
  /** Minus the limit for large negative inputs; default 1. */
  readonly alpha?: number | undefined;
}

/**
 * `y = x > 0 ? x : alpha · (exp(x) - 1)`.
 *
 * @example
 * layers.elu({ alpha: 0.5 });
 */
export class ELU extends Layer {
  static override readonly className = 'ELU';
  readonly alpha: number;

  constructor(options: ELUOptions = {}) {
    super(options);
    this.alpha = options.alpha ?? 1;
    this.supportsMasking = true;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    return elu(x, { alpha: this.alpha });
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { alpha: this.alpha };
  }
}
