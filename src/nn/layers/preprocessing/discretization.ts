/** Numbers as bins. */
import { cast } from '../../../kernels/elementwise/operands.ts';
import { searchSorted } from '../../../kernels/searchSorted.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import { constant, type GraphNode } from '../../../runtime/graph.ts';
import { tensor } from '../../../runtime/tensor.ts';
import { numberFrom, wholeFrom } from '../../checks.ts';
import { Layer, type LayerOptions } from '../layer.ts';
import { type AdaptData, type AdaptOptions, learnFrom } from './adapting.ts';
import { encoded, type OtherTensors, outputModeOf, requireDense } from './encoding.ts';
import { boundariesOf, EMPTY, merge, summarize } from './quantiles.ts';

const MODES = ['int', 'one_hot', 'multi_hot', 'count'] as const;

export interface DiscretizationOptions extends LayerOptions, OtherTensors {
  /** Ascending numbers between the bins; or `numBins`. */
  readonly binBoundaries?: readonly number[] | null | undefined;
  /** How many bins of about equally many values `adapt` makes; or `binBoundaries`. */
  readonly numBins?: number | null | undefined;
  /** How exact `adapt` is: the share of values that a kept one stands for; default 0.01. */
  readonly epsilon?: number | undefined;
  /** `'int'` (default), `'oneHot'`, `'multiHot'` or `'count'`. */
  readonly outputMode?: string | undefined;
}

/**
 * The bin of each number: how many boundaries are at or below it. Boundaries are given or learnt by `adapt`.
 *
 * Shapes: `int`: any -> the same, int32; the other output modes as in CategoryEncoding, with as many entries as bins.
 *
 * @example
 * await layers.discretization({ binBoundaries: [0, 1, 2] }).run([-1.5, 1, 3.4, 0.5]); // [0, 2, 3, 1]
 */
export class Discretization extends Layer {
  static override readonly className = 'Discretization';
  readonly numBins: number | null;
  readonly epsilon: number;
  readonly outputMode: (typeof MODES)[number];
  #boundaries: readonly number[] | null;

  constructor(options: DiscretizationOptions) {
    super(options);
    const { binBoundaries, numBins } = options;
    requireDense(this.who, options);
    this.numBins = numBins === null || numBins === undefined ? null : wholeFrom(this.who, 'numBins', numBins, 1);
    this.epsilon = numberFrom(this.who, 'epsilon', options.epsilon ?? 0.01, 1e-6, 1);
    this.outputMode = outputModeOf(this.who, options.outputMode, 'int', MODES);
    this.#boundaries = binBoundaries ? ascending(this.who, binBoundaries) : null;
    this.#checkBins();
    this.built = true;
  }

  /** Either of the two must be given. A configuration has both after `adapt`, and then they fit. */
  #checkBins(): void {
    const [bins, boundaries] = [this.numBins, this.#boundaries];
    if (bins === null ? boundaries !== null : boundaries === null || boundaries.length <= bins) return;
    throw new InvalidArgumentError({
      who: this.who,
      expected: 'either binBoundaries or numBins',
      received: { binBoundaries: boundaries, numBins: bins },
      fix: 'Give one of them: boundaries that you know, or how many bins adapt(data) makes.',
    });
  }

  /** The boundaries, given or learnt; null before `adapt`. */
  get binBoundaries(): readonly number[] | null {
    return this.#boundaries;
  }

  /**
   * Learns boundaries that divide the data into `numBins` bins of about equally many values. A model that was compiled
   * before keeps the old ones until it is compiled again.
   *
   * @param data - An array or Tensor, or an iterable of batches (await the result when it is asynchronous).
   * @throws InvalidArgumentError when boundaries were given, or there is no data.
   */
  async adapt(data: AdaptData, options: AdaptOptions = {}): Promise<void> {
    const bins = this.numBins;
    if (bins === null) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'adapt needs the option numBins',
        received: { binBoundaries: this.#boundaries },
        fix: 'Leave binBoundaries out.',
      });
    }
    let summary = EMPTY;
    await learnFrom(this.who, data, options, {
      take: (batch) => {
        const { data: values } = tensor(batch, undefined, 'float32');
        summary = merge(summarize(values as Float32Array, this.epsilon), summary, this.epsilon); // made as floats
      },
      finish: () => {
        this.#boundaries = boundariesOf(summary, bins);
        this.retrace();
      },
    });
  }

  override call(x: GraphNode): GraphNode {
    const boundaries = this.#boundaries;
    if (!boundaries) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'boundaries before the layer is used',
        received: null,
        fix: 'Give the option binBoundaries instead of numBins, or call `await adapt(data)`.',
      });
    }
    const values = cast(x, 'float32');
    const bins =
      boundaries.length === 0
        ? cast(constant(0, x.shape), 'int32')
        : searchSorted(constant(boundaries, [boundaries.length]), values, 'right');
    return encoded(bins, this.outputMode, boundaries.length + 1);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return {
      binBoundaries: this.#boundaries,
      numBins: this.numBins,
      epsilon: this.epsilon,
      outputMode: this.outputMode,
      sparse: false,
    };
  }

  /** Without `trainable`, as Keras writes it. */
  override getConfig() {
    const { trainable: _, ...config } = super.getConfig();
    return config;
  }
}

function ascending(who: string, boundaries: readonly number[]): readonly number[] {
  const right = Array.isArray(boundaries) && boundaries.every((each, at) => at === 0 || each >= boundaries[at - 1]!); // at > 0
  if (right && boundaries.every((each) => typeof each === 'number' && !Number.isNaN(each))) return boundaries;
  throw new InvalidArgumentError({ who, expected: 'binBoundaries must be ascending numbers', received: boundaries });
}
