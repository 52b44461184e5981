/** Variables of rows. */
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { activeTrace } from '../../../src/runtime/trace.ts';
import { type Resident, Variable } from '../../../src/runtime/variable.ts';

/** From here on, and after the run, a variable has this value. */
export function assign(variable: Resident, value: GraphNode): void {
  activeTrace()?.assign(variable, value);
}

/** A variable with numbers that are all different. */
export function variable(length: number, name = 'v'): Variable {
  return new Variable(
    Float32Array.from({ length }, (_, index) => Math.sin(index + 1)),
    { name },
  );
}

/** A counter. */
export function integer(value: number, name: string): Variable {
  return new Variable(Int32Array.of(value), { name });
}
