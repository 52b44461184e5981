/** A few augmentations chosen at random, of one strength (Cubuk et al., NeurIPS 2020). */
import type { GraphNode } from '../../../runtime/graph.ts';
import { positiveInteger } from '../options.ts';
import type { Draws } from './draws.ts';
import type { Transformation } from './imageLayer.ts';
import { Policy, type PolicyOptions } from './policy.ts';

export interface RandAugmentOptions extends PolicyOptions {
  /** How many augmentations follow one another; default 2. */
  readonly numOps?: number | undefined;
}

/**
 * In training, applies augmentations that are chosen at random for the whole batch: shear, translation, rotation,
 * brightness, colour, contrast, sharpness, posterization, solarization, automatic contrast or equalization, each with
 * numbers drawn for each image (factor: default 0.5). Otherwise the identity.
 *
 * Shapes: `[..., height, width, 3]` -> the same.
 *
 * @example
 * layers.randAugment({ numOps: 2, factor: 0.3, valueRange: [0, 1] });
 */
export class RandAugment extends Policy {
  static override readonly className = 'RandAugment';
  readonly numOps: number;

  constructor(options: RandAugmentOptions = {}) {
    super(options, { standard: 0.5, all: true });
    this.numOps = positiveInteger(this.who, 'numOps', options.numOps ?? 2);
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const steps = Array.from({ length: this.numOps }, () =>
      this.choice(images, draws.whole([], [0, this.count]), draws),
    );
    return {
      images: (x) => steps.reduce((y, step) => step.images(y), x),
      masks: (x) => steps.reduce((y, step) => step.masks?.(y) ?? y, x),
    };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), numOps: this.numOps };
  }
}
