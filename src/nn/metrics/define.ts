/** Metric classes from functions: a row with names, function and options gives the class. */
import type { Shape } from '../../runtime/spec.ts';
import { knownOptions } from '../checks.ts';
import { withDefaults } from '../losses/define.ts';
import type { Mean } from './mean.ts';
import type { Direction, MetricOptions } from './metric.ts';
import { MeanMetricWrapper, type MetricFunction } from './wrapper.ts';

export interface MetricRow<Options> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly values: MetricFunction<Options>;
  /** Options with their defaults. */
  readonly defaults?: Options;
  /** Options that Keras 3.16 leaves out of configurations: written only when they differ from their defaults. */
  readonly quiet?: readonly (keyof Options & string)[];
  /** Throws when an option's value is not accepted. */
  readonly check?: (who: string, options: Options) => void;
  /** Whether the values of rows depend on other rows. */
  readonly batchwise?: (options: Options) => boolean;
  readonly direction: Direction;
}

/** A metric made from a function. */
export interface FunctionMetricClass<Options> {
  new (options?: MetricOptions & Partial<Options>): Mean;
  readonly className: string;
  readonly aliases: readonly string[];
}

/** The class of a row. */
/* @__NO_SIDE_EFFECTS__ */
export function metricClass<Options extends object = object>(
  className: string,
  row: MetricRow<Options>,
): FunctionMetricClass<Options> {
  const defaults = row.defaults ?? ({} as Options); // no defaults: no options
  return class extends MeanMetricWrapper {
    static override readonly className = className;
    static override readonly skipsRows = true;
    static readonly aliases = [row.name, ...(row.aliases ?? [])];
    readonly #batchwise: boolean;

    constructor(options: MetricOptions & Partial<Options> = {}) {
      const own = withDefaults(className, defaults, options);
      const { name, dtype } = options;
      super(row.values as MetricFunction<never>, { name, dtype, direction: row.direction }, row.name, own); // options of the row
      knownOptions(this.who, options, ['name', 'dtype', ...Object.keys(defaults)]);
      row.check?.(this.who, own);
      this.#batchwise = row.batchwise?.(own) ?? false;
    }

    override needsWholeBatches(yTrue: Shape, yPred: Shape): boolean {
      return this.#batchwise || super.needsWholeBatches(yTrue, yPred);
    }

    protected override configOptions(): Readonly<Record<string, unknown>> {
      const told = Object.entries(super.configOptions());
      const isPlain = (key: string, value: unknown) =>
        row.quiet?.includes(key as keyof Options & string) === true && value === defaults[key as keyof Options]; // keys of the options
      return Object.fromEntries(told.filter(([key, value]) => !isPlain(key, value)));
    }
  };
}
