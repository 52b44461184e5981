/** Chains of augmentations, mixed (Hendrycks et al., ICLR 2020). */
import { add, clip, multiply, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { slice } from '../../../kernels/movement/slice.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { positiveInteger } from '../options.ts';
import type { Draws } from './draws.ts';
import type { Transformation } from './imageLayer.ts';
import { Policy, type PolicyOptions } from './policy.ts';

export interface AugMixOptions extends PolicyOptions {
  /** How many chains are mixed; default 3. */
  readonly numChains?: number | undefined;
  /** How many augmentations, or none in their place, follow one another in a chain; default 3. */
  readonly chainDepth?: number | undefined;
  /** Parameter of the distributions of the shares; default 1. */
  readonly alpha?: number | undefined;
  /** Whether brightness, colour, contrast and sharpness are among the augmentations; default true. */
  readonly allOps?: boolean | undefined;
}

/**
 * In training, mixes each image with chains of augmentations of it: `y = share · x + (1 - share) · Σ weight · chain(x)`,
 * limited to the value range. What a chain does, the share and the weights are drawn for the whole batch; every
 * augmentation (factor: default 0.3) draws numbers for each image. Otherwise the identity.
 *
 * Shapes: `[..., height, width, 3]` -> the same.
 *
 * @example
 * layers.augMix({ factor: 0.3, valueRange: [0, 1] });
 */
export class AugMix extends Policy {
  static override readonly className = 'AugMix';
  readonly numChains: number;
  readonly chainDepth: number;
  readonly alpha: number;
  readonly allOps: boolean;

  constructor(options: AugMixOptions = {}) {
    const { allOps = true, alpha = 1 } = options;
    super(options, { standard: 0.3, all: allOps });
    this.numChains = positiveInteger(this.who, 'numChains', options.numChains ?? 3);
    this.chainDepth = positiveInteger(this.who, 'chainDepth', options.chainDepth ?? 3);
    if (!(typeof alpha === 'number' && alpha > 0 && Number.isFinite(alpha)))
      throw new InvalidArgumentError({ who: this.who, expected: 'alpha must be a positive number', received: alpha });
    this.alpha = alpha;
    this.allOps = allOps;
  }

  override transformation(images: GraphNode, draws: Draws): Transformation {
    const [share, weights] = [draws.share([], this.alpha), draws.shares(this.numChains, this.alpha)];
    const step = () => this.choice(images, draws.whole([], [0, this.count + 1]), draws);
    const chains = Array.from({ length: this.numChains }, () => Array.from({ length: this.chainDepth }, step));
    const mixed = (kind: 'images' | 'masks') => (x: GraphNode) => {
      const ends = chains.map((chain, index) => {
        const end = chain.reduce((y, each) => each[kind]?.(y) ?? y, x);
        return multiply(end, reshape(slice(weights, [index], [1]), []));
      });
      const mixture = ends.reduce((sum, end) => add(sum, end));
      return add(multiply(x, share), multiply(mixture, subtract(1, share)));
    };
    return { images: (x) => clip(mixed('images')(x), ...this.valueRange), masks: mixed('masks') };
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { numChains, chainDepth, alpha, allOps } = this;
    return { ...super.configOptions(), numChains, chainDepth, alpha, allOps };
  }
}
