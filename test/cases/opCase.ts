/** What a test row is: an expression, what goes into it, and what is special about it. Runs in Node and in the browser. */
import type { GraphNode } from '../../src/runtime/graph.ts';
import type { Update } from '../../src/runtime/plan/program.ts';
import type { DType, Shape } from '../../src/runtime/spec.ts';
import type { NestedArray } from '../../src/runtime/tensor.ts';
import type { Kind } from './tolerances.ts';

export type Range = readonly [low: number, high: number];

/** The class of an error. */
export type ErrorClass = abstract new (...args: never[]) => Error;

/** Results, and updates that follow in the same step (see `Program.next`). */
export interface InTwoPhases {
  readonly outputs: readonly GraphNode[];
  readonly next: readonly Update[];
}

/** One expression with its inputs. Everything is checked without further code: see test/node and test/browser/suites. */
export interface OpCase {
  /** What is special about the row; part of its name. */
  readonly why?: string;
  /** Shapes of inputs with repeatable random values. */
  readonly shapes?: readonly Shape[];
  /** Or the values themselves. */
  readonly values?: readonly (number | NestedArray)[];
  /** Element types of the inputs; default float32. */
  readonly dtypes?: readonly DType[];
  /** Where random values lie, for all inputs or for each; default -2 to 2. Integers: low to high - 1. */
  readonly range?: Range | readonly Range[];
  /** Random values keep away from these: kinks, where finite differences are no derivative. */
  readonly avoid?: readonly number[];
  /** The expression; default (in the table of ops) the op applied to the inputs. Runs inside of a trace. */
  readonly call?: (...inputs: GraphNode[]) => GraphNode | readonly GraphNode[] | InTwoPhases;
  /** The shape of the (first) result. */
  readonly shape?: Shape;
  /** The values of the (first) result. */
  readonly gives?: number | boolean | NestedArray;
  /**
   * Default `flows`: a gradient reaches every float input, is checked by finite differences and is part of the plan.
   * `none`: no gradient reaches any input. `rough`: flows, but finite differences do not apply. `skip`: no backward pass.
   */
  readonly gradient?: 'flows' | 'none' | 'rough' | 'skip';
  /** How exact the GPU must be; default `arithmetic`. */
  readonly kind?: Kind;
  /** The same for gradients; default `kind`. */
  readonly backward?: Kind;
  /** For kinds that add up many terms: how many. */
  readonly terms?: number;
  /** Runs one after another (for variables that are updated); default 1. */
  readonly runs?: number;
  /** Building the expression throws this, and the message names the op. */
  readonly throws?: ErrorClass;
}

/** Rows that have some fields in common; a row's own fields win. */
export function rows(common: Partial<OpCase>, ...own: readonly OpCase[]): OpCase[] {
  return own.map((row) => ({ ...common, ...row }));
}

/** Sizes around the workgroup of 64: one, one less, equal, one more, and several with a rest. */
export const AROUND = [1, 63, 64, 65, 257] as const;

/** A row for each size around the workgroup, with `inputs` vectors of that size. */
export function aroundWorkgroup(inputs: number): OpCase[] {
  return AROUND.map((size) => ({ shapes: new Array<Shape>(inputs).fill([size]) }));
}

function showInputs({ shapes, values, dtypes }: OpCase): string {
  const shown = (shapes ?? []).map((shape) => `[${shape.join(',')}]`).join(' ');
  const text = values ? JSON.stringify(values).replaceAll('"', '') : shown;
  const types = dtypes?.some((dtype) => dtype !== 'float32') ? ` ${dtypes.join(',')}` : '';
  return `${text.length > 60 ? `${text.slice(0, 57)}...` : text}${types}`;
}

/** The name of a row: unique in its table, the same on both sides of the browser. */
export function nameOf(op: string, index: number, row: OpCase): string {
  const why = row.why ? `: ${row.why}` : '';
  return `${op} ${index} ${showInputs(row)}${row.throws ? ' throws' : ''}${why}`;
}
