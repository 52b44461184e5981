/** Rectified linear units. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { relu } from '../../activations/functions.ts';
import { Layer, type LayerOptions } from '../layer.ts';
import { slopeOf } from './slope.ts';

export interface ReLUOptions extends LayerOptions {
  /** Upper limit; default: none. */
  readonly maxValue?: number | null | undefined;
  /** Slope below the threshold; default 0. */
  readonly negativeSlope?: number | undefined;
  /** Default 0. */
  readonly threshold?: number | undefined;
}

/**
 * `y = x > threshold ? min(x, maxValue) : negativeSlope · (x - threshold)`.
 *
 * @example
 * layers.reLU({ maxValue: 6 });
 */
export class ReLU extends Layer {
  static override readonly className = 'ReLU';
  readonly maxValue: number | null;
  readonly negativeSlope: number;
  readonly threshold: number;

  constructor(options: ReLUOptions = {}) {
    super(options);
    this.maxValue = options.maxValue ?? null;
    this.negativeSlope = slopeOf(this.who, 'negativeSlope', options.negativeSlope ?? 0);
    this.threshold = slopeOf(this.who, 'threshold', options.threshold ?? 0);
    if (this.maxValue !== null && !(this.maxValue >= 0)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'maxValue must be a number that is not negative, or null',
        received: this.maxValue,
      });
    }
    this.supportsMasking = true;
    this.built = true;
  }

  override call(x: GraphNode): GraphNode {
    const { negativeSlope, maxValue, threshold } = this;
    return relu(x, { negativeSlope, maxValue, threshold });
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { maxValue: this.maxValue, negativeSlope: this.negativeSlope, threshold: this.threshold };
  }
}
