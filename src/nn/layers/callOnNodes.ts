/** Calls of layers on nodes: the training flag, masks, penalties of outputs. */
import { type GraphNode, withScope } from '../../runtime/graph.ts';
import { activeForward, Forward, inForward, maskOf, setMask, withoutMask } from '../forward.ts';
import { leavesOf, mapStructure, type Structure } from '../structure.ts';
import type { CallArguments } from './arguments.ts';
import type { Layer } from './layer.ts';

/** No masks, in the form in which `computeMask` takes them. */
function noMasks(inputs: Structure<GraphNode>): Structure<null> {
  return Array.isArray(inputs) ? inputs.map(() => null) : null;
}

/** The mask of a call: the one given by name, else those that came with the inputs; null: none. */
function maskFor(inputs: Structure<GraphNode>, args: CallArguments): Structure<GraphNode | null> {
  if (args.mask) return args.mask as Structure<GraphNode | null>; // nodes, as the inputs are
  const own = mapStructure(inputs, maskOf);
  return leavesOf<GraphNode | null>(own).some((each) => each) ? own : null;
}

/** What a layer gives, with masks on it. */
function called(
  layer: Layer,
  inputs: Structure<GraphNode>,
  mask: Structure<GraphNode | null>,
  args: CallArguments,
): Structure<GraphNode> {
  const given = layer.call(inputs, args);
  // What a layer inside has given keeps its mask.
  const result = layer.supportsMasking || layer.sublayers.length > 0 ? given : mapStructure(given, withoutMask);
  const masks = leavesOf<GraphNode | null>(layer.computeMask(inputs, mask ?? noMasks(inputs)));
  leavesOf<GraphNode>(result).forEach((output, index) => {
    setMask(output, masks[index] ?? null);
    if (layer.activityRegularizer) layer.addLoss(layer.activityRegularizer.perSample(output));
  });
  return result;
}

/** Calls a layer on nodes; builds it if needed. @param alone - Whether it trains outside of any model. */
export function callOnNodes(
  layer: Layer,
  inputs: Structure<GraphNode>,
  args: CallArguments,
  alone: boolean,
): Structure<GraphNode> {
  layer.buildFor(inputs);
  const forward = activeForward() ?? new Forward(alone);
  const training = typeof args.training === 'boolean' ? args.training : forward.training;
  const mask = maskFor(inputs, args);
  return inForward(
    forward.as(training),
    () => withScope(layer.name, () => called(layer, inputs, mask, { ...args, training, mask } as CallArguments)), // nodes, as the inputs are
  );
}
