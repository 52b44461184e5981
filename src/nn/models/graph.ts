/** The calls between inputs and outputs of a functional model, in order. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { InputLayer } from '../layers/core/input.ts';
import type { CallArguments, Layer } from '../layers/layer.ts';
import { leavesOf, type Structure } from '../structure.ts';
import { type CallNode, KerasTensor, replaceTensors, type SymbolicTensor, tensorsOf } from '../symbolic.ts';

export interface CallGraph {
  /** Calls, each after those that it needs. */
  readonly calls: readonly CallNode[];
  /** Layers and functions in Keras's order: by depth (longest way to an output), then by first visit from the outputs. */
  readonly layers: readonly Layer[];
}

/** Follows the outputs back to the inputs. @throws when an output depends on an input that is not given. */
export function traceCalls(inputs: readonly KerasTensor[], outputs: readonly KerasTensor[], who: string): CallGraph {
  const calls: CallNode[] = [];
  const seen = new Set<CallNode>();
  const firstVisit = new Map<Layer, number>();
  const visit = (tensor: KerasTensor) => {
    const call = tensor.node!; // made by a call
    if (!firstVisit.has(call.layer)) firstVisit.set(call.layer, firstVisit.size);
    if (seen.has(call)) return;
    seen.add(call);
    if (!inputs.includes(tensor)) {
      const needed = tensorsOf(call);
      if (call.layer instanceof InputLayer) {
        throw new InvalidArgumentError({
          who,
          expected: `the outputs depend on "${tensor.name}", which must be among the inputs`,
          received: inputs.map(({ name }) => name),
        });
      }
      for (const each of needed) visit(each);
    }
    calls.push(call);
  };
  for (const output of outputs) visit(output);
  for (const each of inputs) {
    const call = each.node!; // made by a call
    if (seen.has(call)) continue;
    firstVisit.set(call.layer, firstVisit.get(call.layer) ?? -1); // Keras puts inputs that are not used first
    visit(each);
  }
  return { calls, layers: orderLayers(calls, inputs, firstVisit) };
}

function orderLayers(
  calls: readonly CallNode[],
  inputs: readonly KerasTensor[],
  firstVisit: ReadonlyMap<Layer, number>,
): Layer[] {
  const depthOfCall = new Map<CallNode, number>();
  const depth = new Map<Layer, number>();
  for (const call of [...calls].reverse()) {
    const own = Math.max(depthOfCall.get(call) ?? 0, depth.get(call.layer) ?? 0);
    depth.set(call.layer, own);
    if (inputs.some((tensor) => tensor.node === call)) continue;
    for (const { node } of tensorsOf(call))
      if (node) depthOfCall.set(node, Math.max(depthOfCall.get(node) ?? 0, own + 1));
  }
  return [...depth.keys()].sort((a, b) => depth.get(b)! - depth.get(a)! || firstVisit.get(a)! - firstVisit.get(b)!); // every layer has both
}

/** Whether calls follow each other without branches and without a layer that is called twice. */
export function isPath({ calls, layers }: CallGraph): boolean {
  const sources = calls.flatMap((call) => tensorsOf(call).map(({ node }) => node));
  return (
    calls.length === layers.length &&
    calls.filter(({ layer }) => layer instanceof InputLayer).length === 1 &&
    calls.every((call) => call.layer instanceof InputLayer || tensorsOf(call).length === 1) &&
    new Set(sources).size === sources.length
  );
}

/** Inputs and outputs of a model. */
export interface Ends {
  readonly inputs: Structure<KerasTensor>;
  readonly outputs: Structure<KerasTensor>;
}

/**
 * A graph whose inputs are all made by input layers: where one is the output of another layer, an input takes its place
 * and the calls after it are made again, without it. Names and layers are kept, as in Keras.
 */
export function startedByInputs({ inputs, outputs }: Ends, who: string): Ends {
  const starts = leavesOf<KerasTensor>(inputs);
  if (starts.every(({ node }) => node?.layer instanceof InputLayer)) return { inputs, outputs };
  const copyOf = new Map<KerasTensor, KerasTensor>();
  for (const tensor of starts) {
    const isInput = tensor.node?.layer instanceof InputLayer;
    const { shape, dtype, name } = tensor;
    copyOf.set(tensor, isInput ? tensor : new InputLayer({ name: `${name}CLONE`, batchShape: shape, dtype }).output);
  }
  const copied = (tensor: KerasTensor) => copyOf.get(tensor)!; // inputs come before what is made of them
  for (const call of traceCalls(starts, leavesOf<KerasTensor>(outputs), who).calls) {
    if (call.outputs.every((output) => copyOf.has(output))) continue;
    for (const output of call.outputs) {
      if (!copyOf.has(output))
        copyOf.set(output, new KerasTensor(output.shape, output.dtype, output.name, output.index));
    }
    const copy: CallNode = {
      layer: call.layer,
      inputs: replaceTensors(call.inputs, copied) as Structure<SymbolicTensor>, // tensors for tensors
      args: replaceTensors(call.args, copied) as CallArguments, // likewise
      outputs: call.outputs.map(copied),
      result: replaceTensors(call.result, copied) as Structure<KerasTensor>, // likewise
    };
    for (const output of copy.outputs) output.node ??= copy;
    call.layer.inboundNodes.push(copy);
  }
  return {
    inputs: replaceTensors(inputs, copied) as Structure<KerasTensor>, // likewise
    outputs: replaceTensors(outputs, copied) as Structure<KerasTensor>, // likewise
  };
}
