/** Focal losses: crossentropy in which well classified samples count little (Lin et al., 2018). */
import { EPSILON } from '../../kernels/crossentropy.ts';
import { add, clip, divide, maximum, multiply, negative, subtract } from '../../kernels/elementwise/arithmetic.ts';
import { log, sigmoid } from '../../kernels/elementwise/exponential.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { power } from '../../kernels/elementwise/power.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { mean, sum } from '../../kernels/reduce.ts';
import { softmax } from '../../kernels/softmax.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { normalizeAxis } from '../../runtime/spec.ts';
import { binaryTerms, type CrossentropyOptions } from './crossentropy.ts';
import { equalShapes } from './matched.ts';

export interface BinaryFocalOptions extends CrossentropyOptions {
  /** Whether class 1 counts `alpha` and class 0 counts 1 - `alpha`; default false. */
  readonly applyClassBalancing?: boolean | undefined;
  /** Default 0.25. */
  readonly alpha?: number | undefined;
  /** How little well classified samples count; default 2. */
  readonly gamma?: number | undefined;
}

export interface CategoricalFocalOptions extends CrossentropyOptions {
  /** Weight of all classes, or one for each; default 0.25. */
  readonly alpha?: number | readonly number[] | undefined;
  /** Default 2. */
  readonly gamma?: number | undefined;
}

/** Labels of which a share is spread evenly over `classes`. */
function smoothed(labels: GraphNode, share: number, classes: number): GraphNode {
  return share === 0 ? labels : add(multiply(labels, 1 - share), share / classes);
}

/** x^gamma for x that rounding may have put below 0. */
function focus(x: GraphNode, gamma: number): GraphNode {
  return power(maximum(x, 0), gamma);
}

/** mean((1 - p_t)^gamma bce), p_t = t p + (1 - t)(1 - p); balanced: times t alpha + (1 - t)(1 - alpha) */
export function binaryFocalCrossentropy(
  yTrue: GraphNode,
  yPred: GraphNode,
  options: BinaryFocalOptions = {},
): GraphNode {
  const {
    applyClassBalancing = false,
    alpha = 0.25,
    gamma = 2,
    fromLogits = false,
    labelSmoothing = 0,
    axis = -1,
  } = options;
  const [labels, given] = equalShapes('binaryFocalCrossentropy', yTrue, yPred);
  const t = smoothed(labels, labelSmoothing, 2);
  const p = fromLogits ? sigmoid(given) : given;
  const [not, notP] = [subtract(1, t), subtract(1, p)];
  const right = add(multiply(t, p), multiply(not, notP));
  const focal = multiply(focus(subtract(1, right), gamma), binaryTerms(t, p, false));
  const balance = () => add(multiply(t, alpha), multiply(not, 1 - alpha));
  return mean(applyClassBalancing ? multiply(focal, balance()) : focal, axis);
}

/** Σ -alpha (1 - p)^gamma t log p, p brought to sum 1 and limited to [ε, 1 - ε] */
export function categoricalFocalCrossentropy(
  yTrue: GraphNode,
  yPred: GraphNode,
  options: CategoricalFocalOptions = {},
): GraphNode {
  const { alpha = 0.25, gamma = 2, fromLogits = false, labelSmoothing = 0, axis = -1 } = options;
  const [labels, given] = equalShapes('categoricalFocalCrossentropy', cast(yTrue, 'float32'), yPred);
  const place = normalizeAxis('categoricalFocalCrossentropy', axis, given.shape.length);
  const classes = given.shape[place]!; // normalised
  const t = smoothed(labels, labelSmoothing, classes);
  const raw = fromLogits ? softmax(given, place) : given;
  const p = clip(divide(raw, sum(raw, place, { keepDims: true })), EPSILON, 1 - EPSILON);
  const along = given.shape.map((_, each) => (each === place ? classes : 1));
  const weight = typeof alpha === 'number' ? alpha : reshape(constant(alpha, [alpha.length]), along);
  return sum(multiply(multiply(focus(subtract(1, p), gamma), weight), negative(multiply(t, log(p)))), place);
}
