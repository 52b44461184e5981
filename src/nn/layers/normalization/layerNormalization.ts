/** Layer normalization (Ba et al., 2016). */
import { add, multiply, rsqrt } from '../../../kernels/elementwise/arithmetic.ts';
import { moments, standardize } from '../../../kernels/normalize/normalize.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import { along, ascending, axesOption, builtSpec, openSpec } from './axes.ts';
import { ScaledNormalization, type ScaledNormalizationOptions } from './scaledNormalization.ts';

export interface LayerNormalizationOptions extends ScaledNormalizationOptions {
  /** The axes over which each sample is normalized. Default -1. */
  readonly axis?: number | readonly number[] | undefined;
  /** Older Keras: `y = x / √(variance + epsilon) · gamma`, without mean and offset. Default false. */
  readonly rmsScaling?: boolean | undefined;
}

/**
 * `y = (x - mean) / √(variance + epsilon) · gamma + beta`, with mean and variance (divided by the count) over `axis`.
 *
 * Shapes: as the input. Weights: gamma and beta with the sizes of the normalized axes.
 *
 * @example
 * layers.layerNormalization({ epsilon: 1e-5 });
 */
export class LayerNormalization extends ScaledNormalization {
  static override readonly className = 'LayerNormalization';
  /** Not negative and ascending once the layer is built. */
  axis: readonly number[];
  readonly rmsScaling: boolean;

  constructor(options: LayerNormalizationOptions = {}) {
    const rmsScaling = options.rmsScaling ?? false;
    super(rmsScaling ? { ...options, center: false, scale: true } : options);
    this.axis = axesOption(this.who, options.axis ?? -1);
    this.rmsScaling = rmsScaling;
    this.inputSpec = openSpec(this.axis);
  }

  override build(inputShape: OpenShape): void {
    this.axis = ascending(this.axis, inputShape.length);
    this.inputSpec = builtSpec(this.axis, inputShape);
    this.addScaleAndOffset(this.axis.map((axis) => inputShape[axis]!)); // checked by inputSpec
  }

  override call(x: GraphNode): GraphNode {
    const shape = along(this.axis, x.shape);
    if (!this.rmsScaling) return this.scaled(standardize(x, this.axis, { epsilon: this.epsilon }), shape);
    const { variance } = moments(x, this.axis);
    return this.scaled(multiply(x, rsqrt(add(variance, this.epsilon))), shape);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { axis: this.axis, rmsScaling: this.rmsScaling, ...super.configOptions() };
  }
}
