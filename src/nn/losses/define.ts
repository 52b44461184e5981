/** Loss classes from functions: a row with names, function and options gives the class. */
import type { GraphNode } from '../../runtime/graph.ts';
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
  /** See `Loss.batchwise`. */
  readonly batchwise?: boolean;
}

/** A loss made from a function. */
export interface FunctionLossClass<Options> {
  new (options?: LossOptions & Partial<Options>): Loss;
  readonly className: string;
  readonly aliases: readonly string[];
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
    override readonly batchwise = row.batchwise ?? false;
    readonly #options: Options;

    constructor(options: LossOptions & Partial<Options> = {}) {
      super(options, row.name);
      const defaults = row.defaults ?? ({} as Options); // no defaults: no options
      const given = Object.entries(defaults).map(([key, value]) => [
        key,
        (options as Record<string, unknown>)[key] ?? value,
      ]); // by name
      this.#options = Object.fromEntries(given) as Options; // the keys of the defaults
    }

    override values(yTrue: GraphNode, yPred: GraphNode): GraphNode | LossValues {
      return row.values(yTrue, yPred, this.#options);
    }

    protected override configOptions(): Readonly<Record<string, unknown>> {
      return Object.fromEntries(Object.entries(this.#options));
    }
  };
}
