/** A penalty on activities as a layer. */
import type { GraphNode } from '../../../runtime/graph.ts';
import { L1L2 } from '../../regularizers/regularizer.ts';
import { Layer, type LayerOptions } from '../layer.ts';

export interface ActivityRegularizationOptions extends Omit<LayerOptions, 'activityRegularizer'> {
  /** Factor of the sum of absolute values; default 0. */
  readonly l1?: number | undefined;
  /** Factor of the sum of squares; default 0. */
  readonly l2?: number | undefined;
}

/**
 * The identity; adds `(l1 Σ|x| + l2 Σx²) / batch size` to the loss.
 *
 * @example
 * layers.activityRegularization({ l1: 0.01 });
 */
export class ActivityRegularization extends Layer {
  static override readonly className = 'ActivityRegularization';
  readonly l1: number;
  readonly l2: number;

  constructor(options: ActivityRegularizationOptions = {}) {
    const { l1 = 0, l2 = 0 } = options;
    super({ ...options, activityRegularizer: new L1L2({ l1, l2 }) });
    this.l1 = l1;
    this.l2 = l2;
    this.supportsMasking = true;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    return x;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { l1: this.l1, l2: this.l2 };
  }

  /** Without the regularizer, which follows from `l1` and `l2`. */
  override getConfig() {
    const { activity_regularizer: _, ...config } = super.getConfig();
    return config;
  }
}
