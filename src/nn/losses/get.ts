/** Losses by identifier. */
import type { GraphNode } from '../../runtime/graph.ts';
import { snakeCase } from '../names.ts';
import { checkIdentifier, loadNamed, orCustomFunction, type Registrable, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { functionNameOf } from '../saving/registered.ts';
import * as classes from './classes.ts';
import { Loss, type LossValues } from './loss.ts';

/** A function from targets and predictions to one value per sample. */
export type CustomLoss = (yTrue: GraphNode, yPred: GraphNode) => GraphNode;

/** A name, an instance, a configuration, or a function written with `ops`. */
export type LossIdentifier = Loss | string | SerializedObject | CustomLoss;

const registry: Registry<Loss> = {
  kind: 'loss',
  base: Loss,
  classes: Object.values(classes) as Registrable<Loss>[], // loss classes, each with options of its own
  more: {
    names: [
      'BinaryFocalCrossentropy',
      'CategoricalFocalCrossentropy',
      'Dice',
      'Tversky',
      'Circle',
      'CTC',
      'CategoricalGeneralizedCrossEntropy',
    ],
    load: () => import('./more.ts'),
    loaded: null,
  },
};

/** A loss made from a user's function. */
class CustomFunctionLoss extends Loss {
  static override readonly className = 'CustomFunctionLoss';
  readonly functionName: string;
  readonly #function: CustomLoss;

  constructor(body: CustomLoss) {
    super({}, snakeCase(body.name || 'loss'));
    this.functionName = functionNameOf(body, 'loss');
    this.#function = body;
  }

  override values(yTrue: GraphNode, yPred: GraphNode): GraphNode | LossValues {
    return this.#function(yTrue, yPred);
  }
}

/** A loss from a name, an instance, a configuration or a function. */
export function getLoss(identifier: LossIdentifier, who = 'losses'): Loss {
  const own = orCustomFunction(identifier);
  return typeof own === 'function' ? new CustomFunctionLoss(own) : resolve(registry, own, who);
}

/** Throws when an identifier names no loss. */
export function checkLoss(identifier: LossIdentifier, who: string): void {
  if (typeof orCustomFunction(identifier) !== 'function') checkIdentifier(registry, identifier, who);
}

/** Loads losses that are not part of every program, if some are named. */
export function loadLosses(identifiers: readonly unknown[]): Promise<void> {
  return loadNamed(registry, identifiers);
}
