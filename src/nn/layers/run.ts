/** Layers called on values, outside of any model. */
import type { GraphNode } from '../../runtime/graph.ts';
import { jit } from '../../runtime/jit.ts';
import { type ArrayLike, isTypedArray, Tensor } from '../../runtime/tensor.ts';
import { isRecord, leavesOf, mapStructure, packAs, type Structure } from '../structure.ts';
import type { CallArguments, Layer, RunArguments } from './layer.ts';

/** Values for a layer: one, a list of tensors or typed arrays, or an object by name. */
export type RunInputs = ArrayLike | readonly ArrayLike[] | Readonly<Record<string, ArrayLike>>;

/** A traced call, with the form of its outputs. */
interface TracedRun {
  readonly key: string;
  readonly call: (...values: ArrayLike[]) => Promise<Tensor[]>;
  result: Structure<unknown>;
}

const traced = new WeakMap<Layer, TracedRun>();

/** Makes the next call trace the layer again. */
export function forgetRun(layer: Layer): void {
  traced.delete(layer);
}

/** The values one by one, and their form: null stands for each. */
function spread(x: RunInputs): { readonly values: ArrayLike[]; readonly form: Structure<null> } {
  if (Array.isArray(x) && x.length > 0 && x.every((each) => each instanceof Tensor || isTypedArray(each)))
    return { values: x as ArrayLike[], form: x.map(() => null) };
  if (!isRecord(x)) return { values: [x as ArrayLike], form: null };
  const names = Object.keys(x).sort();
  return {
    values: names.map((name) => x[name] as ArrayLike), // its own names
    form: Object.fromEntries(names.map((name) => [name, null])),
  };
}

/** Named arguments that are values, which may differ from call to call, and those that are not; without the mask. */
function separated(args: RunArguments): {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly others: Readonly<Record<string, unknown>>;
} {
  const entries = Object.entries(args).filter(([name]) => name !== 'mask');
  const isValue = (entry: [string, unknown]): entry is [string, Tensor] => entry[1] instanceof Tensor;
  return {
    tensors: Object.fromEntries(entries.filter(isValue)),
    others: Object.fromEntries(entries.filter((entry) => !isValue(entry))),
  };
}

/** How a layer is called: the form of its inputs and masks, and its named arguments. */
interface RunCall {
  readonly form: Structure<null>;
  readonly masks: Structure<null> | undefined;
  /** Names of arguments that are values. */
  readonly names: readonly string[];
  readonly others: Readonly<Record<string, unknown>>;
}

function trace(layer: Layer, key: string, { form, masks, names, others }: RunCall): TracedRun {
  const run: TracedRun = {
    key,
    result: null,
    call: jit(
      (...nodes: GraphNode[]): readonly GraphNode[] => {
        const rest = nodes.slice(leavesOf(form).length);
        const mask = masks === undefined ? null : packAs(masks, rest.splice(0, leavesOf(masks).length));
        const named = Object.fromEntries(names.map((name, index) => [name, rest[index]]));
        const args = { ...others, ...named, mask } as CallArguments; // nodes in the place of tensors
        const result = layer.applyAny(packAs(form, nodes), args) as Structure<GraphNode>; // nodes in, nodes out
        run.result = result;
        return leavesOf(result);
      },
      { name: layer.name },
    ),
  };
  return run;
}

/** Calls a layer on values; traced once for each kind of call. */
export async function runLayer(layer: Layer, x: RunInputs, args: RunArguments): Promise<Structure<Tensor>> {
  const { values, form } = spread(x);
  const { tensors, others } = separated(args);
  const given = args.mask ?? undefined;
  const masks = given === undefined ? undefined : mapStructure(given as Structure<Tensor>, () => null);
  const call: RunCall = { form, masks, names: Object.keys(tensors), others };
  const key = JSON.stringify(call);
  let run = traced.get(layer);
  if (run?.key !== key) {
    run = trace(layer, key, call);
    traced.set(layer, run);
  }
  const maskValues = given === undefined ? [] : leavesOf<Tensor>(given);
  const outputs = await run.call(...values, ...maskValues, ...Object.values(tensors));
  return packAs(run.result, outputs);
}
