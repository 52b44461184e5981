/** Random numbers of the gamma family, made of normal and uniform ones. */
import type { GraphNode } from '../runtime/graph.ts';
import { type Shape, sizeOf } from '../runtime/spec.ts';
import { concatenate } from './concatenate.ts';
import { add, divide, maximum, multiply, sqrt, square, subtract } from './elementwise/arithmetic.ts';
import { greater, less, logicalAnd, where } from './elementwise/comparison.ts';
import { exp, log, sigmoid } from './elementwise/exponential.ts';
import type { Operand } from './elementwise/family.ts';
import { full } from './full.ts';
import { broadcastTo } from './movement/broadcastTo.ts';
import { flatten, reshape } from './movement/reshape.ts';
import { slice } from './movement/slice.ts';
import { type RandomSource, randomNormal, randomUniform } from './random.ts';
import { softmax } from './softmax.ts';

/** How often a number is tried: each try is accepted with a probability of 0.95 at least. */
const TRIES = 6;

/** Half the distance of the uniform numbers: keeps them from 0. */
const HALF_STEP = 2 ** -25;

/** Smaller cube roots are never accepted. */
const LEAST_ROOT = 1e-6;

function logOf(uniform: GraphNode): GraphNode {
  return log(add(uniform, HALF_STEP));
}

/**
 * Logarithms of `count` numbers of the gamma distribution with scale 1: Marsaglia and Tsang, "A simple method for
 * generating gamma variables", ACM TOMS 26(3), 2000. Numbers for the parameter plus 1 are accepted or not; their product
 * with `u^(1/parameter)` has the parameter that is wanted. In logarithms nothing becomes 0 for small parameters.
 */
function logGamma(source: RandomSource, count: number, parameter: Operand): GraphNode {
  const d = add(parameter, 2 / 3);
  const normal = randomNormal(source, [TRIES, count]);
  const logUniform = logOf(randomUniform({ ...source, stream: (source.stream + 1) >>> 0 }, [TRIES + 1, count]));
  const root = add(multiply(divide(1 / 3, sqrt(d)), normal), 1);
  const logCube = multiply(log(maximum(root, LEAST_ROOT)), 3);
  const cube = multiply(root, square(root));
  const bound = add(multiply(square(normal), 0.5), multiply(d, add(subtract(1, cube), logCube)));
  const accepted = logicalAnd(greater(root, LEAST_ROOT), less(slice(logUniform, [0, 0], [TRIES, count]), bound));
  const row = (x: GraphNode, index: number) => reshape(slice(x, [index, 0], [1, count]), [count]);
  let chosen = full([count], 0); // the most likely number, should none be accepted
  for (let index = TRIES - 1; index >= 0; index--) chosen = where(row(accepted, index), row(logCube, index), chosen);
  return add(add(log(d), chosen), divide(row(logUniform, TRIES), parameter));
}

/** A parameter for each of `count` numbers; a plain number stays one. */
function forEach(parameter: Operand, shape: Shape): Operand {
  return typeof parameter === 'number' ? parameter : flatten(broadcastTo(parameter, shape));
}

/** Numbers above 0 of the gamma distribution with scale 1; the parameter is above 0, a node broadcasts to the shape. */
export function randomGamma(source: RandomSource, shape: Shape, parameter: Operand): GraphNode {
  return reshape(exp(logGamma(source, sizeOf(shape), forEach(parameter, shape))), shape);
}

/** Numbers between 0 and 1 of the beta distribution; parameters are above 0, nodes broadcast to the shape. */
export function randomBeta(source: RandomSource, shape: Shape, alpha: Operand, beta: Operand = alpha): GraphNode {
  const count = sizeOf(shape);
  const own = [alpha, beta].map((parameter) => forEach(parameter, shape));
  const same = own[0] === own[1] && typeof own[0] === 'number';
  const each = same
    ? own[0]!
    : concatenate(
        own.map((one) => (typeof one === 'number' ? full([count], one) : one)),
        0,
      );
  const both = reshape(logGamma(source, 2 * count, each), [2, count]);
  const [a, b] = [slice(both, [0, 0], [1, count]), slice(both, [1, 0], [1, count])];
  return reshape(sigmoid(subtract(a, b)), shape);
}

/** `count` numbers between 0 and 1 that add up to 1, by the symmetric Dirichlet distribution. */
export function randomDirichlet(source: RandomSource, count: number, parameter: Operand): GraphNode {
  return softmax(logGamma(source, count, parameter));
}
