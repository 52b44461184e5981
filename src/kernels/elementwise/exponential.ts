/** Exponentials and logarithms, elementwise, and what is made of them. */
import mathLibrary from '../../../shaders/lib/math.wgsl?raw';
import type { GraphNode } from '../../runtime/graph.ts';
import { add, divide, multiply, square, subtract } from './arithmetic.ts';
import type { Operand } from './family.ts';
import { applyFloat, row } from './operands.ts';

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
