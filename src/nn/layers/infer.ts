/** Calls on symbolic tensors: output shapes follow from tracing `call`, so no layer states them twice. */
import { feed, type GraphNode } from '../../runtime/graph.ts';
import { newRandomState } from '../../runtime/jit.ts';
import { Trace, tracing } from '../../runtime/trace.ts';
import { Forward, inForward } from '../forward.ts';
import { KerasTensor, type OpenShape, type SymbolicTensor } from '../symbolic.ts';
import type { CallArguments, Layer, Several } from './layer.ts';

/** Two stand-ins for unknown sizes: an output size that differs between them is unknown too. */
const BATCHES = [6, 10] as const;
const OTHERS = [48, 80] as const;

function concrete(shape: OpenShape, which: 0 | 1): number[] {
  return shape.map((length, axis) => length ?? (axis === 0 ? BATCHES[which] : OTHERS[which]));
}

/** The nodes that `call` gives for stand-in shapes. */
function traceShapes(
  layer: Layer,
  inputs: Several<SymbolicTensor>,
  args: CallArguments,
  which: 0 | 1,
): readonly GraphNode[] {
  const nodeOf = new Map<KerasTensor, GraphNode>();
  const node = (tensor: KerasTensor): GraphNode => {
    const known = nodeOf.get(tensor);
    if (known) return known;
    const made = feed(tensor.name, { shape: concrete(tensor.shape, which), dtype: tensor.dtype });
    nodeOf.set(tensor, made);
    return made;
  };
  const replace = (value: unknown): unknown => {
    if (value instanceof KerasTensor) return node(value);
    return Array.isArray(value) ? value.map(replace) : value;
  };
  const nodes = replace(inputs) as Several<GraphNode>; // tensors became nodes
  const nodeArgs = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, replace(value)]));
  return tracing(new Trace(newRandomState(0)), () =>
    inForward(new Forward(false), () => layer.applyAll(nodes, nodeArgs) as readonly GraphNode[]),
  );
}

/** The symbolic outputs of a call, with the call recorded. */
export function inferOutputs(
  layer: Layer,
  inputs: Several<SymbolicTensor>,
  args: CallArguments,
): readonly KerasTensor[] {
  const shapes = Array.isArray(inputs)
    ? inputs.map(({ shape }) => shape as OpenShape)
    : [(inputs as SymbolicTensor).shape]; // one or a list
  layer.ensureBuilt(shapes, Array.isArray(inputs));
  const [first, second] = [traceShapes(layer, inputs, args, 0), traceShapes(layer, inputs, args, 1)];
  const outputs = first.map((node, index) => {
    const other = second[index]!.shape; // the same call gives the same number of outputs
    const shape = node.shape.map((length, axis) => (length === other[axis] ? length : null));
    return new KerasTensor(shape, node.dtype, first.length === 1 ? layer.name : `${layer.name}:${index}`, index);
  });
  const call = { layer, inputs, args, outputs, many: first.length > 1 };
  layer.inboundNodes.push(call);
  for (const output of outputs) output.node = call;
  return outputs;
}
