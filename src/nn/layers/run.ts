/** Layers called on values, outside of any model. */
import type { GraphNode } from '../../runtime/graph.ts';
import { jit } from '../../runtime/jit.ts';
import { type ArrayLike, isTypedArray, Tensor } from '../../runtime/tensor.ts';
import { isRecord, leavesOf, packAs, type Structure } from '../structure.ts';
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

function trace(layer: Layer, key: string, form: Structure<null>, count: number, args: RunArguments): TracedRun {
  const run: TracedRun = {
    key,
    result: null,
    call: jit(
      (...nodes: GraphNode[]): readonly GraphNode[] => {
        const masks = nodes.slice(count);
        const one = masks.length === 1 && !Array.isArray(args.mask);
        const mask = masks.length === 0 ? null : one ? masks[0] : masks;
        const result = layer.applyAny(packAs(form, nodes), { ...args, mask } as CallArguments) as Structure<GraphNode>; // nodes in, nodes out
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
  const masks = args.mask === undefined || args.mask === null ? [] : leavesOf<Tensor>(args.mask);
  const key = JSON.stringify([form, { ...args, mask: [masks.length, Array.isArray(args.mask)] }]);
  let run = traced.get(layer);
  if (run?.key !== key) {
    run = trace(layer, key, form, values.length, args);
    traced.set(layer, run);
  }
  const outputs = await run.call(...values, ...masks);
  return packAs(run.result, outputs);
}
