/** Reverse-mode differentiation: the backward pass is nodes too. */
import { type Application, apply, type GraphNode, topologicalOrder } from './graph.ts';
import { defineOp } from './op.ts';

/** The sum of gradients that reach a node from several users. */
const accumulateOp = defineOp<null>({
  name: 'accumulate',
  infer: ([a]) => [a!], // two inputs of one shape
  map: { wgsl: ([a, b]) => `(${a} + ${b})` },
  cpu([y], [a, b]) {
    for (let i = 0; i < y!.length; i++) y![i] = a![i]! + b![i]!; // same size
  },
  grad: ({ dy }) => [dy, dy],
});

/**
 * Gradients of `sum(outputs · seeds)` by each of `wrt`; null where none flows.
 *
 * @param seeds - One gradient for each output, of its shape.
 */
export function backpropagate(
  outputs: readonly GraphNode[],
  seeds: readonly GraphNode[],
  wrt: readonly GraphNode[],
): (GraphNode | null)[] {
  const order = topologicalOrder(outputs);
  const active = reaching(order, wrt);
  const gradients = new Map<GraphNode, GraphNode>();
  const add = (node: GraphNode, gradient: GraphNode) => {
    const previous = gradients.get(node);
    gradients.set(node, previous ? apply(accumulateOp, [previous, gradient], null) : gradient);
  };
  outputs.forEach((output, index) => add(output, seeds[index]!)); // one seed per output
  for (let position = order.length - 1; position >= 0; position--) {
    const application = order[position]!; // position < length
    const flowing = application.outputs.map((output) => gradients.get(output) ?? null);
    const first = flowing.find((gradient) => gradient !== null);
    const needed = application.inputs.map((input) => active.has(input));
    if (!first || !application.op.grad || !needed.includes(true)) continue;
    const inputGradients = application.op.grad({
      inputs: application.inputs,
      outputs: application.outputs,
      gradients: flowing,
      dy: flowing[0] ?? first,
      needed,
      attrs: application.attrs,
    });
    application.inputs.forEach((input, index) => {
      const gradient = inputGradients[index];
      if (gradient && needed[index]) add(input, gradient);
    });
  }
  return wrt.map((node) => gradients.get(node) ?? null);
}

/** The nodes through which a change of `wrt` reaches the outputs; only floats carry gradients. */
function reaching(order: readonly Application[], wrt: readonly GraphNode[]): Set<GraphNode> {
  const active = new Set<GraphNode>(wrt);
  for (const application of order) {
    if (!application.inputs.some((input) => active.has(input))) continue;
    for (const output of application.outputs) if (output.dtype === 'float32') active.add(output);
  }
  return active;
}
