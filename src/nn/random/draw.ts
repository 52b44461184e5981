/** Where the numbers of `random` come from: inside of a trace they are nodes, drawn anew at every run; outside, host values. */
import { type RandomSource, randomSource } from '../../kernels/random.ts';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { evaluate } from '../../runtime/evaluate.ts';
import { constant, GraphNode } from '../../runtime/graph.ts';
import { nextSeed } from '../../runtime/random.ts';
import type { Shape, Values } from '../../runtime/spec.ts';
import { type ArrayLike, type Tensor, tensor } from '../../runtime/tensor.ts';
import { activeTrace } from '../../runtime/trace.ts';
import { knownOptions } from '../checks.ts';
import { tensorsIn } from '../symbolic.ts';
import { SeedGenerator } from './seedGenerator.ts';

/** What every function of `random` takes. */
export interface RandomOptions {
  /**
   * A whole number: the same numbers at every call with it. A `SeedGenerator`: other numbers at every call, repeatable as a
   * whole. When left out, what `setRandomSeed` makes repeatable. In a traced function numbers differ from run to run, too.
   */
  readonly seed?: number | SeedGenerator | null | undefined;
}

/** A `Tensor`; inside of `jit`, a layer or a model a symbolic tensor. */
export type Drawn = GraphNode & Tensor;

/** What may be given besides plain numbers: host values and, while tracing, symbolic tensors. */
export type Given = ArrayLike | GraphNode;

function seedOf(who: string, { seed = null }: RandomOptions): number | SeedGenerator | null {
  if (seed === null || seed instanceof SeedGenerator || Number.isInteger(seed)) return seed;
  throw new InvalidArgumentError({ who, expected: 'seed must be a whole number or a SeedGenerator', received: seed });
}

function hostSource(seed: number | SeedGenerator | null): RandomSource {
  const [start, step] = seed instanceof SeedGenerator ? [seed.seed, seed.next()] : [seed ?? nextSeed(), 0];
  return { seed: constant(start | 0, [], 'int32'), step: constant(step, [], 'int32'), stream: 0 };
}

/** Draws by a function on nodes. */
export function draw(
  who: string,
  options: RandomOptions,
  names: readonly string[],
  body: (source: RandomSource) => GraphNode,
): Drawn {
  knownOptions(who, options, [...names, 'seed']);
  const seed = seedOf(who, options);
  const generator = seed instanceof SeedGenerator ? seed : null;
  const node = activeTrace()
    ? body(randomSource(generator ?? {}, generator ? generator.seed : (seed as number | null))) // no generator
    : evaluate(body(hostSource(seed)));
  return node as Drawn; // one or the other: see there
}

/** @throws InvalidArgumentError when it is no list of whole numbers of at least 1. */
export function shapeOf(who: string, shape: Shape): Shape {
  if (Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length > 0)) return shape;
  throw new InvalidArgumentError({ who, expected: 'shape must be a list of positive integers', received: shape });
}

/** A host value as a constant; numbers too. */
export function nodeOf(who: string, value: Given): GraphNode {
  if (value instanceof GraphNode) return value;
  if (tensorsIn(value).length > 0) {
    throw new InvalidArgumentError({
      who,
      expected: 'numbers, or symbolic tensors of a traced function',
      received: value,
      fix: 'In a functional model, call it in a layer of yours or in layers.lambda.',
    });
  }
  const host = tensor(value);
  const values = host.dtype === 'bool' ? Uint32Array.from(host.data) : (host.data as Values); // of the same type otherwise
  return constant(values, host.shape, host.dtype);
}
