/** Features with mean 0 and variance 1. */
import { add, divide, maximum, multiply, sqrt, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import { constant, type GraphNode } from '../../../runtime/graph.ts';
import { type Shape, sizeOf } from '../../../runtime/spec.ts';
import { type ArrayLike, type Tensor, tensor } from '../../../runtime/tensor.ts';
import type { OpenShape } from '../../symbolic.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { type AdaptData, type AdaptOptions, learnFrom } from './adapting.ts';
import { RunningMoments } from './moments.ts';

export interface NormalizationOptions extends LayerOptions {
  /** Axes that keep a mean and a variance for each place; null: one for all elements; default -1. */
  readonly axis?: number | readonly number[] | null | undefined;
  /** Known means, instead of `adapt`; with `variance`. Aligned with the last of the axes. */
  readonly mean?: ArrayLike | null | undefined;
  /** Known variances; with `mean`. */
  readonly variance?: ArrayLike | null | undefined;
  /** Whether the opposite is computed: `x · √variance + mean`; default false. */
  readonly invert?: boolean | undefined;
}

/** Standard deviations are at least this. */
const EPSILON = 1e-7;

/**
 * `y = (x - mean) / max(√variance, 1e-7)`, with means and variances that are given or learnt by `adapt`.
 *
 * Shapes: any -> the same. Weights, when nothing is given: mean and variance (of the shape of the axes), count (not used).
 *
 * @example
 * const normalize = layers.normalization();
 * normalize.adapt(features);       // a mean and a variance for each column
 * sequential([input([13]), normalize, layers.dense({ units: 1 })]);
 */
export class Normalization extends Layer {
  static override readonly className = 'Normalization';
  readonly axis: readonly number[];
  readonly invert: boolean;
  /** The given moments; null: they are learnt. */
  readonly #given: { readonly mean: Tensor; readonly variance: Tensor } | null;
  mean: Weight | null = null;
  variance: Weight | null = null;
  /** The kept axes, counted from the end: inputs may have more axes in front than the layer was built for. */
  #kept: readonly number[] = [];

  constructor(options: NormalizationOptions = {}) {
    super(options);
    this.axis = axesOf(this.who, options.axis);
    this.invert = options.invert ?? false;
    this.#given = givenMoments(this.who, options, this.axis.length);
    this.supportsMasking = true;
  }

  override build(inputShape: OpenShape): void {
    const rank = inputShape.length;
    this.#kept = keptAxes(this.who, this.axis, inputShape);
    const sizes = this.#kept.map((axis) => inputShape[axis + rank] ?? null);
    if (sizes.includes(null)) {
      throw new ShapeError({
        who: this.who,
        expected: `known sizes along the axes ${JSON.stringify(this.axis)}`,
        received: inputShape,
        fix: 'Give the sizes in input([...]), or other axes.',
      });
    }
    this.inputSpec = {
      minRank: rank,
      sizes: Object.fromEntries(this.#kept.map((axis, index) => [axis, sizes[index] ?? null])),
    };
    const shape = sizes as readonly number[]; // checked
    if (this.#given) {
      requireBroadcast(this.who, this.#given.mean.shape, shape);
      return;
    }
    const weight = (name: string, initializer: string, own = shape) =>
      this.addWeight({
        name,
        shape: own,
        initializer,
        trainable: false,
        dtype: name === 'count' ? 'int32' : 'float32',
      });
    this.mean = weight('mean', 'zeros');
    this.variance = weight('variance', 'ones');
    weight('count', 'zeros', []);
  }

  /**
   * Learns means and variances from data, in double precision. What was learnt before is forgotten. A model that has the
   * layer uses them at once.
   *
   * @param data - An array or Tensor, or an iterable of batches (await the result when it is asynchronous).
   * @throws InvalidArgumentError when mean and variance are given, or there is no data. ShapeError when shapes do not fit.
   */
  async adapt(data: AdaptData, options: AdaptOptions = {}): Promise<void> {
    if (this.#given) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'adapt is for layers that were not given mean and variance',
        received: 'both',
        fix: 'Leave them out.',
      });
    }
    let moments: RunningMoments | null = null;
    await learnFrom(this.who, data, options, {
      take: (batch) => {
        moments = this.#learnt(tensor(batch), moments);
      },
      finish: () => {
        const { mean, variance } = moments!; // there was a batch
        this.mean!.assign(tensor(Float32Array.from(mean), this.mean!.shape)); // made for the first batch
        this.variance!.assign(tensor(Float32Array.from(variance), this.variance!.shape)); // likewise
      },
    });
  }

  /** Takes a batch in. The first one builds the layer. */
  #learnt(values: Tensor, moments: RunningMoments | null): RunningMoments {
    const { shape } = values;
    const keepsBatch = keptAxes(this.who, this.axis, shape).includes(-shape.length);
    this.ensureBuilt([keepsBatch ? shape : [null, ...shape.slice(1)]], false);
    const all = moments ?? new RunningMoments(sizeOf(this.mean!.shape)); // build() made it
    all.add(
      values,
      this.#kept.map((axis) => axis + shape.length),
    );
    return all;
  }

  /** Means or variances in a shape that broadcasts to the input: the kept axes, to the last of which they are aligned. */
  #placed(moment: GraphNode, input: GraphNode): GraphNode {
    const rank = input.shape.length;
    const sizes = new Array<number>(rank).fill(1);
    this.#kept.slice(this.#kept.length - moment.shape.length).forEach((axis, index) => {
      sizes[axis + rank] = moment.shape[index]!; // one for each of the last axes
    });
    return reshape(moment, sizes);
  }

  override call(x: GraphNode): GraphNode {
    const node = ({ data, shape }: Tensor) => constant(data as Float32Array, shape); // made as floats
    const given = this.#given;
    const mean = this.#placed(given ? node(given.mean) : this.mean!.value, x); // build() made it
    const variance = this.#placed(given ? node(given.variance) : this.variance!.value, x); // likewise
    const deviation = maximum(sqrt(variance), EPSILON);
    const values = cast(x, 'float32');
    return this.invert ? add(mean, multiply(values, deviation)) : divide(subtract(values, mean), deviation);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { mean, variance } = this.options as NormalizationOptions; // the constructor's
    return { axis: this.axis, invert: this.invert, mean: plain(mean), variance: plain(variance) };
  }
}

/** Numbers as configurations have them. */
function plain(values: ArrayLike | null | undefined): unknown {
  const isPlain = values === null || values === undefined || typeof values !== 'object' || Array.isArray(values);
  return isPlain ? values : tensor(values as ArrayLike).toNested(); // a Tensor or a typed array
}

/** The axes of a shape, counted from the end and ascending. @throws ShapeError. */
function keptAxes(who: string, axes: readonly number[], shape: OpenShape): readonly number[] {
  const rank = shape.length;
  const wrong = axes.find((axis) => axis < -rank || axis >= rank);
  if (wrong === undefined) return axes.map((axis) => (axis < 0 ? axis : axis - rank)).sort((a, b) => a - b);
  throw new ShapeError({
    who,
    expected: `an input that has axis ${wrong}`,
    received: shape,
    fix: 'Choose axes with the option axis, counted from the end when negative.',
  });
}

/** @throws ShapeError when given moments do not broadcast to the kept axes. */
function requireBroadcast(who: string, given: Shape, kept: Shape): void {
  const last = kept.slice(kept.length - given.length);
  if (given.every((length, axis) => length === 1 || length === last[axis])) return;
  throw new ShapeError({
    who,
    expected: `mean and variance of a shape that broadcasts to the kept axes ${JSON.stringify(kept)}`,
    received: given,
    fix: 'Give one number for all, or one for each place.',
  });
}

function axesOf(who: string, axis: unknown): readonly number[] {
  if (axis === null) return [];
  const list: readonly unknown[] = Array.isArray(axis) ? axis : [axis ?? -1];
  if (list.every((each) => Number.isInteger(each))) return list as readonly number[]; // checked
  throw new InvalidArgumentError({ who, expected: 'axis must be an integer, a list of them, or null', received: axis });
}

function givenMoments(who: string, { mean, variance }: NormalizationOptions, axes: number) {
  const isThere = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
  if (isThere(mean) !== isThere(variance)) {
    throw new InvalidArgumentError({
      who,
      expected: 'mean and variance must be given together',
      received: { mean, variance },
    });
  }
  if (!isThere(mean) || !isThere(variance)) return null;
  const given = { mean: tensor(mean, undefined, 'float32'), variance: tensor(variance, undefined, 'float32') };
  if (given.mean.shape.join() !== given.variance.shape.join() || given.mean.shape.length > axes) {
    throw new ShapeError({
      who,
      expected: `mean and variance of one shape, with at most ${axes} axes (as many as axis has)`,
      received: [given.mean.shape, given.variance.shape],
    });
  }
  return given;
}
