/** The base of metrics: state in variables, updated in the same run as the step, read when somebody asks. */
import { add } from '../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { jit } from '../../runtime/jit.ts';
import { type DType, type Shape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, type Tensor, tensor } from '../../runtime/tensor.ts';
import { activeTrace } from '../../runtime/trace.ts';
import { Variable } from '../../runtime/variable.ts';
import { snakeCase, uniqueName } from '../names.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';

export interface MetricOptions {
  /** Under which the value is told; default: the class's name in snake_case. */
  readonly name?: string | undefined;
  readonly dtype?: unknown;
}

/** Whether more is better; null: not known. */
export type Direction = 'up' | 'down' | null;

/** What a metric tells: one number, or several. */
export type MetricResult = number | number[];

/**
 * The base class of metrics: override `updateState` (with ops, while tracing) and `compute` (on the host).
 *
 * @example
 * class LargestError extends metrics.Metric {
 *   static readonly className = 'LargestError';
 *   largest = this.addVariable('largest', []);
 *   updateState(yTrue, yPred) {
 *     this.assign(this.largest, ops.maximum(this.largest.value, ops.max(ops.abs(ops.subtract(yTrue, yPred)))));
 *   }
 *   compute([largest]) { return largest.item(); }
 * }
 */
export abstract class Metric {
  static readonly className: string = 'Metric';
  /**
   * Whether `updateState` leaves out rows whose weight is 0. `evaluate` then fills the last batch up with such rows rather
   * than compiling for its size. Not inherited: a class that overrides `updateState` and does so says so itself.
   */
  static readonly skipsRows: boolean = false;
  readonly module = 'keras.metrics';
  readonly name: string;
  /** Keras's element type of results, as configurations have it; computations are in float32. */
  readonly dtype: string;
  readonly direction: Direction = null;
  /** The state, in the order in which it was declared. */
  readonly variables: Variable[] = [];
  readonly #initial: Tensor[] = [];
  #update: ((...inputs: ArrayLike[]) => Promise<unknown>) | null = null;

  /** @param defaultName - Used without a number; left out: the class name, numbered. */
  constructor(options: MetricOptions = {}, defaultName?: string) {
    this.name = options.name ?? defaultName ?? uniqueName(snakeCase(this.className));
    this.dtype = typeof options.dtype === 'string' ? options.dtype : 'float32';
  }

  get className(): string {
    return (this.constructor as typeof Metric).className; // every metric's constructor is a Metric class
  }

  get who(): string {
    return `${this.className} "${this.name}"`;
  }

  /**
   * Override to change the state from a batch, with `assign` and `addTo`.
   *
   * @param sampleWeight - `[batch]`, or one weight for each value; null: all count 1.
   */
  abstract updateState(yTrue: GraphNode, yPred: GraphNode, sampleWeight: GraphNode | null): void;

  /** Override to work out the result from the state, on the host. */
  abstract compute(state: readonly Tensor[]): MetricResult;

  /** Declares a part of the state; it starts (and is reset) with `initial` everywhere. */
  addVariable(name: string, shape: Shape, initial = 0, dtype: DType = 'float32'): Variable {
    const values = tensor(
      new Float32Array(sizeOf(shape)).fill(initial),
      [...shape],
      dtype === 'int32' ? 'int32' : 'float32',
    );
    const variable = new Variable(values, { name: `${this.name}/${name}`, trainable: false });
    this.variables.push(variable);
    this.#initial.push(values);
    return variable;
  }

  /** Gives a part of the state a new value, for use in `updateState`. */
  assign(variable: Variable, value: GraphNode): void {
    activeTrace()?.assign(variable, value);
  }

  /** Adds to a part of the state, for use in `updateState`. */
  addTo(variable: Variable, value: GraphNode): void {
    this.assign(variable, add(variable.value, value));
  }

  /** Whether batches must not be filled up with rows of weight 0, for targets and predictions of these shapes. */
  needsWholeBatches(_yTrue: Shape, _yPred: Shape): boolean {
    const own = this.constructor as typeof Metric; // every metric's constructor is a Metric class
    return !(Object.hasOwn(own, 'skipsRows') && own.skipsRows);
  }

  /** Back to the state before the first update. */
  reset(): void {
    this.variables.forEach((variable, index) => {
      variable.assign(this.#initial[index]!); // one initial value per variable
    });
  }

  /** Updates the state from values, outside of a model. */
  async update(yTrue: ArrayLike, yPred: ArrayLike, sampleWeight: ArrayLike | null = null): Promise<void> {
    this.#update ??= jit(
      (t: GraphNode, p: GraphNode, w?: GraphNode) => {
        this.updateState(t, p, w ?? null);
        return [];
      },
      { name: this.name },
    );
    const given = [tensor(yTrue), tensor(yPred)];
    this.ensureShapes(given[0]!, given[1]!); // two tensors
    await this.#update(...given, ...(sampleWeight === null ? [] : [tensor(sampleWeight)]));
  }

  /** Override when the state's shape depends on the data: called before the first update. */
  build(_yTrue: Shape, _yPred: Shape): void {}

  #built = false;

  /** Declares state that depends on shapes. */
  ensureShapes(yTrue: { readonly shape: Shape }, yPred: { readonly shape: Shape }): void {
    if (this.#built) return;
    this.build(yTrue.shape, yPred.shape);
    this.#built = true;
  }

  /** The value of the metric over all updates since the last reset. */
  async result(): Promise<MetricResult> {
    return this.compute(await Promise.all(this.variables.map((variable) => variable.read())));
  }

  getConfig(): Config {
    return { name: this.name, dtype: this.dtype, ...optionsToConfig(this.configOptions()) };
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}
