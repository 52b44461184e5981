/** Models: layers that can be compiled, trained, measured and asked. */
import { DisposedError, InvalidArgumentError, ShapeError, unknownName } from '../../runtime/errors.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Logs } from '../callbacks/callback.ts';
import type { History } from '../callbacks/history.ts';
import type { Layer } from '../layers/layer.ts';
import type { Direction } from '../metrics/metric.ts';
import { checkOptimizer } from '../optimizers/get.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { configToOptions } from '../saving/config.ts';
import type { Ports } from '../training/intake.ts';
import { checkOutputs } from '../training/outputs.ts';
import type { DataLike } from '../training/samples.ts';
import { type BatchSource, isStreamed } from '../training/streamed.ts';
import { Trainer } from '../training/trainer.ts';
import { checkCompile } from './checkOptions.ts';
import { evaluateModel } from './evaluateModel.ts';
import { fitModel } from './fitModel.ts';
import type { ModelRun } from './modelRun.ts';
import { logsOfBatch, outputsOfBatch } from './onBatch.ts';
import type { BatchOptions, CompileOptions, EvaluateOptions, FitOptions, PredictOptions } from './options.ts';
import { predictModel } from './predictModel.ts';
import { SteppingLayer } from './steps.ts';
import { printSummary } from './summary.ts';

/**
 * The base class of models. `sequential` and `model` make the usual ones; for models of your own override `call`, and to train
 * them in another way `trainStep`.
 */
export abstract class Model extends SteppingLayer {
  override readonly module: string = 'keras';
  /** Set to true in a callback to end training after the batch. */
  stopTraining = false;
  /** Likewise for `evaluate`. */
  stopEvaluating = false;
  /** Likewise for `predict`. */
  stopPredicting = false;
  /** The record of the last `fit`. */
  history: History | null = null;
  #trainer: Trainer | null = null;
  #compiled: CompileOptions | null = null;
  #disposed = false;

  /** Where the model takes and gives values. */
  protected get ports(): Ports {
    return { inputs: null, outputs: null };
  }

  /** The layers of the model, in order. */
  get layers(): readonly Layer[] {
    return this.sublayers;
  }

  /** Whether the layers follow each other without branches. */
  get isChain(): boolean {
    return false;
  }

  /** The optimizer, after `compile`. Rarer ones that were given by name are there after the first `fit`. */
  get optimizer(): Optimizer | null {
    return this.#compiled ? this.#ready().optimizer : null;
  }

  /**
   * Says how the model is trained.
   *
   * @param options - `optimizer`, `loss`, `lossWeights`, `metrics`, `weightedMetrics`: names, objects or functions; lists or
   *   objects by output name for models with several outputs. `stepsPerExecution`: batches between two calls of hooks.
   * @example
   * m.compile({ optimizer: 'rmsprop', loss: 'binary_crossentropy', metrics: ['accuracy'] });
   */
  compile(options: CompileOptions = {}): void {
    this.#checkUsable();
    checkCompile(options);
    const optimizer = options.optimizer ?? 'rmsprop';
    checkOptimizer(optimizer, 'compile');
    const { outputs } = this.ports;
    if (outputs) checkOutputs(options, outputs);
    this.#trainer?.dispose();
    this.#compiled = options;
    this.#trainer = new Trainer(this, this.ports, optimizer, options);
  }

  /**
   * Compiles from the object that Keras's `get_compile_config()` gives.
   *
   * @example
   * m.compileFromConfig({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
   */
  compileFromConfig(config: Readonly<Record<string, unknown>>): void {
    const options = configToOptions(config);
    const { optimizer, loss, lossWeights, metrics, weightedMetrics, stepsPerExecution } = options as CompileOptions; // Keras's keys in camelCase
    this.compile({ optimizer, loss, lossWeights, metrics, weightedMetrics, stepsPerExecution });
  }

  #checkUsable(): void {
    if (this.#disposed) throw new DisposedError(this.who);
  }

  /** The programs; for a model that was not compiled, those that predict. */
  #ready(): Trainer {
    this.#checkUsable();
    this.#trainer ??= new Trainer(this, this.ports, null, {});
    return this.#trainer;
  }

  #run(): ModelRun {
    const { stepsPerExecution: perHook = 1 } = this.#compiled ?? {};
    return { model: this, trainer: this.#ready(), ports: this.ports, perHook };
  }

  #compiledRun(who: string): ModelRun {
    if (this.#compiled) return this.#run();
    throw new InvalidArgumentError({
      who: `${who} of ${this.who}`,
      expected: 'a compiled model',
      fix: 'Call compile({ optimizer, loss }) first.',
    });
  }

  /** Whether larger values of a compiled metric are better; null: not known. */
  metricDirection(name: string): Direction {
    return this.#trainer?.metricNamed(name)?.direction ?? null;
  }

  /**
   * Trains the model.
   *
   * @param x - Inputs: typed arrays, nested arrays, Tensors, a list or an object of these; or batches `[x, y]` or
   *   `[x, y, sampleWeight]` of an iterable, an async iterable, or a function that makes one for each epoch (a generator can be
   *   gone through only once). Then the options may come second.
   * @param y - Targets, in the same forms.
   * @returns The history: `history.history.loss`, `.val_loss` and so on, one number per epoch.
   * @example
   * const { history } = await m.fit(x, y, { epochs: 20, batchSize: 512, validationSplit: 0.2 });
   */
  async fit(x: BatchSource, options?: FitOptions): Promise<History>;
  async fit(x: DataLike | BatchSource, y?: DataLike | null, options?: FitOptions): Promise<History>;
  async fit(x: DataLike | BatchSource, y?: DataLike | FitOptions | null, options?: FitOptions): Promise<History> {
    const given = givenOptions(x, y, options);
    return fitModel(this.#compiledRun('fit'), x, given.y, given.options);
  }

  /**
   * Measures the model on samples, or on batches of an iterable.
   *
   * @returns Values by name: `{ loss, accuracy }`.
   */
  async evaluate(x: BatchSource, options?: EvaluateOptions): Promise<Logs>;
  async evaluate(x: DataLike | BatchSource, y?: DataLike | null, options?: EvaluateOptions): Promise<Logs>;
  async evaluate(
    x: DataLike | BatchSource,
    y?: DataLike | EvaluateOptions | null,
    options?: EvaluateOptions,
  ): Promise<Logs> {
    const given = givenOptions(x, y, options);
    return evaluateModel(this.#compiledRun('evaluate'), x, given.y, given.options);
  }

  /** The model's outputs for samples, or for the inputs of batches: a Tensor, or a list of Tensors for several outputs. */
  async predict(x: DataLike | BatchSource, options: PredictOptions = {}): Promise<Tensor | Tensor[]> {
    const outputs = await predictModel(this.#run(), x, options);
    return outputs.length === 1 ? outputs[0]! : outputs; // one output
  }

  /** One update on one batch; metrics start anew. @returns Values by name. */
  async trainOnBatch(x: DataLike, y?: DataLike | null, options: BatchOptions = {}): Promise<Logs> {
    return logsOfBatch(this.#compiledRun('trainOnBatch'), 'train', x, y, options);
  }

  /** Measures one batch; metrics start anew. @returns Values by name. */
  async testOnBatch(x: DataLike, y?: DataLike | null, options: BatchOptions = {}): Promise<Logs> {
    return logsOfBatch(this.#compiledRun('testOnBatch'), 'test', x, y, options);
  }

  /** The model's outputs for one batch, as they are: they need not have a row per sample. */
  async predictOnBatch(x: DataLike): Promise<Tensor | Tensor[]> {
    const outputs = await outputsOfBatch(this.#run(), x);
    return outputs.length === 1 ? outputs[0]! : outputs; // one output
  }

  /** A layer by its name, or by its place in `layers`. */
  getLayer(which: string | number): Layer {
    const found =
      typeof which === 'number'
        ? this.layers[which < 0 ? which + this.layers.length : which]
        : this.layers.find(({ name }) => name === which);
    if (found) return found;
    const names = this.layers.map(({ name }) => name);
    if (typeof which === 'string') throw unknownName(this.who, 'layer', which, names);
    throw new ShapeError({ who: this.who, expected: `a layer index below ${names.length}`, received: which });
  }

  /**
   * Prints a table of the layers.
   *
   * @param print - Takes each line; default: the console.
   */
  summary(print: (line: string) => void = console.log): void {
    printSummary(this, print);
  }

  /** Frees the memory of the model's plans; the model cannot be used afterwards. */
  dispose(): void {
    this.#trainer?.dispose();
    this.#disposed = true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Arguments as they are meant: behind an iterable of batches there are no targets, so options may come at once. */
function givenOptions<Options extends object>(
  x: unknown,
  y: DataLike | Options | null | undefined,
  options: Options | undefined,
): { readonly y: DataLike | null | undefined; readonly options: Options } {
  const isFirst = isStreamed(x) && options === undefined && typeof y === 'object' && y?.constructor === Object;
  if (isFirst) return { y: undefined, options: y as Options }; // no targets
  return { y: y as DataLike | null | undefined, options: options ?? ({} as Options) }; // all options may be left out
}
