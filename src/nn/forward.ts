/** What a forward pass carries besides values: the training flag, added losses, masks. */
import { expandDims, reshape } from '../kernels/movement/reshape.ts';
import type { GraphNode } from '../runtime/graph.ts';

/** A term of the loss, and the layer that added it. */
export interface AddedLoss {
  readonly by: object;
  readonly loss: GraphNode;
}

/** One forward pass through layers. */
export class Forward {
  readonly training: boolean;
  /** Terms added by layers (regularizers of activities, `addLoss`). */
  readonly added: AddedLoss[];

  constructor(training: boolean, added: AddedLoss[] = []) {
    this.training = training;
    this.added = added;
  }

  get losses(): readonly GraphNode[] {
    return this.added.map(({ loss }) => loss);
  }

  /** The same pass with another training flag, for a part of the model. */
  as(training: boolean): Forward {
    return training === this.training ? this : new Forward(training, this.added);
  }
}

let active: Forward | null = null;

/** Runs `body` as part of a forward pass. */
export function inForward<T>(forward: Forward, body: () => T): T {
  const outer = active;
  active = forward;
  try {
    return body();
  } finally {
    active = outer;
  }
}

/** The forward pass in progress, or null. */
export function activeForward(): Forward | null {
  return active;
}

const masks = new WeakMap<GraphNode, GraphNode>();

/** The mask that travels with a value: true at the places that count. */
export function maskOf(node: GraphNode): GraphNode | null {
  return masks.get(node) ?? null;
}

/** Attaches a mask to a value. */
export function setMask(node: GraphNode, mask: GraphNode | null): void {
  if (mask) masks.set(node, mask);
}

/** The same values without a mask. */
export function withoutMask(node: GraphNode): GraphNode {
  return masks.has(node) ? reshape(expandDims(node, 0), node.shape) : node;
}
