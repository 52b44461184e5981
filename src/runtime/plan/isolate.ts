/** Copies where one value would have to be in two places at once. */
import { type Application, type GraphNode, isLeaf, reapply, topologicalOrder } from '../graph.ts';
import type { Resident } from '../variable.ts';
import { sourceOf } from './clusters.ts';
import { type Program, rootsOf } from './program.ts';
import { copy, packOp } from './transfer.ts';

/** Puts copies where one value would have to be in two places at once: two updates, a pack and a leaf, and so on. */
export function isolate(program: Program, alwaysCopied: ReadonlySet<Resident>): Program {
  const claimed = new Set<GraphNode>();
  let copies = 0;
  const own = (node: GraphNode, always: boolean): GraphNode => {
    const source = sourceOf(node);
    const taken = isLeaf(source.application) || source.op === packOp || claimed.has(source) || always;
    const free = taken ? copy(node, `copy ${copies++}`) : node;
    const result = always && isLeaf(source.application) ? copy(free, `copy ${copies++}`) : free; // away from the leaf, then into place
    claimed.add(sourceOf(result));
    return result;
  };
  const updates = program.updates.map(({ resident, node }) => ({
    resident,
    node: own(node, alwaysCopied.has(resident)),
  }));
  const replaced = new Map<Application, readonly GraphNode[]>();
  const value = (node: GraphNode): GraphNode => replaced.get(node.application)?.[node.index] ?? node;
  for (const application of topologicalOrder(rootsOf({ ...program, updates }))) {
    let inputs = application.inputs.map(value);
    if (application.op === packOp) inputs = inputs.map((input) => own(input, false));
    if (inputs.some((input, index) => input !== application.inputs[index]))
      replaced.set(application, reapply(application, inputs));
  }
  return {
    name: program.name,
    fetches: program.fetches.map((node) =>
      isLeaf(sourceOf(node).application) ? copy(node, `fetch ${copies++}`) : value(node),
    ),
    updates: updates.map(({ resident, node }) => ({ resident, node: value(node) })),
  };
}
