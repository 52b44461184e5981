import mathLibrary from '../../../shaders/lib/math.wgsl?raw';
import type { GraphNode } from '../../runtime/graph.ts';
import { multiply, negative, square } from './arithmetic.ts';
import { exp } from './exponential.ts';
import type { Operand } from './family.ts';
import { applyFloat, row } from './operands.ts';

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
