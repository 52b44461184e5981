/** Images with bright pixels inverted. */
import { add, clip, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { less, where } from '../../../kernels/elementwise/comparison.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf } from './factors.ts';
import { BYTE, onePerImage, Recolouring, type RecolouringOptions, rescaled } from './recolouring.ts';

export interface SolarizationOptions extends RecolouringOptions {
  /** What is added before, as a part of the value range; from `[low, high]`, or from 0 to additionFactor; default 0. */
  readonly additionFactor?: Factor | undefined;
  /** What is not inverted: values below, as a part of the value range; from `[low, high]`, or from 0; default 0. */
  readonly thresholdFactor?: Factor | undefined;
}

/**
 * In training, adds a number to each image, limits it to the value range, and inverts all values from a threshold on:
 * `low + high - x`. Otherwise the identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.solarization({ thresholdFactor: [0.5, 0.5] });
 */
export class Solarization extends Recolouring {
  static override readonly className = 'Solarization';
  readonly additionFactor: Interval;
  readonly thresholdFactor: Interval;

  constructor(options: SolarizationOptions = {}) {
    super(options);
    const { additionFactor = 0, thresholdFactor = 0 } = options;
    this.additionFactor = intervalOf(this.who, 'additionFactor', additionFactor, 'from 0', [0, 1]);
    this.thresholdFactor = intervalOf(this.who, 'thresholdFactor', thresholdFactor, 'from 0', [0, 1]);
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const drawn = (factor: Interval) => multiply(draws.uniform(onePerImage(images), factor), 255);
    const bytes = add(rescaled(images, this.valueRange, BYTE), drawn(this.additionFactor));
    const limited = clip(bytes, ...BYTE);
    const result = where(less(limited, drawn(this.thresholdFactor)), limited, subtract(255, limited));
    return rescaled(result, BYTE, this.valueRange);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { additionFactor, thresholdFactor } = this;
    return { ...super.configOptions(), additionFactor, thresholdFactor };
  }
}
