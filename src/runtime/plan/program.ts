/** What a plan is compiled from: values to compute, and variables to update. */
import type { GraphNode } from '../graph.ts';
import type { Resident } from '../variable.ts';

/** At the end of a step, `resident` has the value of `node`. */
export interface Update {
  readonly resident: Resident;
  readonly node: GraphNode;
}

export interface Program {
  readonly name: string;
  /** Values that the caller reads. */
  readonly fetches: readonly GraphNode[];
  readonly updates: readonly Update[];
  /** What comes first in the same step: the variables that this program reads are updated by it. */
  readonly before?: Program | null;
  /** What follows in the same step, on the variables as updated so far. */
  readonly next?: Program | null;
}

/** Every value a program must produce. */
export function rootsOf(program: Program): GraphNode[] {
  return [...program.fetches, ...program.updates.map((update) => update.node)];
}
