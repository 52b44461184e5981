/** Images distorted like rubber (Simard, Steinkraus and Platt, ICDAR 2003). */

import { add, clip, maximum, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { where } from '../../../kernels/elementwise/comparison.ts';
import { floor } from '../../../kernels/elementwise/rounding.ts';
import { type Sampling, sample } from '../../../kernels/image/sample.ts';
import { iota } from '../../../kernels/iota.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { slice } from '../../../kernels/movement/slice.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { bell, blurred } from '../../ops/image/blur.ts';
import { sizesOf } from '../../ops/image/images.ts';
import { type SampleOptions, samplingOf } from '../../ops/image/sample.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf, probabilityOf, valueRangeOf } from './factors.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';
import { ofMasks } from './placedAugmentation.ts';

export interface RandomElasticTransformOptions extends AugmentationOptions, SampleOptions {
  /** The probability that an image is changed; from `[low, high]`, or from 0 to factor; default 1. */
  readonly factor?: Factor | undefined;
  /** The strength, drawn once for a batch; from `[low, high]`, or from 0 to scale; default 1. */
  readonly scale?: Factor | undefined;
  /** What is outside: `'reflect'` (default), `'constant'`, `'nearest'`, `'wrap'` or `'mirror'`. */
  readonly fillMode?: string | undefined;
  /** The smallest and largest value of pixels; default `[0, 255]`. */
  readonly valueRange?: Interval | undefined;
}

/** How far pixels move for a strength of 1, and how smoothly: parts of the longer and of the shorter side. */
const FAR = 0.1;
const SMOOTH = 0.05;

/** Keeps the bell from a division by 0. */
const LEAST_SIGMA = 1e-6;

/**
 * In training, reads each pixel a little aside: `place + alpha · blur(noise · sigma, sigma)`, with normal noise and
 * `alpha = 0.1 · scale · longer side`, `sigma = 0.05 · scale · shorter side`. Otherwise the identity. Masks are distorted
 * with their images.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomElasticTransform({ scale: 0.5 });
 */
export class RandomElasticTransform extends Augmentation {
  static override readonly className = 'RandomElasticTransform';
  readonly factor: Interval;
  readonly scale: Interval;
  readonly sampling: Sampling;
  readonly valueRange: Interval;

  constructor(options: RandomElasticTransformOptions = {}) {
    super(options);
    this.factor = probabilityOf(this.who, 'factor', options.factor ?? 1);
    this.scale = intervalOf(this.who, 'scale', options.scale ?? 1, 'from 0', [0, 1]);
    this.sampling = samplingOf(this.who, { ...options, fillMode: options.fillMode ?? 'reflect' });
    this.valueRange = valueRangeOf(this.who, options.valueRange);
  }

  /** How far each pixel is moved, down and to the right: `[batch, height, width, 2]`. */
  #moves(images: GraphNode, draws: Draws): GraphNode {
    const { batch, height, width } = sizesOf(images);
    const [shorter, longer] = [Math.min(height, width), Math.max(height, width)];
    const strength = draws.uniform([], this.scale);
    const sigma = maximum(multiply(strength, SMOOTH * shorter), LEAST_SIGMA);
    const reach = 2 * Math.floor(3 * SMOOTH * shorter * this.scale[1]) + 1;
    const weights = bell(reach, sigma, floor(multiply(sigma, 3)));
    const noise = multiply(draws.normal([batch, height, width, 2]), sigma);
    return multiply(blurred(blurred(noise, 1, weights), 2, weights), multiply(strength, FAR * longer));
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const { batch, height, width } = sizesOf(images);
    const places = [batch, height, width];
    const applied = draws.chance([batch, 1, 1, 1], this.factor);
    const moves = this.#moves(images, draws);
    const part = (index: number) => reshape(slice(moves, [0, 0, 0, index], [...places, 1]), places);
    const rows = add(part(0), iota(places, 1, 'float32'));
    const columns = add(part(1), iota(places, 2, 'float32'));
    const moved = (x: GraphNode, sampling: Sampling) => where(applied, sample(x, rows, columns, sampling), x);
    return {
      images: (x) => clip(moved(x, this.sampling), ...this.valueRange),
      masks: (x) => moved(x, ofMasks(this.sampling)),
    };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { factor, scale, valueRange } = this;
    return { ...super.configOptions(), factor, scale, ...this.sampling, valueRange };
  }
}
