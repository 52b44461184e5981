/** What tracing collects besides the values: updates of variables, and where random numbers come from. */
import type { GraphNode } from './graph.ts';
import type { Program, Update } from './plan/program.ts';
import type { Resident, Variable } from './variable.ts';

/** The value of a variable whose group was updated; made when somebody reads it. */
interface Part {
  readonly make: () => GraphNode;
  node: GraphNode | null;
}

/** One tracing of a function or of a model's step. */
export class Trace {
  readonly #updates = new Map<Resident, GraphNode>();
  readonly #parts = new Map<Variable, Part>();
  readonly #following: Program[] = [];
  readonly #atStart = new Map<Resident, GraphNode>();
  readonly #drawing = new Map<object, { readonly place: number; readonly calls: number }>();
  /** The state of the random numbers of this trace: [seed, step]. */
  readonly randomState: Variable | null;

  constructor(randomState: Variable | null = null) {
    this.randomState = randomState;
  }

  /** The value of a variable at this point of the trace: as updated so far. */
  read(variable: Variable): GraphNode {
    const own = this.#updates.get(variable);
    const part = this.#parts.get(variable);
    if (own || !part) return own ?? variable.node;
    part.node ??= part.make();
    return part.node;
  }

  /** From here on, and after the run, the variable (or group) has this value. */
  assign(resident: Resident, value: GraphNode): void {
    this.#updates.set(resident, value);
  }

  /** From here on a variable has this value, because a group that it belongs to was assigned one. */
  assignPart(variable: Variable, make: () => GraphNode): void {
    this.#parts.set(variable, { make, node: null });
  }

  /** What follows in the same run, on the variables as updated by then; in the order of the calls. */
  follow(program: Program | null): void {
    if (program) this.#following.push(program);
  }

  /** Everything that follows, as one chain of phases; null when there is nothing. */
  get after(): Program | null {
    return this.#following.reduceRight<Program | null>((next, program) => ({ ...program, next }), null);
  }

  /** The value of a variable when the run starts, as far as it is known by now; for use in `assignAtStart`. */
  startOf(variable: Variable): GraphNode {
    return this.#atStart.get(variable) ?? variable.node;
  }

  /** Before everything else in the run, the variable gets this value, which depends on other starting values alone. */
  assignAtStart(variable: Variable, value: GraphNode): void {
    this.#atStart.set(variable, value);
  }

  /** Who draws random numbers for the how-manieth time: the same in every trace of the same function. */
  drawing(who: object): { readonly place: number; readonly call: number } {
    const known = this.#drawing.get(who) ?? { place: this.#drawing.size, calls: 0 };
    this.#drawing.set(who, { place: known.place, calls: known.calls + 1 });
    return { place: known.place, call: known.calls };
  }

  get updates(): Update[] {
    return updatesOf(this.#updates);
  }

  /** The updates at the start, as a phase of their own; null when there are none. */
  before(name: string): Program | null {
    return this.#atStart.size === 0 ? null : { name: `${name} start`, fetches: [], updates: updatesOf(this.#atStart) };
  }
}

function updatesOf(values: ReadonlyMap<Resident, GraphNode>): Update[] {
  return [...values].map(([resident, node]) => ({ resident, node }));
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
