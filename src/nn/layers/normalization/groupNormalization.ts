/** Group normalization (Wu and He, 2018). */
import { reshape } from '../../../kernels/movement/reshape.ts';
import { standardize } from '../../../kernels/normalize/normalize.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import { along, ascending, axesOption, builtSpec, openSpec } from './axes.ts';
import { ScaledNormalization, type ScaledNormalizationOptions } from './scaledNormalization.ts';

export interface GroupNormalizationOptions extends ScaledNormalizationOptions {
  /** Into how many groups the channels are divided; -1: each channel is a group of its own. Default 32. */
  readonly groups?: number | undefined;
  /** The axis of the channels. Default -1. */
  readonly axis?: number | undefined;
}

/**
 * `y = (x - mean) / √(variance + epsilon) · gamma + beta`, with mean and variance over all elements of a group of channels
 * in a sample.
 *
 * Shapes: as the input. Weights: gamma and beta, one number for each channel.
 *
 * @example
 * layers.groupNormalization({ groups: 8 });
 */
export class GroupNormalization extends ScaledNormalization {
  static override readonly className = 'GroupNormalization';
  /** The number of channels instead of -1 once the layer is built. */
  groups: number;
  readonly axis: number;

  constructor(options: GroupNormalizationOptions = {}) {
    super(options);
    const { groups = 32, axis = -1 } = options;
    if (!Number.isInteger(groups) || (groups < 1 && groups !== -1)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'groups must be a positive integer, or -1',
        received: groups,
      });
    }
    this.groups = groups;
    this.axis = axesOption(this.who, axis)[0]!; // a list of one
    this.inputSpec = openSpec([this.axis]);
  }

  override build(inputShape: OpenShape): void {
    const axes = ascending([this.axis], inputShape.length);
    const channels = inputShape[axes[0]!]!; // checked by inputSpec
    if (this.groups === -1) this.groups = channels;
    if (channels % this.groups !== 0) {
      throw new ShapeError({
        who: this.who,
        expected: `a number of channels that ${this.groups} groups divide, not ${channels}`,
        received: inputShape,
        fix: 'Change the option groups, or the number of channels.',
      });
    }
    this.inputSpec = builtSpec(axes, inputShape);
    this.addScaleAndOffset([channels]);
  }

  override call(x: GraphNode): GraphNode {
    const axes = ascending([this.axis], x.shape.length);
    const axis = axes[0]!; // one axis
    const channels = x.shape[axis]!;
    const grouped = [...x.shape.slice(0, axis), this.groups, channels / this.groups, ...x.shape.slice(axis + 1)];
    const inGroup = grouped.flatMap((_, each) => (each === 0 || each === axis ? [] : [each]));
    const standardized = standardize(reshape(x, grouped), inGroup, { epsilon: this.epsilon });
    return this.scaled(reshape(standardized, x.shape), along(axes, x.shape));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { groups: this.groups, axis: this.axis, ...super.configOptions() };
  }
}
