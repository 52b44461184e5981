/** Random numbers as nodes: functions of (seed, step, stream, place), computed where they are read and never stored. */
import library from '../../shaders/lib/random.wgsl?raw';
import { InvalidArgumentError } from '../runtime/errors.ts';
import { apply, constant, type GraphNode } from '../runtime/graph.ts';
import { defineOp, type Op } from '../runtime/op.ts';
import { normalOf, randomBits, truncatedNormalOf, uniformOf } from '../runtime/random.ts';
import type { DType, Shape } from '../runtime/spec.ts';
import { activeTrace } from '../runtime/trace.ts';
import { add, multiply } from './elementwise/arithmetic.ts';
import { pad } from './movement/pad.ts';
import { reshape } from './movement/reshape.ts';
import { slice } from './movement/slice.ts';

interface RandomAttrs {
  readonly shape: Shape;
  readonly stream: number;
  /** For `keep`: the probability of true. */
  readonly probability?: number;
  /** For whole numbers: how many there are, from 0. */
  readonly count?: number;
}

interface Row {
  readonly dtype: DType;
  wgsl(seed: string, step: string, attrs: RandomAttrs, index: string): string;
  cpu(bits: number, attrs: RandomAttrs): number;
}

/** A probability as the number of 32-bit words below it. */
function threshold({ probability }: RandomAttrs): number {
  return Math.min(2 ** 32 - 1, Math.round((probability ?? 1) * 2 ** 32));
}

/* @__NO_SIDE_EFFECTS__ */
function random(name: string, row: Row): Op<RandomAttrs> {
  return defineOp<RandomAttrs>({
    name,
    infer: (_, { shape }) => [{ shape, dtype: row.dtype }],
    map: { wgsl: ([seed, step], attrs, _, index) => row.wgsl(seed!, step!, attrs, index), library, cheap: true }, // two inputs
    cpu([y], [seed, step], _, attrs) {
      for (let i = 0; i < y!.length; i++) y![i] = row.cpu(randomBits(seed![0]!, step![0]!, attrs.stream, i), attrs); // scalars
    },
  });
}

const uniformOp = random('randomUniform', {
  dtype: 'float32',
  wgsl: (seed, step, { stream }, index) => `randomUniform(${seed}, ${step}, ${stream}u, ${index})`,
  cpu: uniformOf,
});

const normalOp = random('randomNormal', {
  dtype: 'float32',
  wgsl: (seed, step, { stream }, index) => `randomNormal(${seed}, ${step}, ${stream}u, ${index})`,
  cpu: normalOf,
});

const truncatedNormalOp = random('randomTruncatedNormal', {
  dtype: 'float32',
  wgsl: (seed, step, { stream }, index) => `randomTruncatedNormal(${seed}, ${step}, ${stream}u, ${index})`,
  cpu: truncatedNormalOf,
});

const wholeOp = random('randomWhole', {
  dtype: 'int32',
  wgsl: (seed, step, { stream, count }, index) =>
    `i32(randomBits(${seed}, ${step}, ${stream}u, ${index}) % ${count ?? 1}u)`,
  cpu: (bits, { count }) => bits % (count ?? 1),
});

const keepOp = random('randomKeep', {
  dtype: 'bool',
  wgsl: (seed, step, attrs, index) =>
    `(randomBits(${seed}, ${step}, ${attrs.stream}u, ${index}) < ${threshold(attrs)}u)`,
  cpu: (bits, attrs) => (bits < threshold(attrs) ? 1 : 0),
});

/** Where random numbers come from: a fixed stream, and a seed and step that may change from run to run. */
export interface RandomSource {
  readonly seed: GraphNode;
  readonly step: GraphNode;
  readonly stream: number;
}

/**
 * The random source for one call of a layer (or function) in the trace being made. With a seed of its own the numbers
 * depend on it, on how often it was called in the trace, and on how often the traced function ran; without, also on the
 * global seed and on the order of the layers.
 *
 * @throws InvalidArgumentError outside of a trace.
 */
export function randomSource(who: object, seed: number | null = null): RandomSource {
  const trace = activeTrace();
  const state = trace?.randomState;
  if (!trace || !state) {
    throw new InvalidArgumentError({
      who: 'random',
      expected: 'random numbers are drawn inside of jit, a layer or a model',
    });
  }
  if (trace.read(state) === state.node) {
    trace.assign(state, add(state.node, pad(constant(1, [1], 'int32'), [[1, 0]])));
  }
  const { place, call } = trace.drawing(who);
  const own = seed === null ? element(state.node, 0) : constant(seed | 0, [], 'int32');
  return {
    seed: own,
    step: element(state.node, 1),
    stream: randomBits(seed === null ? place + 1 : 0, call, 0x53747265, 0),
  };
}

function element(vector: GraphNode, place: number): GraphNode {
  return reshape(slice(vector, [place], [1]), []);
}

/** Uniform in [minval, maxval). */
export function randomUniform(source: RandomSource, shape: Shape, minval = 0, maxval = 1): GraphNode {
  const unit = apply(uniformOp, [source.seed, source.step], { shape, stream: source.stream });
  return add(multiply(unit, maxval - minval), minval);
}

/** Normal with a mean and standard deviation. */
export function randomNormal(source: RandomSource, shape: Shape, mean = 0, stddev = 1): GraphNode {
  return add(multiply(apply(normalOp, [source.seed, source.step], { shape, stream: source.stream }), stddev), mean);
}

/** Normal without the numbers beyond two standard deviations. */
export function randomTruncatedNormal(source: RandomSource, shape: Shape, mean = 0, stddev = 1): GraphNode {
  const unit = apply(truncatedNormalOp, [source.seed, source.step], { shape, stream: source.stream });
  return add(multiply(unit, stddev), mean);
}

/** Whole numbers from 0 up to (not including) `count`, which is at most 2³¹. */
export function randomWhole(source: RandomSource, shape: Shape, count: number): GraphNode {
  return apply(wholeOp, [source.seed, source.step], { shape, stream: source.stream, count });
}

/** True with a probability. */
export function randomKeep(source: RandomSource, shape: Shape, probability: number): GraphNode {
  return apply(keepOp, [source.seed, source.step], { shape, stream: source.stream, probability });
}
