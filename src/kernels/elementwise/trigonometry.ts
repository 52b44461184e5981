import type { GraphNode } from '../../runtime/graph.ts';
import { multiply, negative } from './arithmetic.ts';
import type { Operand } from './family.ts';
import { applyFloat, row } from './operands.ts';

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
