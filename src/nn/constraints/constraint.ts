/** Conditions that weights are brought back to after each update. */
import type { GraphNode } from '../../runtime/graph.ts';
import { Configured } from '../configured.ts';
import { functionNameOf } from '../saving/registered.ts';

/**
 * The base class of constraints.
 *
 * @example
 * class AtMostOne extends Constraint {
 *   static readonly className = 'AtMostOne';
 *   project(w) { return ops.minimum(w, 1); }
 * }
 */
export abstract class Constraint extends Configured {
  static override readonly className: string = 'Constraint';
  override readonly module = 'keras.constraints';

  /** The weight that satisfies the condition, nearest to the given one. */
  abstract project(weight: GraphNode): GraphNode;
}

/** Gives the weight that satisfies a condition, written with `ops`. */
export type ProjectionFunction = (weight: GraphNode) => GraphNode;

/** A condition that a user's function brings weights to. */
export class FunctionConstraint extends Constraint {
  static override readonly className = 'FunctionConstraint';
  readonly functionName: string;
  readonly #function: ProjectionFunction;

  constructor(body: ProjectionFunction) {
    super();
    this.functionName = functionNameOf(body, 'constraint');
    this.#function = body;
  }

  override project(weight: GraphNode): GraphNode {
    return this.#function(weight);
  }
}
