/** Images flipped at random. */
import { where } from '../../../kernels/elementwise/comparison.ts';
import { reverse } from '../../../kernels/movement/reverse.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { oneOf } from '../../checks.ts';
import { sizesOf } from '../../ops/image/images.ts';
import type { Draws } from './draws.ts';
import { Augmentation, type AugmentationOptions, type Transformation } from './imageLayer.ts';

/** The axes that are reversed. */
const AXES = { horizontal: [2], vertical: [1], horizontal_and_vertical: [1, 2] } as const;
type FlipMode = keyof typeof AXES;

export interface RandomFlipOptions extends AugmentationOptions {
  /** `'horizontal'` (left and right), `'vertical'` (top and bottom) or `'horizontalAndVertical'` (default: both at once). */
  readonly mode?: string | undefined;
}

/**
 * In training, flips each image with a probability of one half; with `'horizontalAndVertical'` it is then flipped both
 * ways, as in Keras 3. Otherwise the identity. Masks are flipped with their images.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomFlip({ mode: 'horizontal' });
 */
export class RandomFlip extends Augmentation {
  static override readonly className = 'RandomFlip';
  readonly mode: FlipMode;

  constructor(options: RandomFlipOptions = {}) {
    super(options);
    const names = Object.keys(AXES) as FlipMode[]; // the keys of the table
    this.mode = oneOf(this.who, 'mode', options.mode ?? 'horizontal_and_vertical', names);
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const flipped = draws.chance([sizesOf(images).batch, 1, 1, 1], [0.5, 0.5]);
    const flip = (x: GraphNode) => where(flipped, reverse(x, AXES[this.mode]), x);
    return { images: flip, masks: flip };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), mode: this.mode };
  }
}
