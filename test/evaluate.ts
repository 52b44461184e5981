/**
 * The oracle: every application of a program, in order, by its op's `cpu`, in double precision and fresh memory. It knows
 * nothing of plans, so it also checks what the plan compiler does to a program.
 */
import {
  asConstant,
  asVariable,
  type FeedAttrs,
  feedOp,
  type GraphNode,
  isLeaf,
  topologicalOrder,
} from '../src/runtime/graph.ts';
import { type Program, rootsOf } from '../src/runtime/plan/program.ts';
import { type DType, sizeOf, type Values } from '../src/runtime/spec.ts';
import type { Resident } from '../src/runtime/variable.ts';
import { Memory } from './memory.ts';

/** What fresh memory is filled with: a NaN as a float, an unlikely number as an integer. */
export const POISON = 0x7fc0dead;

/** A double-precision array in which every element is marked as not written. */
function unwritten(dtype: DType, size: number): Values {
  if (dtype === 'float32') return new Float64Array(size).fill(Number.NaN);
  return (dtype === 'int32' ? new Int32Array(size) : new Uint32Array(size)).fill(POISON);
}

/** How many elements nobody has written. */
export function countUnwritten(values: Values): number {
  const isFloat = values instanceof Float64Array || values instanceof Float32Array;
  const isUnwritten = isFloat ? Number.isNaN : (value: number) => value === POISON;
  return Array.from<number>(values).filter(isUnwritten).length;
}

export interface Evaluated {
  /** Those of the last run. */
  readonly fetches: readonly Values[];
  /** The values of updated variables after the last run. */
  readonly variables: ReadonlyMap<Resident, Values>;
}

/** Runs a program `runs` times. Variables start from their values on the host, which stay as they are. */
export function evaluate(program: Program, feeds: ReadonlyMap<string, Values>, runs = 1): Evaluated {
  const memory = new Memory();
  let fetches: readonly Values[] = [];
  for (let run = 0; run < runs; run++) fetches = evaluateOnce(program, feeds, memory);
  return { fetches, variables: new Map(updatedBy(program).map((resident) => [resident, memory.read(resident)])) };
}

/** The variables that a program, or what follows it, updates. */
export function updatedBy({ updates, next }: Program): Resident[] {
  const own = updates.map(({ resident }) => resident);
  return [...new Set([...own, ...(next ? updatedBy(next) : [])])];
}

/** One run: all values, then the updates, then what follows. */
function evaluateOnce(program: Program, feeds: ReadonlyMap<string, Values>, memory: Memory): readonly Values[] {
  const values = new Map<GraphNode, Values>();
  const computed = (node: GraphNode): Values => values.get(node)!; // inputs come before users, roots are computed
  for (const { op, attrs, inputs, outputs } of topologicalOrder(rootsOf(program))) {
    for (const node of outputs) {
      const isGiven = isLeaf(node.application);
      values.set(node, isGiven ? leafValues(node, feeds, memory) : unwritten(node.dtype, sizeOf(node.shape)));
    }
    if (outputs.some(({ application }) => isLeaf(application))) continue;
    const specs = { inputs: inputs.map(({ spec }) => spec), outputs: outputs.map(({ spec }) => spec) };
    op.cpu(outputs.map(computed), inputs.map(computed), specs, attrs);
  }
  for (const { resident, node } of program.updates) memory.write(resident, computed(node));
  const fetches = program.fetches.map(computed);
  return program.next ? [...fetches, ...evaluateOnce(program.next, feeds, memory)] : fetches;
}

function leafValues(node: GraphNode, feeds: ReadonlyMap<string, Values>, memory: Memory): Values {
  const resident = asVariable(node)?.resident;
  if (resident) return memory.read(resident);
  const fixed = asConstant(node);
  const given = fixed
    ? fixed.values
    : node.op === feedOp
      ? feeds.get((node.application.attrs as FeedAttrs).name)
      : null; // a feed's attrs
  if (!given) throw new Error(`${node} is not fed`);
  const values = unwritten(node.dtype, sizeOf(node.shape));
  if (given.length === 1)
    values.fill(given[0]!); // length 1
  else values.set(given);
  return values;
}
