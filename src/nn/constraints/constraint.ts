/** Conditions that weights are brought back to after each update. */
import type { GraphNode } from '../../runtime/graph.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';

/**
 * The base class of constraints.
 *
 * @example
 * class AtMostOne extends Constraint {
 *   static readonly className = 'AtMostOne';
 *   project(w) { return ops.minimum(w, 1); }
 * }
 */
export abstract class Constraint {
  static readonly className: string = 'Constraint';
  readonly module = 'keras.constraints';

  get className(): string {
    return (this.constructor as typeof Constraint).className; // every constraint's constructor is a Constraint class
  }

  /** The weight that satisfies the condition, nearest to the given one. */
  abstract project(weight: GraphNode): GraphNode;

  getConfig(): Config {
    return optionsToConfig(this.configOptions());
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}
