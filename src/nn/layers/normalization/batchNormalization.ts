/** Batch normalization (Ioffe and Szegedy, 2015). */
import { add, maximum, multiply, rsqrt, square, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { type Moments, moments } from '../../../kernels/normalize/normalize.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { numberFrom } from '../../checks.ts';
import { getInitializer, type InitializerIdentifier } from '../../initializers/get.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { CallArguments, Weight } from '../layer.ts';
import { initializersOf, weightFor } from '../weightOptions.ts';
import { allBut, along, ascending, axesOption, builtSpec, openSpec } from './axes.ts';
import { maskedMoments } from './maskedMoments.ts';
import { movedTowards } from './movingAverage.ts';
import {
  checkedClipping,
  correctionOf,
  deviation,
  type RenormClipping,
  type RenormWeights,
  RootInitializer,
} from './renormalization.ts';
import { ScaledNormalization, type ScaledNormalizationOptions } from './scaledNormalization.ts';

export interface BatchNormalizationOptions extends ScaledNormalizationOptions {
  /** The axis of the channels: each channel is normalized over all others. Default -1. */
  readonly axis?: number | undefined;
  /** How much of the moving statistics stays at each step. Default 0.99. */
  readonly momentum?: number | undefined;
  /** Default `'zeros'`. */
  readonly movingMeanInitializer?: InitializerIdentifier | undefined;
  /** Default `'ones'`. */
  readonly movingVarianceInitializer?: InitializerIdentifier | undefined;
  /** Batch renormalization (Ioffe, 2017): training, too, goes by moving statistics. Default false. */
  readonly renorm?: boolean | undefined;
  readonly renormClipping?: RenormClipping | null | undefined;
  /** As `momentum`, for the moving statistics of batch renormalization. Default 0.99. */
  readonly renormMomentum?: number | undefined;
  /** Statistics over several devices: there is one, so this must be false. */
  readonly synchronized?: boolean | undefined;
}

/**
 * `y = (x - mean) / √(variance + epsilon) · gamma + beta` for each channel. In training mean and variance (divided by the
 * count) are those of the batch, and `moving = moving · momentum + batch · (1 - momentum)`. Otherwise, and in training too
 * while `trainable` is false, they are the moving ones. With a mask only the places that count make the statistics.
 *
 * Shapes: as the input. Weights: gamma and beta, and not trained moving_mean and moving_variance: a number for each channel.
 *
 * @example
 * layers.batchNormalization({ momentum: 0.9 });
 */
export class BatchNormalization extends ScaledNormalization {
  static override readonly className = 'BatchNormalization';
  readonly axis: number;
  readonly momentum: number;
  readonly renorm: boolean;
  readonly renormClipping: RenormClipping;
  readonly renormMomentum: number;
  movingMean: Weight | null = null;
  movingVariance: Weight | null = null;
  renormWeights: RenormWeights | null = null;
  declare readonly options: BatchNormalizationOptions;

  constructor(options: BatchNormalizationOptions = {}) {
    super(options);
    this.axis = axesOption(this.who, options.axis ?? -1)[0]!; // not empty
    this.momentum = numberFrom(this.who, 'momentum', options.momentum ?? 0.99, 0, 1);
    this.renorm = options.renorm ?? false;
    this.renormClipping = checkedClipping(this.who, options.renormClipping);
    this.renormMomentum = numberFrom(this.who, 'renormMomentum', options.renormMomentum ?? 0.99, 0, 1);
    this.inputSpec = openSpec([this.axis]);
    if (options.synchronized)
      throw new InvalidArgumentError({ who: this.who, expected: 'synchronized must be false', received: true });
  }

  override build(inputShape: OpenShape): void {
    const axes = ascending([this.axis], inputShape.length);
    const shape = [inputShape[axes[0]!]!]; // one axis, checked by inputSpec
    this.inputSpec = builtSpec(axes, inputShape);
    this.addScaleAndOffset(shape);
    const mean = { ...weightFor(this, 'movingMean', shape, 'zeros', 'moving_mean'), trainable: false };
    const variance = { ...weightFor(this, 'movingVariance', shape, 'ones', 'moving_variance'), trainable: false };
    this.movingMean = this.addWeight(mean);
    this.movingVariance = this.addWeight(variance);
    if (!this.renorm) return;
    const stddev = { ...variance, initializer: new RootInitializer(getInitializer(variance.initializer!, this.who)) }; // has a default
    this.renormWeights = {
      movingStddev: this.addWeight({ ...stddev, name: 'moving_stddev' }),
      mean: this.addWeight({ ...mean, name: 'renorm_mean' }),
      stddev: this.addWeight({ ...stddev, name: 'renorm_stddev' }),
    };
  }

  override call(x: GraphNode, { training, mask }: CallArguments): GraphNode {
    const axes = ascending([this.axis], x.shape.length);
    const shape = along(axes, x.shape);
    const channels = (values: GraphNode) => reshape(values, shape);
    const standardized = ({ mean, variance }: Moments) =>
      multiply(subtract(x, channels(mean)), rsqrt(add(channels(variance), this.epsilon)));
    if (!training || !this.trainable) {
      return this.scaled(standardized({ mean: this.movingMean!.value, variance: this.movingVariance!.value }), shape); // build() made them
    }
    const others = allBut(axes[0]!, x.shape.length); // one axis
    const own = mask ? maskedMoments(this.who, x, mask as GraphNode, others) : moments(x, others); // one input has one mask
    const batch = { mean: reshape(own.mean, [-1]), variance: reshape(own.variance, [-1]) };
    const values = standardized(batch);
    if (!this.renormWeights) {
      this.assign(this.movingVariance!, movedTowards(this.movingVariance!, batch.variance, this.momentum)); // build() made them
      this.assign(this.movingMean!, movedTowards(this.movingMean!, batch.mean, this.momentum));
      return this.scaled(values, shape);
    }
    const { r, d } = correctionOf(batch, this.renormWeights, this.epsilon, this.renormClipping);
    this.#moveRenormalization(batch, this.renormWeights);
    return this.scaled(add(multiply(values, channels(r)), channels(d)), shape);
  }

  /** Inference goes by the moving standard deviation, from which the moving variance follows. */
  #moveRenormalization(batch: Moments, { movingStddev, mean, stddev }: RenormWeights): void {
    const own = deviation(batch, this.epsilon);
    this.assign(mean, movedTowards(mean, batch.mean, this.renormMomentum));
    this.assign(stddev, movedTowards(stddev, own, this.renormMomentum));
    this.assign(this.movingMean!, movedTowards(this.movingMean!, batch.mean, this.momentum)); // build() made them
    const moved = movedTowards(movingStddev, own, this.momentum);
    this.assign(movingStddev, moved);
    this.assign(this.movingVariance!, maximum(subtract(square(moved), this.epsilon), 0));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { axis, momentum, renorm, renormMomentum } = this;
    return {
      axis,
      momentum,
      ...super.configOptions(),
      ...initializersOf(this, { movingMean: 'zeros', movingVariance: 'ones' }),
      synchronized: false,
      renorm,
      renormClipping: this.options.renormClipping ?? null,
      renormMomentum,
    };
  }
}
