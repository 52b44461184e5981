/** Features with mean 0 and variance 1. */
import { add, cast, divide, maximum, multiply, sqrt, subtract } from '../../../kernels/elementwise/arithmetic.ts';
import { broadcastTo, reshape } from '../../../kernels/movement.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import { constant, type GraphNode } from '../../../runtime/graph.ts';
import { type Shape, sizeOf } from '../../../runtime/spec.ts';
import { type NestedArray, type Tensor, tensor } from '../../../runtime/tensor.ts';
import type { OpenShape } from '../../symbolic.ts';
import { Layer, type LayerOptions, type Weight } from '../layer.ts';
import { type AdaptData, type AdaptOptions, eachBatch } from './adapting.ts';
import { RunningMoments } from './moments.ts';

export interface NormalizationOptions extends LayerOptions {
  /** Axes that keep a mean and a variance for each place; null: one for all elements; default -1. */
  readonly axis?: number | readonly number[] | null | undefined;
  /** Known means, instead of `adapt`; with `variance`. */
  readonly mean?: number | NestedArray | null | undefined;
  /** Known variances; with `mean`. */
  readonly variance?: number | NestedArray | null | undefined;
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
  #shape: OpenShape | null = null;

  constructor(options: NormalizationOptions = {}) {
    super(options);
    this.axis = axesOf(this.who, options.axis);
    this.invert = options.invert ?? false;
    this.#given = givenMoments(this.who, options, this.axis.length);
    this.supportsMasking = true;
  }

  /** The kept axes for a number of axes, ascending. @throws ShapeError. */
  #kept(rank: number): readonly number[] {
    const wrong = this.axis.find((axis) => axis < -rank || axis >= rank);
    if (wrong !== undefined) {
      throw new ShapeError({
        who: this.who,
        expected: `an input that has axis ${wrong}`,
        received: `${rank} axes`,
        fix: 'Choose axes with the option axis, counted from the end when negative.',
      });
    }
    return this.axis.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
  }

  override build(inputShape: OpenShape): void {
    const kept = this.#kept(inputShape.length);
    this.inputSpec = {
      minRank: inputShape.length,
      sizes: Object.fromEntries(kept.map((at) => [at, inputShape[at] ?? null])),
    };
    const sizes = kept.map((axis) => inputShape[axis] ?? null);
    if (sizes.includes(null)) {
      throw new ShapeError({
        who: this.who,
        expected: `known sizes along the axes ${JSON.stringify(this.axis)}`,
        received: inputShape,
        fix: 'Give the sizes in input([...]), or other axes.',
      });
    }
    this.#shape = inputShape;
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
      });
    }
    let moments: RunningMoments | null = null;
    await eachBatch(this.who, data, options, (batch) => {
      const values = tensor(batch);
      const [rows, ...sample] = values.shape;
      this.ensureBuilt([[this.#kept(values.shape.length).includes(0) ? rows! : null, ...sample]], false); // it has that axis
      this.#checkFits(values);
      moments ??= new RunningMoments(sizeOf(this.mean!.shape)); // build() made it
      moments.add(values, this.#kept(values.shape.length));
    });
    const learnt = moments as RunningMoments | null; // set in the callback
    if (!learnt) return;
    const [mean, variance] = [this.mean!, this.variance!]; // build() made them
    mean.assign(tensor(Float32Array.from(learnt.mean), mean.shape));
    variance.assign(tensor(Float32Array.from(learnt.variance), variance.shape));
  }

  #checkFits({ shape }: Tensor): void {
    const built = this.#shape!; // build() set it
    const fits = shape.length === built.length && this.#kept(built.length).every((axis) => shape[axis] === built[axis]);
    if (fits) return;
    throw new ShapeError({
      who: this.who,
      expected: `adapt needs data of shape ${JSON.stringify(built)}, as the layer was built for`,
      received: shape,
      fix: 'Make a new layer for other data.',
    });
  }

  /** Means or variances in a shape that broadcasts to the input. */
  #placed(moment: GraphNode, given: boolean, input: GraphNode): GraphNode {
    const rank = input.shape.length;
    const kept = this.#kept(rank);
    const full = input.shape.map((length, axis) => (kept.includes(axis) ? length : 1));
    if (!given) return reshape(moment, full);
    const own = moment.shape.length;
    const sizes = new Array<number>(rank).fill(1);
    kept.slice(kept.length - own).forEach((axis, index) => {
      sizes[axis] = moment.shape[index]!; // one for each of the last axes
    });
    return broadcastTo(reshape(moment, sizes), full);
  }

  override call(x: GraphNode): GraphNode {
    const given = this.#given;
    const node = ({ data, shape }: Tensor) => constant(data as Float32Array, shape); // made as floats
    const mean = this.#placed(given ? node(given.mean) : this.mean!.value, given !== null, x); // build() made it
    const variance = this.#placed(given ? node(given.variance) : this.variance!.value, given !== null, x); // likewise
    const deviation = maximum(sqrt(variance), EPSILON);
    const values = cast(x, 'float32');
    return this.invert ? add(mean, multiply(values, deviation)) : divide(subtract(values, mean), deviation);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const plain = (moment: Tensor | undefined) =>
      moment && (moment.shape.length === 0 ? moment.item() : moment.toNested());
    return {
      axis: this.axis,
      invert: this.invert,
      mean: plain(this.#given?.mean),
      variance: plain(this.#given?.variance),
    };
  }
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
