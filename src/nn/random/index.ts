/** Random numbers: Keras's `keras.random`. */
import { argmax } from '../../kernels/argmax.ts';
import { add, maximum, negative, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { less, logicalAnd } from '../../kernels/elementwise/comparison.ts';
import { log, log1p } from '../../kernels/elementwise/exponential.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { take } from '../../kernels/gather.ts';
import { iota } from '../../kernels/iota.ts';
import { broadcastTo } from '../../kernels/movement/broadcastTo.ts';
import { expandDims } from '../../kernels/movement/reshape.ts';
import {
  type RandomSource,
  randomNormal,
  randomTruncatedNormal,
  randomUniform,
  randomWhole,
} from '../../kernels/random.ts';
import { randomBeta, randomGamma } from '../../kernels/randomGamma.ts';
import { randomOrder } from '../../kernels/randomOrder.ts';
import { sum } from '../../kernels/reduce.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { asConstant, constant, GraphNode } from '../../runtime/graph.ts';
import { HostRandom } from '../../runtime/random.ts';
import { normalizeAxis, type Shape } from '../../runtime/spec.ts';
import { tensor } from '../../runtime/tensor.ts';
import { activeTrace } from '../../runtime/trace.ts';
import { wholeFrom } from '../checks.ts';
import { dropped, type NoiseShape, noiseShapeOf } from '../layers/regularization/keep.ts';
import { checkNumber, type NumberRule } from '../optimizers/checkNumber.ts';
import { type Drawn, draw, type Given, nodeOf, type RandomOptions, shapeOf } from './draw.ts';

export type { Drawn, Given, RandomOptions } from './draw.ts';
export { SeedGenerator } from './seedGenerator.ts';

export interface NormalOptions extends RandomOptions {
  /** Default 0. */
  readonly mean?: number | undefined;
  /** Standard deviation, default 1. */
  readonly stddev?: number | undefined;
}

export interface UniformOptions extends RandomOptions {
  /** Default 0. */
  readonly minval?: number | undefined;
  /** Default 1. */
  readonly maxval?: number | undefined;
}

type NormalKernel = (source: RandomSource, shape: Shape, mean: number, stddev: number) => GraphNode;

function drawNormal(who: string, kernel: NormalKernel, shape: Shape, options: NormalOptions): Drawn {
  const mean = checkNumber(who, 'mean', options.mean ?? 0);
  const stddev = checkNumber(who, 'stddev', options.stddev ?? 1, { from: 0 });
  const checked = shapeOf(who, shape);
  return draw(who, options, ['mean', 'stddev'], (source) => kernel(source, checked, mean, stddev));
}

/**
 * Numbers of the normal distribution.
 *
 * @returns `float32` of the shape: a `Tensor`, or inside of `jit` and layers a symbolic tensor.
 * @example
 * random.normal([2, 3], { stddev: 0.1, seed: 1 });
 */
export function normal(shape: Shape, options: NormalOptions = {}): Drawn {
  return drawNormal('random.normal', randomNormal, shape, options);
}

/**
 * Numbers of the normal distribution without those further than two standard deviations from the mean.
 *
 * @example
 * random.truncatedNormal([2, 3], { stddev: 0.1 }); // between -0.2 and 0.2
 */
export function truncatedNormal(shape: Shape, options: NormalOptions = {}): Drawn {
  return drawNormal('random.truncatedNormal', randomTruncatedNormal, shape, options);
}

/**
 * Numbers uniform in [minval, maxval).
 *
 * @example
 * random.uniform([2, 3], { minval: -1, maxval: 1 });
 */
export function uniform(shape: Shape, options: UniformOptions = {}): Drawn {
  const who = 'random.uniform';
  const minval = checkNumber(who, 'minval', options.minval ?? 0);
  const maxval = checkNumber(who, 'maxval', options.maxval ?? 1, { from: minval });
  const checked = shapeOf(who, shape);
  return draw(who, options, ['minval', 'maxval'], (source) => randomUniform(source, checked, minval, maxval));
}

/**
 * Whole numbers from minval up to (not including) maxval, each equally likely.
 *
 * @returns `int32` of the shape.
 * @example
 * random.randint([5], 0, 10);
 */
export function randint(shape: Shape, minval: number, maxval: number, options: RandomOptions = {}): Drawn {
  const who = 'random.randint';
  const limit = 2 ** 31;
  const low = checkNumber(who, 'minval', minval, { integer: true, from: -limit });
  const high = checkNumber(who, 'maxval', maxval, { integer: true, from: low + 1, to: Math.min(low + limit, limit) });
  const checked = shapeOf(who, shape);
  return draw(who, options, [], (source) => add(randomWhole(source, checked, high - low), low));
}

/**
 * Classes drawn with the probabilities softmax(logits): the largest of the logits, each with a number of the Gumbel
 * distribution added.
 *
 * @param logits - `[batch, classes]`.
 * @returns `int32` `[batch, numSamples]`.
 * @example
 * random.categorical([[0, 0, -1e9]], 4); // four times 0 or 1
 */
export function categorical(logits: Given, numSamples: number, options: RandomOptions = {}): Drawn {
  const who = 'random.categorical';
  const count = wholeFrom(who, 'numSamples', numSamples, 1);
  const node = cast(nodeOf(who, logits), 'float32');
  const [batch, classes] = node.shape;
  if (batch === undefined || classes === undefined || node.shape.length !== 2)
    throw new ShapeError({ who, expected: 'logits of shape [batch, classes]', received: node.shape });
  return draw(who, options, [], (source) => {
    const unit = maximum(randomUniform(source, [batch, count, classes]), 2 ** -25); // above 0 and below 1
    const exponential = negative(log1p(negative(unit))); // exact where it is small, and never 0
    return argmax(subtract(expandDims(node, 1), log(exponential)));
  });
}

/** Parameters of a distribution: a number, or one for each element of the shape (or what broadcasts to it). Host values are checked. */
function parameterOf(who: string, name: string, value: Given, rule: NumberRule = { above: 0 }): number | GraphNode {
  if (typeof value === 'number') return checkNumber(who, name, value, rule);
  const node = cast(nodeOf(who, value), 'float32');
  if (!(value instanceof GraphNode)) for (const each of tensor(value).data) checkNumber(who, name, each, rule);
  return node;
}

/**
 * Numbers of the gamma distribution with scale 1 (Marsaglia and Tsang, ACM TOMS 26(3), 2000).
 *
 * @param alpha - Above 0: a number, or values that broadcast to the shape.
 * @example
 * random.gamma([100], 2.5);
 */
export function gamma(shape: Shape, alpha: Given, options: RandomOptions = {}): Drawn {
  const who = 'random.gamma';
  const checked = shapeOf(who, shape);
  const parameter = parameterOf(who, 'alpha', alpha);
  return draw(who, options, [], (source) => randomGamma(source, checked, parameter));
}

/**
 * Numbers between 0 and 1 of the beta distribution.
 *
 * @param alpha - Above 0: a number, or values that broadcast to the shape; so `beta`.
 * @example
 * random.beta([100], 2, 5);
 */
export function beta(shape: Shape, alpha: Given, beta: Given, options: RandomOptions = {}): Drawn {
  const who = 'random.beta';
  const checked = shapeOf(who, shape);
  const [a, b] = [parameterOf(who, 'alpha', alpha), parameterOf(who, 'beta', beta)];
  return draw(who, options, [], (source) => randomBeta(source, checked, a, b));
}

/**
 * How many of `counts` tries succeed, each with its probability.
 *
 * @param counts - Whole numbers: one, or values that broadcast to the shape.
 * @param probabilities - From 0 to 1; likewise.
 * @returns `float32` of the shape.
 * @example
 * random.binomial([100], 10, 0.5); // about 5
 */
export function binomial(shape: Shape, counts: Given, probabilities: Given, options: RandomOptions = {}): Drawn {
  const who = 'random.binomial';
  const checked = shapeOf(who, shape);
  if (counts instanceof GraphNode) {
    throw new InvalidArgumentError({
      who,
      expected: 'counts that are known while tracing: a number or an array',
      received: counts,
    });
  }
  let most = 1;
  for (const each of tensor(counts).data) most = Math.max(most, each);
  const [own, share] = [
    parameterOf(who, 'counts', counts, { integer: true, from: 0 }),
    parameterOf(who, 'probabilities', probabilities, { from: 0, to: 1 }),
  ].map((each) => expandDims(broadcastTo(nodeOf(who, each), checked), 0)) as [GraphNode, GraphNode]; // of two
  return draw(who, options, [], (source) => {
    const tries = randomUniform(source, [most, ...checked]);
    const place = cast(iota([most, ...checked.map(() => 1)], 0), 'float32');
    return sum(cast(logicalAnd(less(tries, share), less(place, own)), 'float32'), 0);
  });
}

export interface ShuffleOptions extends RandomOptions {
  /** Along which axis; default 0. */
  readonly axis?: number | undefined;
}

/** 0 to count - 1 in random order on the host, where `randomOrder`, which compares all pairs, would take long. */
function hostOrder({ seed, step }: RandomSource, count: number): GraphNode {
  const [start = 0, stream = 0] = [seed, step].map((each) => asConstant(each)?.values[0]); // constants outside of a trace
  return constant(new HostRandom(start, stream).permutation(count), [count], 'int32');
}

/**
 * The parts along an axis in random order.
 *
 * @example
 * random.shuffle([1, 2, 3, 4], { seed: 3 });
 */
export function shuffle(x: Given, options: ShuffleOptions = {}): Drawn {
  const who = 'random.shuffle';
  const node = nodeOf(who, x);
  const axis = normalizeAxis(who, options.axis ?? 0, node.shape.length);
  const count = node.shape[axis]!; // normalized
  const order = activeTrace() ? randomOrder : hostOrder;
  return draw(who, options, ['axis'], (source) => take(node, order(source, count), axis));
}

export interface DropoutOptions extends RandomOptions {
  /** Shape of the mask, repeated where it is 1 (null: the size of x); default: the shape of x. */
  readonly noiseShape?: NoiseShape | null | undefined;
}

/**
 * A random share `rate` of the elements set to 0, the others scaled by 1 / (1 - rate).
 *
 * @param rate - From 0 to 1.
 * @example
 * random.dropout([1, 1, 1, 1], 0.5); // about two 0 and two 2
 */
export function dropout(x: Given, rate: number, options: DropoutOptions = {}): Drawn {
  const who = 'random.dropout';
  const node = cast(nodeOf(who, x), 'float32');
  const share = checkNumber(who, 'rate', rate, { from: 0, to: 1 });
  const noise = noiseShapeOf(who, options.noiseShape);
  return draw(who, options, ['noiseShape'], (source) => dropped(who, node, share, source, noise));
}
