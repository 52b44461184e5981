/** Loss classes from functions: a row with names, function and options gives the class. */
import type { GraphNode } from '../../runtime/graph.ts';
import { knownOptions, sameKind } from '../checks.ts';
import { Loss, type LossOptions, type LossValues } from './loss.ts';

/** A function that gives one value per sample. */
export type LossFunction<Options> = (yTrue: GraphNode, yPred: GraphNode, options: Options) => GraphNode | LossValues;

export interface LossRow<Options> {
  /** Keras's name of the function, which is also the default name of the loss. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly values: LossFunction<Options>;
  /** Options with their defaults. */
  readonly defaults?: Options;
  /** Throws when an option's value is not accepted. */
  readonly check?: (who: string, options: Options) => void;
  /** See `Loss.batchwise`. */
  readonly batchwise?: (options: Options) => boolean;
}

/** A loss made from a function. */
export interface FunctionLossClass<Options> {
  new (options?: LossOptions & Partial<Options>): Loss;
  readonly className: string;
  readonly aliases: readonly string[];
}

/** Options by name, the defaults where none is given. @throws InvalidArgumentError for one of another kind than its default. */
export function withDefaults<Options extends object>(who: string, defaults: Options, given: object): Options {
  const entries = Object.entries(defaults).map(([key, fallback]) => {
    const value = (given as Record<string, unknown>)[key] ?? fallback; // by name
    sameKind(who, key, value, fallback);
    return [key, value];
  });
  return Object.fromEntries(entries) as Options; // the keys of the defaults
}

/** The class of a row. */
/* @__NO_SIDE_EFFECTS__ */
export function lossClass<Options extends object = object>(
  className: string,
  row: LossRow<Options>,
): FunctionLossClass<Options> {
  return class extends Loss {
    static override readonly className = className;
    static readonly aliases = [row.name, ...(row.aliases ?? [])];
    override readonly batchwise: boolean;
    readonly #options: Options;

    constructor(options: LossOptions & Partial<Options> = {}) {
      super(options, row.name);
      const defaults = row.defaults ?? ({} as Options); // no defaults: no options
      knownOptions(this.who, options, ['name', 'reduction', 'dtype', ...Object.keys(defaults)]);
      this.#options = withDefaults(this.who, defaults, options);
      row.check?.(this.who, this.#options);
      this.batchwise = row.batchwise?.(this.#options) ?? false;
    }

    override values(yTrue: GraphNode, yPred: GraphNode): GraphNode | LossValues {
      return row.values(yTrue, yPred, this.#options);
    }

    protected override configOptions(): Readonly<Record<string, unknown>> {
      return Object.fromEntries(Object.entries(this.#options));
    }
  };
}
