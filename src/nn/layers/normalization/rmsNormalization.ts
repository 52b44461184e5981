/** Root mean square normalization (Zhang and Sennrich, 2019). */
import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { standardize } from '../../../kernels/normalize/normalize.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { along, ascending, axesOption, builtSpec, openSpec } from './axes.ts';

export interface RMSNormalizationOptions extends LayerOptions {
  /** The axes over which each sample is normalized. Default -1. */
  readonly axis?: number | readonly number[] | undefined;
  /** Default 1e-6. */
  readonly epsilon?: number | undefined;
}

/**
 * `y = x / √(mean(x²) + epsilon) · scale`.
 *
 * Shapes: as the input. Weights: scale with the sizes of the normalized axes.
 *
 * @example
 * layers.rmsNormalization();
 */
export class RMSNormalization extends Layer {
  static override readonly className = 'RMSNormalization';
  readonly axis: readonly number[];
  readonly epsilon: number;
  scale: Weight | null = null;

  constructor(options: RMSNormalizationOptions = {}) {
    super(options);
    this.axis = axesOption(this.who, options.axis ?? -1);
    this.epsilon = options.epsilon ?? 1e-6;
    this.inputSpec = openSpec(this.axis);
  }

  override build(inputShape: OpenShape): void {
    const axes = ascending(this.axis, inputShape.length);
    this.inputSpec = builtSpec(axes, inputShape);
    const shape = axes.map((axis) => inputShape[axis]!); // checked by inputSpec
    this.scale = this.addWeight({ name: 'scale', shape, initializer: 'ones' });
  }

  override call(x: GraphNode): GraphNode {
    const axes = ascending(this.axis, x.shape.length);
    const scaled = standardize(x, axes, { epsilon: this.epsilon, center: false });
    return multiply(scaled, reshape(this.scale!.value, along(axes, x.shape))); // build() made it
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { axis: this.axis, epsilon: this.epsilon };
  }
}
