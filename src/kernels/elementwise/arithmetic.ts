/** Elementwise arithmetic. Each op: a row and a function. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { literal } from '../../runtime/plan/wgsl.ts';
import { equal, greater, greaterEqual, less, lessEqual, logicalAnd, where } from './comparison.ts';
import type { Operand } from './family.ts';
import { applyFloat, applyMap, promote, row } from './operands.ts';

/** Binary operators with a WGSL operator or function of the same meaning for floats and integers. */
const addOp = row('add', {
  wgsl: ([a, b]) => `(${a} + ${b})`,
  cpu: () => (a, b) => a! + b!,
  neutral: [0, 0],
  grad: ({ dy }) => [dy, dy],
});
export const add = (a: Operand, b: Operand): GraphNode => applyMap(addOp, a, b);

const subtractOp = row('subtract', {
  wgsl: ([a, b]) => `(${a} - ${b})`,
  cpu: () => (a, b) => a! - b!,
  neutral: [null, 0],
  grad: ({ dy, needed }) => [dy, needed[1] ? negative(dy) : null],
});
export const subtract = (a: Operand, b: Operand): GraphNode => applyMap(subtractOp, a, b);

const multiplyOp = row('multiply', {
  wgsl: ([a, b]) => `(${a} * ${b})`,
  cpu: () => (a, b) => a! * b!,
  neutral: [1, 1],
  grad: ({ args: [a, b], dy, needed }) => [needed[0] ? multiply(dy, b!) : null, needed[1] ? multiply(dy, a!) : null],
});
export const multiply = (a: Operand, b: Operand): GraphNode => applyMap(multiplyOp, a, b);

const divideOp = row('divide', {
  wgsl: ([a, b]) => `(${a} / ${b})`,
  cpu: () => (a, b) => a! / b!,
  neutral: [null, 1],
  grad: ({ args: [, b], y, dy, needed }) => [
    needed[0] ? divide(dy, b!) : null,
    needed[1] ? negative(divide(multiply(dy, y), b!)) : null,
  ],
});
/** a / b as floats. */
export const divide = (a: Operand, b: Operand): GraphNode => applyFloat(divideOp, a, b);

/** At a tie each argument gets half of the gradient. */
function shareOfTie(chosen: GraphNode, tie: GraphNode, dy: GraphNode): GraphNode {
  return where(chosen, dy, where(tie, multiply(dy, 0.5), 0));
}

const maximumOp = row('maximum', {
  wgsl: ([a, b]) => `max(${a}, ${b})`,
  cpu: () => (a, b) => Math.max(a!, b!),
  grad: ({ args: [a, b], dy }) => [
    shareOfTie(greater(a!, b!), equal(a!, b!), dy),
    shareOfTie(less(a!, b!), equal(a!, b!), dy),
  ],
});
export const maximum = (a: Operand, b: Operand): GraphNode => applyMap(maximumOp, a, b);

const minimumOp = row('minimum', {
  wgsl: ([a, b]) => `min(${a}, ${b})`,
  cpu: () => (a, b) => Math.min(a!, b!),
  grad: ({ args: [a, b], dy }) => [
    shareOfTie(less(a!, b!), equal(a!, b!), dy),
    shareOfTie(greater(a!, b!), equal(a!, b!), dy),
  ],
});
export const minimum = (a: Operand, b: Operand): GraphNode => applyMap(minimumOp, a, b);

const squaredDifferenceOp = row('squaredDifference', {
  wgsl: ([a, b]) => `((${a} - ${b}) * (${a} - ${b}))`,
  cpu: () => (a, b) => (a! - b!) ** 2,
  grad({ args: [a, b], dy, needed }) {
    const da = multiply(multiply(subtract(a!, b!), 2), dy);
    return [da, needed[1] ? negative(da) : null];
  },
});
/** (a - b)² */
export const squaredDifference = (a: Operand, b: Operand): GraphNode => applyMap(squaredDifferenceOp, a, b);

const negativeOp = row('negative', {
  wgsl: ([x]) => `(-${x})`,
  cpu: () => (x) => -x!,
  grad: ({ dy }) => [negative(dy)],
});
export const negative = (x: Operand): GraphNode => applyMap(negativeOp, x);

const absOp = row('abs', {
  wgsl: ([x]) => `abs(${x})`,
  cpu: () => (x) => Math.abs(x!),
  grad: ({ args: [x], dy }) => [multiply(dy, sign(x!))],
});
export const abs = (x: Operand): GraphNode => applyMap(absOp, x);

const signOp = row('sign', { wgsl: ([x]) => `sign(${x})`, cpu: () => (x) => Math.sign(x!) });
export const sign = (x: Operand): GraphNode => applyMap(signOp, x);

const reluOp = row('relu', {
  wgsl: ([x]) => `max(${x}, 0.0f)`,
  cpu: () => (x) => Math.max(x!, 0),
  grad: ({ y, dy }) => [where(greater(y, 0), dy, 0)],
});
/** max(x, 0); the gradient at 0 is 0. */
export const relu = (x: GraphNode): GraphNode => apply(reluOp, [x], null);

const squareOp = row('square', {
  wgsl: ([x]) => `(${x} * ${x})`,
  cpu: () => (x) => x! * x!,
  grad: ({ args: [x], dy }) => [multiply(multiply(dy, x!), 2)],
});
export const square = (x: Operand): GraphNode => applyMap(squareOp, x);

const sqrtOp = row('sqrt', {
  wgsl: ([x]) => `sqrt(${x})`,
  cpu: () => (x) => Math.sqrt(x!),
  grad: ({ y, dy }) => [divide(multiply(dy, 0.5), y)],
});
export const sqrt = (x: Operand): GraphNode => applyFloat(sqrtOp, x);

const rsqrtOp = row('rsqrt', {
  wgsl: ([x]) => `inverseSqrt(${x})`,
  cpu: () => (x) => 1 / Math.sqrt(x!),
  grad: ({ y, dy }) => [multiply(multiply(dy, -0.5), multiply(y, square(y)))],
});
/** 1 / √x */
export const rsqrt = (x: Operand): GraphNode => applyFloat(rsqrtOp, x);

/** Limits of `clip`; a bound left out does not exist. */
interface ClipAttrs {
  readonly low: number;
  readonly high: number;
}

const clipOp = row<ClipAttrs>('clip', {
  wgsl: ([x], { low, high }, { outputs: [y] }) => `clamp(${x}, ${literal(low, y!.dtype)}, ${literal(high, y!.dtype)})`, // one output
  cpu:
    ({ low, high }) =>
    (x) =>
      Math.min(Math.max(x!, low), high),
  grad: ({ args: [x], dy, attrs: { low, high } }) => [
    where(logicalAnd(greaterEqual(x!, low), lessEqual(x!, high)), dy, 0),
  ],
});
/** x limited to [low, high]; the gradient passes at the limits. */
export const clip = (x: GraphNode, low: number, high: number): GraphNode => {
  if (!(low <= high))
    throw new InvalidArgumentError({
      who: 'clip',
      expected: 'low must not be greater than high',
      received: [low, high],
    });
  const [node] = promote([x]) as [GraphNode]; // one operand
  const limits =
    node.dtype === 'int32'
      ? { low: Math.max(-(2 ** 31), Math.ceil(low)), high: Math.min(2 ** 31 - 1, Math.floor(high)) }
      : { low: Math.fround(low), high: Math.fround(high) };
  return apply(clipOp, [node], limits);
};

const stopGradientOp = row('stopGradient', { wgsl: ([x]) => x!, cpu: () => (x) => x!, cheap: true });
/** The same values, through which no gradient flows. */
export const stopGradient = (x: GraphNode): GraphNode => apply(stopGradientOp, [x], null);
