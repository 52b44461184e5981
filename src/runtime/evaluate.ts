/** Values of nodes that depend on nothing but constants, computed on the host at once. */
import { asConstant, type GraphNode, topologicalOrder } from './graph.ts';
import { specsOf } from './plan/emit.ts';
import { allocate, fillFrom, sizeOf, type Values } from './spec.ts';
import type { Tensor } from './tensor.ts';
import { fromWords } from './variable.ts';

/** Computes a node as its operations define it. */
export function evaluate(node: GraphNode): Tensor {
  const values = new Map<GraphNode, Values>();
  for (const application of topologicalOrder([node])) {
    const outputs = application.outputs.map((output) => allocate(output.dtype, sizeOf(output.shape)));
    const fixed = asConstant(application.outputs[0]!); // every application has one
    if (fixed) fillFrom(outputs[0]!, fixed.values);
    else {
      const inputs = application.inputs.map((input) => values.get(input)!); // inputs come before users
      application.op.cpu(outputs, inputs, specsOf(application), application.attrs);
    }
    application.outputs.forEach((output, index) => values.set(output, outputs[index]!));
  }
  const { buffer } = values.get(node)!; // the last of the order
  return fromWords(new Uint32Array(buffer as ArrayBuffer), node.spec);
}
