/** The calls between inputs and outputs of a functional model, in order. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { Layer } from '../layers/layer.ts';
import { type CallNode, KerasTensor } from '../symbolic.ts';

export interface CallGraph {
  /** Calls, each after those that it needs. */
  readonly calls: readonly CallNode[];
  /** Layers in Keras's order: by depth (longest way to an output), then by first visit from the outputs. */
  readonly layers: readonly Layer[];
}

/** Symbolic tensors that a call reads, also as named arguments. */
export function tensorsOf(call: CallNode): KerasTensor[] {
  const found: KerasTensor[] = [];
  const visit = (value: unknown) => {
    if (value instanceof KerasTensor) found.push(value);
    else if (Array.isArray(value)) for (const each of value) visit(each);
  };
  visit(call.inputs);
  for (const value of Object.values(call.args)) visit(value);
  return found;
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
      const isInput = Array.isArray(call.inputs) && call.inputs.length === 0;
      if (isInput) {
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
  for (const each of inputs) if (!seen.has(each.node!)) visit(each); // made by a call
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
