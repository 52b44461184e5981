/** Elementwise arithmetic. Each op: a row and a function. */
import mathLibrary from '../../../shaders/lib/math.wgsl?raw';
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { apply, constant, GraphNode } from '../../runtime/graph.ts';
import type { Op } from '../../runtime/op.ts';
import { literal } from '../../runtime/plan/wgsl.ts';
import type { DType } from '../../runtime/spec.ts';
import { sumTo } from '../reduce.ts';
import { elementwise, type Operand, type Row } from './family.ts';

/* @__NO_SIDE_EFFECTS__ */
function row<Attrs = null>(name: string, definition: Row<Attrs>): Op<Attrs> {
  return elementwise(name, definition, () => sumTo);
}

/** The element type in which operands meet: floats win over integers, booleans count as floats. */
function commonType(operands: readonly Operand[]): DType {
  const types = operands.map((operand) => {
    if (operand instanceof GraphNode) return operand.dtype === 'bool' ? 'float32' : operand.dtype;
    return Number.isInteger(operand) ? null : 'float32';
  });
  if (types.includes('float32')) return 'float32';
  return types.find((type) => type !== null) ?? 'float32';
}

/** Operands as nodes of one element type. */
function promote(operands: readonly Operand[]): GraphNode[] {
  const dtype = commonType(operands);
  return operands.map((operand) =>
    operand instanceof GraphNode ? cast(operand, dtype) : constant(operand, [], dtype),
  );
}

/** Applies an elementwise op to operands of one element type. */
function applyMap(op: Op<null>, ...operands: readonly Operand[]): GraphNode {
  return apply(op, promote(operands), null);
}

/** Applies an elementwise op that computes with floats; integers become floats. */
function applyFloat(op: Op<null>, ...operands: readonly Operand[]): GraphNode {
  const floats = promote(operands).map((node) => cast(node, 'float32'));
  return apply(op, floats, null);
}

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

const powerOp = row('power', {
  wgsl: ([a, b]) => `power(${a}, ${b})`,
  library: mathLibrary,
  cpu: () => (a, b) => a! ** b!,
  neutral: [null, 1],
  grad: ({ args: [a, b], y, dy, needed }) => [
    needed[0] ? multiply(dy, multiply(b!, power(a!, where(equal(b!, 0), 1, subtract(b!, 1))))) : null, // 0⁰: not 0 · 0⁻¹
    needed[1] ? multiply(dy, where(greater(a!, 0), multiply(y, log(maximum(a!, 1e-30))), 0)) : null,
  ],
});
/** a to the power of b. */
export const power = (a: Operand, b: Operand): GraphNode => {
  if (b === 2) return square(a);
  if (b === 0.5) return sqrt(a);
  const result = applyFloat(powerOp, a, b);
  return commonType([a, b]) === 'int32' ? cast(round(result), 'int32') : result;
};

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

const floorDivideOp = row('floorDivide', {
  wgsl: ([a, b], _, { inputs }) =>
    inputs[0]?.dtype === 'float32' ? `floor(${a} / ${b})` : `((${a} - (((${a} % ${b}) + ${b}) % ${b})) / ${b})`,
  cpu: () => (a, b) => Math.floor(a! / b!),
});
export const floorDivide = (a: Operand, b: Operand): GraphNode => applyMap(floorDivideOp, a, b);

const moduloOp = row('modulo', {
  wgsl: ([a, b], _, { inputs }) =>
    inputs[0]?.dtype === 'float32' ? `(${a} - floor(${a} / ${b}) * ${b})` : `(((${a} % ${b}) + ${b}) % ${b})`,
  cpu: () => (a, b) => a! - Math.floor(a! / b!) * b!,
  grad: ({ args: [a, b], dy, needed }) => [dy, needed[1] ? negative(multiply(dy, floorDivide(a!, b!))) : null],
});
/** The remainder with the sign of the divisor. */
export const modulo = (a: Operand, b: Operand): GraphNode => applyMap(moduloOp, a, b);

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

// Comparisons: results are booleans, no gradient.

/* @__NO_SIDE_EFFECTS__ */
function comparison(name: string, operator: string, test: (a: number, b: number) => boolean): Op<null> {
  return row(name, {
    wgsl: ([a, b]) => `(${a} ${operator} ${b})`,
    cpu: () => (a, b) => (test(a!, b!) ? 1 : 0),
    dtype: () => 'bool',
  });
}

const equalOp = comparison('equal', '==', (a, b) => a === b);
const notEqualOp = comparison('notEqual', '!=', (a, b) => a !== b);
const lessOp = comparison('less', '<', (a, b) => a < b);
const lessEqualOp = comparison('lessEqual', '<=', (a, b) => a <= b);
const greaterOp = comparison('greater', '>', (a, b) => a > b);
const greaterEqualOp = comparison('greaterEqual', '>=', (a, b) => a >= b);

export const equal = (a: Operand, b: Operand): GraphNode => applyMap(equalOp, a, b);
export const notEqual = (a: Operand, b: Operand): GraphNode => applyMap(notEqualOp, a, b);
export const less = (a: Operand, b: Operand): GraphNode => applyMap(lessOp, a, b);
export const lessEqual = (a: Operand, b: Operand): GraphNode => applyMap(lessEqualOp, a, b);
export const greater = (a: Operand, b: Operand): GraphNode => applyMap(greaterOp, a, b);
export const greaterEqual = (a: Operand, b: Operand): GraphNode => applyMap(greaterEqualOp, a, b);

const logicalAndOp = row('logicalAnd', {
  wgsl: ([a, b]) => `(${a} && ${b})`,
  cpu: () => (a, b) => (a !== 0 && b !== 0 ? 1 : 0),
});
const logicalOrOp = row('logicalOr', {
  wgsl: ([a, b]) => `(${a} || ${b})`,
  cpu: () => (a, b) => (a !== 0 || b !== 0 ? 1 : 0),
});
const logicalNotOp = row('logicalNot', { wgsl: ([a]) => `(!${a})`, cpu: () => (a) => (a === 0 ? 1 : 0) });
export const logicalAnd = (a: GraphNode, b: GraphNode): GraphNode =>
  apply(logicalAndOp, [cast(a, 'bool'), cast(b, 'bool')], null);
export const logicalOr = (a: GraphNode, b: GraphNode): GraphNode =>
  apply(logicalOrOp, [cast(a, 'bool'), cast(b, 'bool')], null);
export const logicalNot = (a: GraphNode): GraphNode => apply(logicalNotOp, [cast(a, 'bool')], null);

const whereOp = row('where', {
  wgsl: ([condition, a, b]) => `select(${b}, ${a}, ${condition})`,
  cpu: () => (condition, a, b) => (condition !== 0 ? a! : b!),
  dtype: (inputs) => inputs[1]?.dtype ?? 'float32',
  grad: ({ args: [condition], dy, needed }) => [
    null,
    needed[1] ? where(condition!, dy, 0) : null,
    needed[2] ? where(condition!, 0, dy) : null,
  ],
});
/** a where the condition holds, else b. */
export const where = (condition: GraphNode, a: Operand, b: Operand): GraphNode => {
  const [x, y] = promote([a, b]);
  return apply(whereOp, [cast(condition, 'bool'), x!, y!], null); // promoted: two nodes
};

// Unary functions.

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

const expOp = row('exp', {
  wgsl: ([x]) => `exp(${x})`,
  cpu: () => (x) => Math.exp(x!),
  grad: ({ y, dy }) => [multiply(dy, y)],
});
export const exp = (x: Operand): GraphNode => applyFloat(expOp, x);

const expm1Op = row('expm1', {
  wgsl: ([x]) => `expm1(${x})`,
  library: mathLibrary,
  cpu: () => (x) => Math.expm1(x!),
  grad: ({ y, dy }) => [multiply(dy, add(y, 1))],
});
export const expm1 = (x: Operand): GraphNode => applyFloat(expm1Op, x);

const logOp = row('log', {
  wgsl: ([x]) => `log(${x})`,
  cpu: () => (x) => Math.log(x!),
  grad: ({ args: [x], dy }) => [divide(dy, x!)],
});
export const log = (x: Operand): GraphNode => applyFloat(logOp, x);

const log1pOp = row('log1p', {
  wgsl: ([x]) => `log1p(${x})`,
  library: mathLibrary,
  cpu: () => (x) => Math.log1p(x!),
  grad: ({ args: [x], dy }) => [divide(dy, add(x!, 1))],
});
export const log1p = (x: Operand): GraphNode => applyFloat(log1pOp, x);

const sinOp = row('sin', {
  wgsl: ([x]) => `sin(${x})`,
  cpu: () => (x) => Math.sin(x!),
  grad: ({ args: [x], dy }) => [multiply(dy, cos(x!))],
});
export const sin = (x: Operand): GraphNode => applyFloat(sinOp, x);

const cosOp = row('cos', {
  wgsl: ([x]) => `cos(${x})`,
  cpu: () => (x) => Math.cos(x!),
  grad: ({ args: [x], dy }) => [negative(multiply(dy, sin(x!)))],
});
export const cos = (x: Operand): GraphNode => applyFloat(cosOp, x);

const tanhOp = row('tanh', {
  wgsl: ([x]) => `safeTanh(${x})`,
  library: mathLibrary,
  cpu: () => (x) => Math.tanh(x!),
  grad: ({ y, dy }) => [multiply(dy, subtract(1, square(y)))],
});
export const tanh = (x: Operand): GraphNode => applyFloat(tanhOp, x);

const sigmoidOp = row('sigmoid', {
  wgsl: ([x]) => `sigmoid(${x})`,
  library: mathLibrary,
  cpu: () => (x) => (x! >= 0 ? 1 / (1 + Math.exp(-x!)) : Math.exp(x!) / (1 + Math.exp(x!))),
  grad: ({ y, dy }) => [multiply(dy, multiply(y, subtract(1, y)))],
});
export const sigmoid = (x: Operand): GraphNode => applyFloat(sigmoidOp, x);

const softplusOp = row('softplus', {
  wgsl: ([x]) => `softplus(${x})`,
  library: mathLibrary,
  cpu: () => (x) => Math.max(x!, 0) + Math.log1p(Math.exp(-Math.abs(x!))),
  grad: ({ args: [x], dy }) => [multiply(dy, sigmoid(x!))],
});
/** log(1 + exp(x)) */
export const softplus = (x: Operand): GraphNode => applyFloat(softplusOp, x);

/** erf in double precision: series near 0, continued fraction of erfc (Lentz) beyond 2. */
function erfOnCpu(x: number): number {
  const a = Math.abs(x);
  if (a > 6) return Math.sign(x);
  if (a < 2) {
    let term = a;
    let sum = a;
    for (let n = 1; n < 60; n++) {
      term *= (-a * a) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / 2 / (a + fraction);
  return Math.sign(x) * (1 - Math.exp(-a * a) / ((a + fraction) * Math.sqrt(Math.PI)));
}

const erfOp = row('erf', {
  wgsl: ([x]) => `erf(${x})`,
  library: mathLibrary,
  cpu: () => (x) => erfOnCpu(x!),
  grad: ({ args: [x], dy }) => [multiply(dy, multiply(exp(negative(square(x!))), 2 / Math.sqrt(Math.PI)))],
});
export const erf = (x: Operand): GraphNode => applyFloat(erfOp, x);

const floorOp = row('floor', { wgsl: ([x]) => `floor(${x})`, cpu: () => (x) => Math.floor(x!) });
export const floor = (x: Operand): GraphNode => applyFloat(floorOp, x);

const ceilOp = row('ceil', { wgsl: ([x]) => `ceil(${x})`, cpu: () => (x) => Math.ceil(x!) });
export const ceil = (x: Operand): GraphNode => applyFloat(ceilOp, x);

/** The nearest integer; halves go to the even one, as in WGSL. */
export function roundHalfToEven(x: number): number {
  const rounded = Math.round(x);
  return Math.abs(x % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

const roundOp = row('round', { wgsl: ([x]) => `round(${x})`, cpu: () => (x) => roundHalfToEven(x!) });
/** The nearest integer; halves go to the even one. */
export const round = (x: Operand): GraphNode => applyFloat(roundOp, x);

const isFiniteOp = row('isFinite', {
  wgsl: ([x]) => `isFinite(${x})`,
  library: mathLibrary,
  cpu: () => (x) => (Number.isFinite(x!) ? 1 : 0),
  dtype: () => 'bool',
});
export const isFinite = (x: GraphNode): GraphNode => applyFloat(isFiniteOp, x);

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

/** A whole number limited as WGSL does it: to the integers of the type that float32 can hold. */
function limited(value: number, to: 'int32' | 'uint32'): number {
  return to === 'int32' ? Math.min(Math.max(value, -2147483648), 2147483520) : Math.min(Math.max(value, 0), 4294967040);
}

interface CastAttrs {
  readonly to: DType;
}

const castOp = row<CastAttrs>('cast', {
  wgsl([x], { to }, { inputs }) {
    const from = inputs[0]?.dtype;
    if (to === 'bool') return `(${x} != ${from === 'float32' ? '0.0' : from === 'int32' ? '0i' : '0u'})`;
    const type = to === 'float32' ? 'f32' : to === 'int32' ? 'i32' : 'u32';
    return `${type}(${x})`;
  },
  cpu:
    ({ to }) =>
    (x) =>
      to === 'bool' ? Number(x !== 0) : to === 'float32' ? x! : limited(Math.trunc(x!), to),
  dtype: (_, { to }) => to,
  grad: ({ args: [x], dy }) => [x!.dtype === 'float32' ? dy : null],
  cheap: true,
});
/** The same values in another element type; floats are truncated towards 0. */
export const cast = (x: GraphNode, to: DType): GraphNode => (x.dtype === to ? x : apply(castOp, [x], { to }));

const stopGradientOp = row('stopGradient', { wgsl: ([x]) => x!, cpu: () => (x) => x!, cheap: true });
/** The same values, through which no gradient flows. */
export const stopGradient = (x: GraphNode): GraphNode => apply(stopGradientOp, [x], null);
