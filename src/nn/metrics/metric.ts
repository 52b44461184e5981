/** The base of metrics: state in variables, updated in the same run as the step, read when somebody asks. */
import type { GraphNode } from '../../runtime/graph.ts';
import { jit } from '../../runtime/jit.ts';
import { type DType, type Shape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, type Tensor, tensor } from '../../runtime/tensor.ts';
import { activeTrace } from '../../runtime/trace.ts';
import { Variable } from '../../runtime/variable.ts';
import { snakeCase, uniqueName } from '../names.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';

export interface MetricOptions {
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
 * class Count extends Metric {
 *   static readonly className = 'Count';
 *   seen = this.addVariable('seen', []);
 *   updateState(yTrue) { this.addTo(this.seen, ops.sum(ops.ones(yTrue.shape))); }
 *   compute([seen]) { return seen.item(); }
 * }
 */
export abstract class Metric {
  static readonly className: string = 'Metric';
  readonly module = 'keras.metrics';
  readonly name: string;
  readonly direction: Direction = null;
  /** The state, in the order in which it was declared. */
  readonly variables: Variable[] = [];
  readonly #initial: Tensor[] = [];
  #update: ((...inputs: ArrayLike[]) => Promise<unknown>) | null = null;

  /** @param defaultName - Used without a number; left out: the class name, numbered. */
  constructor(options: MetricOptions = {}, defaultName?: string) {
    this.name = options.name ?? defaultName ?? uniqueName(snakeCase(this.className));
  }

  get className(): string {
    return (this.constructor as typeof Metric).className; // every metric's constructor is a Metric class
  }

  get who(): string {
    return `${this.className} "${this.name}"`;
  }

  /** Override to change the state from a batch. Rows with weight 0 must not count at all. */
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
    return { name: this.name, dtype: 'float32', ...optionsToConfig(this.configOptions()) };
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}
