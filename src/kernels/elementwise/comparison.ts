/** Comparisons and choices, elementwise. Results of comparisons are booleans without gradients. */
import mathLibrary from '../../../shaders/lib/math.wgsl?raw';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import type { Op } from '../../runtime/op.ts';
import type { Operand } from './family.ts';
import { applyFloat, applyMap, cast, promote, row } from './operands.ts';

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

const isFiniteOp = row('isFinite', {
  wgsl: ([x]) => `isFinite(${x})`,
  library: mathLibrary,
  cpu: () => (x) => (Number.isFinite(x!) ? 1 : 0),
  dtype: () => 'bool',
});
export const isFinite = (x: GraphNode): GraphNode => applyFloat(isFiniteOp, x);
