import mathLibrary from '../../../shaders/lib/math.wgsl?raw';
import type { GraphNode } from '../../runtime/graph.ts';
import { maximum, multiply, sqrt, square, subtract } from './arithmetic.ts';
import { equal, greater, where } from './comparison.ts';
import { log } from './exponential.ts';
import type { Operand } from './family.ts';
import { applyFloat, cast, commonType, row } from './operands.ts';
import { round } from './rounding.ts';

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
