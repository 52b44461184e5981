/** What tracing collects besides the values: updates of variables, and where random numbers come from. */
import type { GraphNode } from './graph.ts';
import type { Update } from './plan/program.ts';
import type { Variable } from './variable.ts';

/** One tracing of a function or of a model's step. */
export class Trace {
  readonly #updates = new Map<Variable, GraphNode>();
  /** The state of the random numbers of this trace: [seed, step]. */
  readonly randomState: Variable | null;

  constructor(randomState: Variable | null = null) {
    this.randomState = randomState;
  }

  /** The value of a variable at this point of the trace: as updated so far. */
  read(variable: Variable): GraphNode {
    return this.#updates.get(variable) ?? variable.node;
  }

  /** From here on, and after the run, the variable has this value. */
  assign(variable: Variable, value: GraphNode): void {
    this.#updates.set(variable, value);
  }

  get updates(): Update[] {
    return [...this.#updates].map(([resident, node]) => ({ resident, node }));
  }
}

let active: Trace | null = null;

/** Runs `body` while a trace is being made. */
export function tracing<T>(trace: Trace, body: () => T): T {
  const outer = active;
  active = trace;
  try {
    return body();
  } finally {
    active = outer;
  }
}

/** The trace being made, or null. */
export function activeTrace(): Trace | null {
  return active;
}

/** A variable's value inside of a trace (as updated so far), or its leaf outside of one. */
export function valueOf(variable: Variable): GraphNode {
  return active ? active.read(variable) : variable.node;
}
