/** Brightness, contrast, saturation and hue changed at random. */
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Draws } from './draws.ts';
import type { Factor } from './factors.ts';
import { RandomBrightness } from './randomBrightness.ts';
import { RandomContrast } from './randomContrast.ts';
import { RandomHue } from './randomHue.ts';
import { RandomSaturation } from './randomSaturation.ts';
import { Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomColorJitterOptions extends RecolouringOptions {
  /** As the factor of RandomBrightness; default: brightness stays. */
  readonly brightnessFactor?: Factor | null | undefined;
  /** As the factor of RandomContrast; default: contrast stays. */
  readonly contrastFactor?: Factor | null | undefined;
  /** As the factor of RandomSaturation; default: saturation stays. */
  readonly saturationFactor?: Factor | null | undefined;
  /** As the factor of RandomHue; default: hue stays. */
  readonly hueFactor?: Factor | null | undefined;
}

/** What is changed, in this order. */
const STEPS = [
  ['brightnessFactor', RandomBrightness],
  ['contrastFactor', RandomContrast],
  ['saturationFactor', RandomSaturation],
  ['hueFactor', RandomHue],
] as const;

/**
 * In training, changes brightness, contrast, saturation and hue of each image, one after another, as far as factors are
 * given. Otherwise the identity.
 *
 * Shapes: `[..., height, width, 3]` -> the same.
 *
 * @example
 * layers.randomColorJitter({ brightnessFactor: 0.2, contrastFactor: 0.2, saturationFactor: [0.4, 0.6], hueFactor: 0.1 });
 */
export class RandomColorJitter extends Recolouring {
  static override readonly className = 'RandomColorJitter';
  readonly steps: readonly Recolouring[];
  declare readonly options: RandomColorJitterOptions;

  constructor(options: RandomColorJitterOptions = {}) {
    super(options);
    const { valueRange } = this;
    this.steps = STEPS.flatMap(([name, Step]) => {
      const factor = options[name] ?? null;
      return factor === null ? [] : [new Step({ factor, valueRange })];
    });
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    return this.steps.reduce((x, step) => step.transformation(x, draws).images(x), images);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const factors = Object.fromEntries(STEPS.map(([name]) => [name, this.options[name] ?? null]));
    return { ...super.configOptions(), ...factors };
  }
}
