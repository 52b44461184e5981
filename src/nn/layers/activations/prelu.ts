/** Rectified linear units whose slopes below 0 are learned (He et al., 2015). */
import { multiply, negative, relu, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import { checkInputSpec, type InputSpec } from '../inputSpec.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { configOfWeights, type OptionsOfWeights, weightFor } from '../weightOptions.ts';

export interface PReLUOptions extends LayerOptions, OptionsOfWeights<'alpha'> {
  /** Axes (counted from 1, after the batch) along which one slope counts for all; default: none. */
  readonly sharedAxes?: readonly number[] | number | null | undefined;
}

/**
 * `y = max(x, 0) - alpha · max(-x, 0)` with a learned slope for each place of a sample.
 *
 * Weights: alpha, with the shape of a sample, 1 along `sharedAxes`; default initializer zeros.
 *
 * @example
 * layers.prelu({ sharedAxes: [1, 2] }); // one slope per channel of images
 */
export class PReLU extends Layer {
  static override readonly className = 'PReLU';
  readonly sharedAxes: readonly number[] | null;
  alpha: Weight | null = null;
  declare readonly options: PReLUOptions;

  constructor(options: PReLUOptions = {}) {
    super(options);
    const { sharedAxes = null } = options;
    this.sharedAxes = typeof sharedAxes === 'number' ? [sharedAxes] : sharedAxes;
    if (!(this.sharedAxes ?? []).every((axis) => Number.isInteger(axis) && axis > 0)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'sharedAxes must be positive integers: axes are counted from 1, after the batch',
        received: sharedAxes,
      });
    }
    this.supportsMasking = true;
  }

  override build(inputShape: OpenShape): void {
    const shared = this.sharedAxes ?? [];
    const own = inputShape.flatMap((length, axis) => (axis === 0 || shared.includes(axis) ? [] : [[axis, length]]));
    const last = inputShape.length - 1;
    if (shared.some((axis) => axis > last)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: `sharedAxes must be from 1 to ${last} for an input of ${last + 1} axes`,
        received: shared,
      });
    }
    const spec: InputSpec = {
      axes: inputShape.map((_, axis) => (axis === 0 ? 'batch' : `axis ${axis}`)),
      sizes: Object.fromEntries(own),
    };
    checkInputSpec(this.who, spec, inputShape);
    this.inputSpec = spec;
    const slopes = inputShape.slice(1).map((length, place) => (shared.includes(place + 1) ? 1 : length!)); // known, by the spec
    this.alpha = this.addWeight(weightFor(this, 'alpha', slopes, 'zeros'));
  }

  override call(x: GraphNode): GraphNode {
    return subtract(relu(x), multiply(this.alpha!.value, relu(negative(x)))); // build() made it
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...configOfWeights(this, { alpha: 'zeros' }), sharedAxes: this.sharedAxes };
  }
}
