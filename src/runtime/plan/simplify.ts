/** Graph to smaller graph: equal applications once, op rewrites, dead nodes gone. */
import {
  type Application,
  asConstant,
  asVariable,
  constant,
  constantOp,
  feedOp,
  type GraphNode,
  isLeaf,
  reapply,
  topologicalOrder,
  uniformValue,
  variableOp,
  withScope,
} from '../graph.ts';
import type { RewriteContext } from '../op.ts';
import { broadcastShapes, type DType, sameShape, type TensorSpec } from '../spec.ts';
import { specsOf } from './emit.ts';
import { type Program, rootsOf } from './program.ts';

/** Infinities and NaN as texts: JSON would write all of them as null. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Equal texts mean equal values. Constants compare by content when small, else by identity of the array. */
class Keys {
  readonly #identities = new Map<unknown, number>();

  #identity(value: unknown): number {
    const known = this.#identities.get(value);
    if (known !== undefined) return known;
    this.#identities.set(value, this.#identities.size);
    return this.#identities.size - 1;
  }

  of(application: Application): string {
    const { op, inputs, attrs, outputs } = application;
    const spec = outputs[0]?.spec;
    if (op === feedOp) return `feed ${(attrs as { name: string }).name}`;
    if (op === variableOp) return `variable ${this.#identity(asVariable(outputs[0]!)?.resident)}`; // leaves have one output
    if (op === constantOp) {
      const values = asConstant(outputs[0]!)?.values; // leaves have one output
      const content = values && values.length <= 64 ? values.join() : this.#identity(values);
      return `constant ${spec?.dtype} ${spec?.shape} ${content}`;
    }
    const arguments_ = inputs.map((input) => `${input.application.id}.${input.index}`).join();
    return `${op.name}#${this.#identity(op)} ${arguments_} ${JSON.stringify(attrs, plain)}`;
  }
}

/** A program rebuilt from the leaves up, with a replacement chosen for each application. */
function rebuild(
  program: Program,
  replace: (application: Application, inputs: readonly GraphNode[]) => readonly GraphNode[],
): Program {
  const mapped = new Map<Application, readonly GraphNode[]>();
  const value = (node: GraphNode): GraphNode => mapped.get(node.application)![node.index]!; // inputs come before users
  for (const application of topologicalOrder(rootsOf(program))) {
    mapped.set(application, replace(application, application.inputs.map(value)));
  }
  return {
    name: program.name,
    fetches: program.fetches.map(value),
    updates: program.updates.map(({ resident, node }) => ({ resident, node: value(node) })),
  };
}

/** Elementwise ops and movements of constants with equal elements are computed now. */
function folded(application: Application, inputs: readonly GraphNode[]): readonly GraphNode[] | null {
  const { op, attrs, outputs } = application;
  const [output] = outputs;
  if (!(op.map || op.move || op.view) || inputs.length === 0 || !output) return null;
  const values = inputs.map(uniformValue);
  if (values.includes(null)) return null;
  if (op.move?.movement(attrs, specsOf(application)).axes.some((axis) => axis.check)) return null;
  if (!op.map) return [constant(values[0]!, output.shape, output.dtype)]; // not null
  const together = broadcastShapes(op.name, ...inputs.map(({ shape }) => shape));
  if (!sameShape(together, output.shape)) return null; // values that depend on the place: random numbers
  const scalars = inputs.map((input): TensorSpec => ({ shape: [], dtype: input.dtype }));
  const result = arrayFor(output.dtype);
  op.cpu(
    [result],
    values.map((value, index) => arrayFor(scalars[index]!.dtype).fill(value!)),
    { inputs: scalars, outputs: [{ shape: [], dtype: output.dtype }] },
    attrs,
  ); // not null
  return [constant(result, output.shape, output.dtype)];
}

function arrayFor(dtype: DType): Float64Array | Int32Array | Uint32Array {
  if (dtype === 'float32') return new Float64Array(1);
  return dtype === 'int32' ? new Int32Array(1) : new Uint32Array(1);
}

/** The application's outputs, with other inputs. */
function withInputs(application: Application, inputs: readonly GraphNode[]): readonly GraphNode[] {
  const same = inputs.every((input, index) => input === application.inputs[index]);
  return same ? application.outputs : reapply(application, inputs);
}

/** Checks what stands for an application's outputs. */
function checked({ op, outputs }: Application, better: readonly GraphNode[]): readonly GraphNode[] {
  const fits = better.every((node, index) => sameShape(node.shape, outputs[index]!.shape)); // checked: one node per output
  if (better.length !== outputs.length || !fits) throw new Error(`what ${op.name} becomes has other outputs`);
  return better;
}

/** Constants folded, ops expanded, equal applications once; again until nothing is left to expand. */
function withoutRepetition(program: Program): Program {
  const keys = new Keys();
  const seen = new Map<string, readonly GraphNode[]>();
  let expanded = false;
  const rebuilt = rebuild(program, (application, inputs) => {
    const outputs = folded(application, inputs) ?? withInputs(application, inputs);
    const own = outputs[0]!.application; // every op has an output
    const better = own.op.expand ? withScope(own.scope, () => own.op.expand?.(own)) : null;
    if (better) {
      expanded = true;
      return checked(application, better);
    }
    const key = keys.of(own);
    const first = seen.get(key);
    if (first) return first;
    seen.set(key, outputs);
    return outputs;
  });
  return expanded ? withoutRepetition(rebuilt) : rebuilt;
}

/** One round of rewrites. What stands behind a change waits for the next round: its users are not known yet. */
function withRewrites(program: Program): { program: Program; changed: boolean } {
  const users = new Map<GraphNode, Application[]>();
  for (const application of topologicalOrder(rootsOf(program))) {
    for (const input of new Set(application.inputs)) users.set(input, [...(users.get(input) ?? []), application]);
  }
  const context: RewriteContext = { users: (node) => users.get(node) ?? [] };
  let changed = false;
  const rebuilt = rebuild(program, (application, inputs) => {
    const outputs = withInputs(application, inputs);
    if (isLeaf(application) || outputs !== application.outputs) return outputs;
    const better = application.op.rewrite?.(application, context);
    if (!better) return outputs;
    changed = true;
    return checked(application, better);
  });
  return { program: rebuilt, changed };
}

/** Simplifies until nothing changes (each rewrite makes the graph smaller, so this ends; the bound guards against a faulty pair). */
export function simplify(program: Program): Program {
  let current = withoutRepetition(program);
  for (let round = 0; round < 8; round++) {
    const next = withRewrites(current);
    if (!next.changed) return current;
    current = withoutRepetition(next.program);
  }
  return current;
}
