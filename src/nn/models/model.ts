/** Models: layers that can be compiled, trained, measured and asked. */
import { DisposedError, InvalidArgumentError } from '../../runtime/errors.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Logs } from '../callbacks/callback.ts';
import type { History } from '../callbacks/history.ts';
import type { Direction } from '../metrics/metric.ts';
import { checkOptimizer } from '../optimizers/get.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { configToOptions } from '../saving/config.ts';
import type { SaveTarget } from '../saving/files/places.ts';
import type { FileSource } from '../saving/files/source.ts';
import type { LoadWeightsOptions } from '../saving/load.ts';
import type { Structure } from '../structure.ts';
import { checkOutputs, measuredOutputs } from '../training/outputs.ts';
import type { DataLike } from '../training/samples.ts';
import { type BatchSource, isStreamed } from '../training/streamed.ts';
import { Trainer } from '../training/trainer.ts';
import { checkCompile } from './checkOptions.ts';
import { evaluateModel } from './evaluateModel.ts';
import { fitModel } from './fitModel.ts';
import { LayeredModel } from './layeredModel.ts';
import type { ModelRun } from './modelRun.ts';
import { logsOfBatch, outputsOfBatch } from './onBatch.ts';
import type { BatchOptions, CompileOptions, EvaluateOptions, FitOptions, PredictOptions } from './options.ts';
import { predictModel } from './predictModel.ts';
import { printSummary, type SummaryOptions } from './summary.ts';

/**
 * The base class of models. `sequential` and `model` make the usual ones; for models of your own override `call`, and to train
 * them in another way `trainStep`.
 */
export abstract class Model extends LayeredModel {
  override readonly module: string = 'keras';
  /** Set to true in a callback to end training after the batch. */
  stopTraining = false;
  /** Where `fit` goes on, when a callback says so in `onTrainBegin`: the epoch, and how many of its batches are done. */
  resumeFrom: { readonly epoch: number; readonly batch: number } | null = null;
  /** Likewise for `evaluate`. */
  stopEvaluating = false;
  /** Likewise for `predict`. */
  stopPredicting = false;
  /** The record of the last `fit`. */
  history: History | null = null;
  #trainer: Trainer | null = null;
  #compiled: CompileOptions | null = null;
  #disposed = false;

  protected override measured(outputs: readonly string[]): readonly boolean[] | undefined {
    return this.#compiled ? measuredOutputs(this.#compiled, outputs) : undefined;
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
    const { outputs, byName = false } = this.ports;
    if (outputs) checkOutputs(options, outputs, !byName);
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

  /** What `compile` was given; null before. */
  get compileOptions(): CompileOptions | null {
    return this.#compiled;
  }

  /** The optimizer, loaded if it is one of the rarer ones; null for a model that is not compiled. */
  async loadOptimizer(): Promise<Optimizer | null> {
    if (!this.#compiled) return null;
    await this.#ready().load();
    return this.optimizer;
  }

  /** For models whose layers have changed: programs are made anew, and a compiled model starts its optimizer anew. */
  protected structureChanged(): void {
    if (!this.#trainer) return;
    this.#trainer.dispose();
    this.#trainer = null;
    if (this.#compiled) this.compile(this.#compiled);
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

  /**
   * The model's outputs for samples, or for the inputs of batches: a Tensor, a list of Tensors for several outputs, or Tensors
   * by name for a model that gives them so: `predict<Record<string, Tensor>>(x)`.
   */
  async predict<T extends Structure<Tensor> = Tensor | Tensor[]>(
    x: DataLike | BatchSource,
    options: PredictOptions = {},
  ): Promise<T> {
    const run = this.#run();
    return run.trainer.arranged(await predictModel(run, x, options)) as T; // known to the caller
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
  async predictOnBatch<T extends Structure<Tensor> = Tensor | Tensor[]>(x: DataLike): Promise<T> {
    const run = this.#run();
    return run.trainer.arranged(await outputsOfBatch(run, x)) as T; // known to the caller
  }

  /**
   * Prints a table of the layers.
   *
   * @param options - What takes each line (default: the console), or options.
   * @example
   * m.summary({ showTrainable: true, expandNested: true });
   */
  summary(options: SummaryOptions | ((line: string) => void) = {}): void {
    printSummary(this, typeof options === 'function' ? { print: options } : options);
  }

  /**
   * Saves the model as a `.keras` file, which Keras 3 opens too: configuration, weights, and (when it is compiled) how it is
   * compiled and the state of the optimizer.
   *
   * @param target - `indexeddb://name`, `opfs://folder/name.keras`, `download://name.keras`; in Node also a path; or a
   *   function that is given the name and the bytes. Without it the bytes are only returned.
   * @returns The bytes of the file.
   * @example
   * await m.save('indexeddb://digits');
   * const again = await loadModel('indexeddb://digits');
   */
  async save(target?: SaveTarget): Promise<Uint8Array> {
    const { saveModel } = await import('../saving/save.ts');
    return saveModel(this, target);
  }

  /**
   * Saves the weights, and the state of the optimizer, as Keras's `.weights.h5` file.
   *
   * @param target - As for `save`.
   * @returns The bytes of the file.
   */
  async saveWeights(target?: SaveTarget): Promise<Uint8Array> {
    const { saveWeights } = await import('../saving/save.ts');
    return saveWeights(this, target);
  }

  /**
   * Loads weights into the model: of `.weights.h5` and `.keras` files, of Keras 2's `.h5` files and TensorFlow.js's
   * `model.json`. With `.weights.h5` and `.keras` a compiled model takes the state of the optimizer too.
   *
   * @param source - As for `loadModel`.
   * @throws FileFormatError that names the weights that do not fit; nothing is changed then.
   * @example
   * await m.loadWeights('opfs://digits.weights.h5');
   */
  async loadWeights(source: FileSource, options: LoadWeightsOptions = {}): Promise<void> {
    const { loadWeights } = await import('../saving/load.ts');
    await loadWeights(this, source, options);
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
