/** The base of what is made from options and tells them again: initializers, regularizers, constraints, schedules, optimizers. */
import { knownOptions } from './checks.ts';
import { type Config, optionsToConfig } from './saving/config.ts';

/** Keys of older configurations that say nothing any more. */
const OBSOLETE = ['dtype', 'jitCompile', 'isLegacyOptimizer'];

/** An object with Keras's configuration. */
export abstract class Configured {
  static readonly className: string;
  /**
   * The names of the options, in Keras's order: the instance has its values under the same names. Null: they are not known,
   * all are accepted, and `configOptions` tells them.
   */
  static readonly optionNames: readonly string[] | null = null;
  /** Keras's public module: `keras.initializers`. */
  abstract readonly module: string;

  /**
   * @param more - Names of options that all classes of the kind have, besides their own.
   * @throws InvalidArgumentError for an option that the class does not have.
   */
  constructor(options: object = {}, more: readonly string[] = []) {
    const { optionNames, className } = this.#class;
    if (!optionNames) return;
    const given = Object.entries(options).filter(([name]) => !OBSOLETE.includes(name));
    knownOptions(className, Object.fromEntries(given), [...optionNames, ...more]);
  }

  get #class(): typeof Configured {
    return this.constructor as typeof Configured; // every constructor is such a class
  }

  get className(): string {
    return this.#class.className;
  }

  /** Keras's configuration: the options with their full values. */
  getConfig(): Config {
    return optionsToConfig(this.configOptions());
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    const values = this as unknown as Readonly<Record<string, unknown>>; // fields by name: see `optionNames`
    return Object.fromEntries((this.#class.optionNames ?? []).map((name) => [name, values[name]]));
  }
}
