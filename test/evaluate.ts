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

/** What fresh memory is filled with: a NaN as a float, an unlikely number as an integer. */
export const POISON = 0x7fc0dead;

/** A double-precision array in which every element is marked as not written. */
function unwritten(dtype: DType, size: number): Values {
  if (dtype === 'float32') return new Float64Array(size).fill(Number.NaN);
  return (dtype === 'int32' ? new Int32Array(size) : new Uint32Array(size)).fill(POISON);
}

/** How many elements nobody has written. */
export function countUnwritten(values: Values): number {
  const isUnwritten = isFloat(values) ? Number.isNaN : (value: number) => value === POISON;
  return Array.from<number>(values).filter(isUnwritten).length;
}

function isFloat(values: Values): boolean {
  return values instanceof Float64Array || values instanceof Float32Array;
}

function widened(values: Values): Values {
  return values instanceof Float32Array ? Float64Array.from(values) : values;
}

/** A variable's values on the host. */
export function residentValues({ spec, home }: Resident): Values {
  const words = home.storage.host.slice(home.offset, home.offset + sizeOf(spec.shape));
  if (spec.dtype === 'float32') return new Float32Array(words.buffer);
  return spec.dtype === 'int32' ? new Int32Array(words.buffer) : words;
}

export interface Evaluated {
  readonly fetches: readonly Values[];
  readonly variables: ReadonlyMap<Resident, Values>;
}

/** Runs a program `runs` times. Variables start from their values on the host, which stay as they are. */
export function evaluate(program: Program, feeds: ReadonlyMap<string, Values>, runs = 1): Evaluated {
  const variables = new Map<Resident, Values>();
  let computed = evaluateOnce(program, feeds, variables);
  for (let run = 1; run <= runs; run++) {
    const updated = program.updates.map(({ resident, node }) => ({ resident, values: computed.get(node)!.slice() })); // a root
    for (const { resident, values } of updated) variables.set(resident, values);
    if (run < runs) computed = evaluateOnce(program, feeds, variables);
  }
  return { fetches: program.fetches.map((node) => computed.get(node)!), variables }; // fetches are roots
}

/** The value of every node that the program's roots depend on. */
function evaluateOnce(
  program: Program,
  feeds: ReadonlyMap<string, Values>,
  variables: ReadonlyMap<Resident, Values>,
): Map<GraphNode, Values> {
  const computed = new Map<GraphNode, Values>();
  for (const { op, attrs, inputs, outputs } of topologicalOrder(rootsOf(program))) {
    const arrays = outputs.map(
      (node) => leafValues(node, feeds, variables) ?? unwritten(node.dtype, sizeOf(node.shape)),
    );
    for (const node of outputs) computed.set(node, arrays[node.index]!); // one array per output
    if (outputs[0] && isLeaf(outputs[0].application)) continue;
    op.cpu(
      arrays,
      inputs.map((node) => computed.get(node)!), // inputs come before users
      { inputs: inputs.map(({ spec }) => spec), outputs: outputs.map(({ spec }) => spec) },
      attrs,
    );
  }
  return computed;
}

function leafValues(
  node: GraphNode,
  feeds: ReadonlyMap<string, Values>,
  variables: ReadonlyMap<Resident, Values>,
): Values | null {
  const resident = asVariable(node)?.resident;
  if (resident) return variables.get(resident) ?? widened(residentValues(resident));
  const fixed = asConstant(node);
  if (fixed) {
    const values = unwritten(node.dtype, sizeOf(node.shape));
    if (fixed.values.length === 1)
      values.fill(fixed.values[0]!); // length 1
    else values.set(fixed.values);
    return values;
  }
  if (node.op !== feedOp) return null;
  const { name } = node.application.attrs as FeedAttrs; // a feed's attrs
  const given = feeds.get(name);
  if (!given) throw new Error(`${name} is not fed`);
  return widened(given);
}
