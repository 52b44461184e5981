/** Calls on symbolic tensors: output shapes follow from tracing `call`, so no layer states them twice. */
import { feed, type GraphNode } from '../../runtime/graph.ts';
import { newRandomState } from '../../runtime/jit.ts';
import { Trace, tracing } from '../../runtime/trace.ts';
import { Forward, inForward } from '../forward.ts';
import { isRecord, leavesOf, mapStructure, packAs, type Structure } from '../structure.ts';
import { KerasTensor, type OpenShape, type OpenShapes, replaceTensors, type SymbolicTensor } from '../symbolic.ts';
import type { CallArguments, Layer } from './layer.ts';

/** Two stand-ins for unknown sizes: an output size that differs between them is unknown too. */
const BATCHES = [6, 10] as const;
const OTHERS = [48, 80] as const;

/** The stand-in for the batch in the trace in progress; null: none. */
let standIn: number | null = null;

/** A shape with the batch open where it is only a stand-in. */
export function withOpenBatch(shape: OpenShape): OpenShape {
  return standIn !== null && shape[0] === standIn ? [null, ...shape.slice(1)] : shape;
}

function concrete(shape: OpenShape, which: 0 | 1): number[] {
  return shape.map((length, axis) => length ?? (axis === 0 ? BATCHES[which] : OTHERS[which]));
}

/** The nodes that `call` gives for stand-in shapes. */
function traceShapes(
  layer: Layer,
  inputs: Structure<SymbolicTensor>,
  args: CallArguments,
  which: 0 | 1,
): Structure<GraphNode> {
  const nodeOf = new Map<KerasTensor, GraphNode>();
  const node = (tensor: KerasTensor): GraphNode => {
    const known = nodeOf.get(tensor);
    if (known) return known;
    const made = feed(tensor.name, { shape: concrete(tensor.shape, which), dtype: tensor.dtype });
    nodeOf.set(tensor, made);
    return made;
  };
  const nodes = replaceTensors(inputs, node) as Structure<GraphNode>; // tensors became nodes
  const nodeArgs = replaceTensors(args, node) as CallArguments; // likewise
  const outer = standIn;
  standIn = BATCHES[which];
  try {
    return tracing(new Trace(newRandomState(0)), () =>
      inForward(new Forward(false), () => layer.applyAny(nodes, nodeArgs) as Structure<GraphNode>),
    );
  } finally {
    standIn = outer;
  }
}

/** What a call would give, without making it a part of a model. */
export function inferSpec(
  layer: Layer,
  inputs: Structure<SymbolicTensor>,
  args: CallArguments,
): Structure<KerasTensor> {
  const [first, second] = [traceShapes(layer, inputs, args, 0), traceShapes(layer, inputs, args, 1)];
  const [nodes, others] = [leavesOf<GraphNode>(first), leavesOf<GraphNode>(second)];
  const tensors = nodes.map((node, index) => {
    const other = others[index]!.shape; // the same call gives the same number of outputs
    const shape = node.shape.map((length, axis) => (length === other[axis] ? length : null));
    return new KerasTensor(shape, node.dtype, nodes.length === 1 ? layer.name : `${layer.name}:${index}`, index);
  });
  return packAs(first, tensors);
}

/** The symbolic outputs of a call, with the call recorded. */
export function inferOutputs(
  layer: Layer,
  inputs: Structure<SymbolicTensor>,
  args: CallArguments,
): Structure<KerasTensor> {
  layer.buildFor(inputs);
  const result = inferSpec(layer, inputs, args);
  const outputs = leavesOf<KerasTensor>(result);
  const call = { layer, inputs, args, outputs, result };
  layer.inboundNodes.push(call);
  for (const output of outputs) output.node = call;
  return result;
}

/** Whether it is the shape of one tensor. */
export function isShape(shapes: OpenShapes): shapes is OpenShape {
  return Array.isArray(shapes) && shapes.every((length) => length === null || typeof length === 'number');
}

/** Symbolic tensors of some shapes. */
export function tensorsOfShapes(shapes: OpenShapes): Structure<KerasTensor> {
  const tensor = (shape: OpenShape, name: string | number) => new KerasTensor(shape, 'float32', `input ${name}`);
  if (isShape(shapes)) return tensor(shapes, 0);
  if (isRecord(shapes))
    return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, tensor(shape as OpenShape, name)])); // shapes by name
  return (shapes as readonly OpenShape[]).map(tensor); // the form that is left
}

/** The shapes of symbolic tensors. */
export function shapesOf(tensors: Structure<KerasTensor>): OpenShapes {
  return mapStructure(tensors, ({ shape }: KerasTensor) => shape as unknown) as OpenShapes; // shapes in the place of tensors
}
