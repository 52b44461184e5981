/** Rounding, and division with whole results, elementwise. */
import type { GraphNode } from '../../runtime/graph.ts';
import { multiply, negative } from './arithmetic.ts';
import type { Operand } from './family.ts';
import { applyFloat, applyMap, row } from './operands.ts';

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
