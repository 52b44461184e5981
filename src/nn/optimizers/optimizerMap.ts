/** Which optimizer updates which variable. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { Variable } from '../../runtime/variable.ts';
import { Configured } from '../configured.ts';
import { orCustomFunction } from '../registry.ts';
import { serializeFunction } from '../saving/config.ts';
import { functionNameOf } from '../saving/registered.ts';
import type { FusedOptimizer } from './fused.ts';
import { type InnerOptimizer, innerOptimizer } from './inner.ts';
import { pathOf } from './state.ts';

/** A regular expression for the start of the path or the name, a variable, several, or a function. */
export type VariableIdentifier = string | Variable | readonly Variable[] | ((variable: Variable) => boolean);

export interface OptimizerMapOptions {
  /** One for each identifier; the same one may occur several times. */
  readonly optimizer: readonly InnerOptimizer[];
  readonly variableIdentifier: readonly VariableIdentifier[];
}

/**
 * Which optimizer updates which variable, for `multiOptimizer`.
 *
 * @example
 * new optimizers.OptimizerMap({ optimizer: [optimizers.sgd()], variableIdentifier: ['embedding'] });
 */
export class OptimizerMap extends Configured {
  static override readonly className = 'OptimizerMap';
  static override readonly optionNames = ['optimizer', 'variableIdentifier'];
  override readonly module = 'keras.optimizers';
  readonly optimizer: readonly FusedOptimizer[];
  readonly variableIdentifier: readonly VariableIdentifier[];

  constructor(options: OptimizerMapOptions) {
    super(options);
    const { optimizer, variableIdentifier } = options;
    const lists = Array.isArray(optimizer) && Array.isArray(variableIdentifier);
    if (!lists || optimizer.length !== variableIdentifier.length)
      throw new InvalidArgumentError({
        who: this.className,
        expected: 'optimizer and variableIdentifier must be lists of one length',
        received: [optimizer, variableIdentifier].map((list) => (Array.isArray(list) ? list.length : list)),
      });
    this.optimizer = optimizer.map((each) => innerOptimizer(this.className, 'optimizer', each));
    this.variableIdentifier = variableIdentifier.map((each) =>
      typeof each === 'string' ? each : orCustomFunction(each),
    );
  }

  /** The optimizer of a variable; null when none is said. @throws InvalidArgumentError when several are. */
  optimizerOf(variable: Variable): FusedOptimizer | null {
    const found = new Set(
      this.optimizer.filter((_, index) => matches(this.variableIdentifier[index]!, variable)), // lists of one length
    );
    if (found.size > 1)
      throw new InvalidArgumentError({
        who: this.className,
        expected: `one optimizer for the variable "${pathOf(variable)}"`,
        received: [...found].map(({ name }) => name),
      });
    return [...found][0] ?? null;
  }

  /** Variables are told by their paths. */
  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { optimizer: this.optimizer, variableIdentifier: this.variableIdentifier.map(written) };
  }
}

function matches(identifier: VariableIdentifier, variable: Variable): boolean {
  if (typeof identifier === 'function') return identifier(variable);
  if (typeof identifier !== 'string') return [identifier].flat().includes(variable);
  const start = new RegExp(`^(?:${identifier})`);
  return start.test(pathOf(variable)) || start.test(variable.name);
}

function written(identifier: VariableIdentifier): unknown {
  if (typeof identifier === 'string') return identifier;
  if (typeof identifier === 'function') return serializeFunction(functionNameOf(identifier, 'variables'));
  const paths = (identifier instanceof Variable ? [identifier] : identifier).map((each) =>
    pathOf(each).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return paths.length === 1 ? `^${paths[0]}$` : `^(${paths.join('|')})$`;
}
