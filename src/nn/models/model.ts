/** Models: layers that can be compiled, trained, measured and asked. */
import { DisposedError, InvalidArgumentError, ShapeError, unknownName } from '../../runtime/errors.ts';
import { nextSeed } from '../../runtime/random.ts';
import { Tensor } from '../../runtime/tensor.ts';
import { type Callback, type CallbackHooks, CallbackList, type Logs } from '../callbacks/callback.ts';
import { History } from '../callbacks/history.ts';
import { defaultVerbose, ProgbarLogger } from '../callbacks/progbarLogger.ts';
import { Layer } from '../layers/layer.ts';
import type { Direction } from '../metrics/metric.ts';
import { checkOptimizer, type OptimizerIdentifier } from '../optimizers/get.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { configToOptions } from '../saving/config.ts';
import { batchSpecs, feedsOf, type Samples, wordsFor } from '../training/batches.ts';
import { applyClassWeight, type ClassWeight } from '../training/classWeight.ts';
import { Evaluation, predictSamples } from '../training/evaluate.ts';
import {
  type Batch,
  type BatchIterable,
  type Feeder,
  SampleFeeder,
  type Shuffle,
  StreamFeeder,
} from '../training/feeders.ts';
import { runFit } from '../training/fit.ts';
import { checkOutputs, type OutputOptions } from '../training/outputs.ts';
import { isResident } from '../training/residence.ts';
import { checkFinite, type DataLike, rowsBetween, rowsOf, type Slot, toTensors } from '../training/samples.ts';
import { type Arity, Trainer } from '../training/trainer.ts';
import { printSummary } from './summary.ts';

export interface CompileOptions extends OutputOptions {
  /** Default `rmsprop`. */
  readonly optimizer?: OptimizerIdentifier | undefined;
}

export type SampleWeights = DataLike | null;

export interface FitOptions {
  /** Number of the last epoch; default 1. */
  readonly epochs?: number | undefined;
  /** Default 32. */
  readonly batchSize?: number | null | undefined;
  /** Share of the samples, from the end, that is kept for validation. */
  readonly validationSplit?: number | undefined;
  readonly validationData?: readonly [x: DataLike, y: DataLike, sampleWeight?: SampleWeights] | null | undefined;
  /** Default: `batchSize`. */
  readonly validationBatchSize?: number | null | undefined;
  /** Default true. */
  readonly shuffle?: Shuffle | undefined;
  readonly sampleWeight?: SampleWeights | undefined;
  readonly classWeight?: ClassWeight | null | undefined;
  /** Default 0. */
  readonly initialEpoch?: number | undefined;
  readonly stepsPerEpoch?: number | null | undefined;
  readonly validationSteps?: number | null | undefined;
  /** Default 1: after every epoch. */
  readonly validationFreq?: number | readonly number[] | undefined;
  readonly callbacks?: readonly (Callback | CallbackHooks)[] | Callback | CallbackHooks | undefined;
  /** 0: silent, 1: progress bar, 2: a line per epoch; default: 1 in a terminal, else 0. */
  readonly verbose?: 0 | 1 | 2 | 'auto' | undefined;
  /** Aborting makes `fit` reject with the signal's reason, after the steps under way. */
  readonly signal?: AbortSignal | null | undefined;
}

export interface EvaluateOptions {
  readonly batchSize?: number | null | undefined;
  readonly sampleWeight?: SampleWeights | undefined;
  readonly steps?: number | null | undefined;
  readonly callbacks?: FitOptions['callbacks'];
  readonly verbose?: FitOptions['verbose'];
}

export interface PredictOptions {
  readonly batchSize?: number | null | undefined;
  readonly callbacks?: FitOptions['callbacks'];
  readonly verbose?: FitOptions['verbose'];
}

export interface BatchOptions {
  readonly sampleWeight?: SampleWeights | undefined;
  readonly classWeight?: ClassWeight | null | undefined;
}

const DEFAULT_BATCH = 32;

function isIterableData(data: unknown): data is BatchIterable {
  if (
    typeof data !== 'object' ||
    data === null ||
    Array.isArray(data) ||
    data instanceof Tensor ||
    ArrayBuffer.isView(data)
  )
    return false;
  return Symbol.asyncIterator in data || Symbol.iterator in data;
}

/**
 * The base class of models. `sequential` and `model` make the usual ones; for models of your own override `call`.
 */
export abstract class Model extends Layer {
  override readonly module: string = 'keras';
  /** Set to true in a callback to end training after the batch. */
  stopTraining = false;
  #trainer: Trainer | null = null;
  #compiled: CompileOptions | null = null;
  #disposed = false;

  /** Names, shapes and types of the inputs; null when they are not known before data comes. */
  protected inputSlots(): readonly Slot[] | null {
    return null;
  }

  /** How the model takes and gives values. */
  protected arity(): Arity {
    return { manyInputs: false, outputNames: null };
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
   *   objects by output name for models with several outputs.
   * @example
   * m.compile({ optimizer: 'rmsprop', loss: 'binary_crossentropy', metrics: ['accuracy'] });
   */
  compile(options: CompileOptions = {}): void {
    this.#checkUsable();
    const optimizer = options.optimizer ?? 'rmsprop';
    checkOptimizer(optimizer, 'compile');
    const { outputNames } = this.arity();
    if (outputNames) checkOutputs(options, outputNames);
    this.#trainer?.dispose();
    this.#compiled = options;
    this.#trainer = new Trainer(this, this.arity(), optimizer, options);
  }

  /**
   * Compiles from the object that Keras's `get_compile_config()` gives.
   *
   * @example
   * m.compileFromConfig({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
   */
  compileFromConfig(config: Readonly<Record<string, unknown>>): void {
    const options = configToOptions(config);
    const { optimizer, loss, lossWeights, metrics, weightedMetrics } = options as CompileOptions; // Keras's keys in camelCase
    this.compile({ optimizer, loss, lossWeights, metrics, weightedMetrics });
  }

  #checkUsable(): void {
    if (this.#disposed) throw new DisposedError(this.who);
  }

  /** The programs; for a model that was not compiled, those that predict. */
  #ready(): Trainer {
    this.#checkUsable();
    this.#trainer ??= new Trainer(this, this.arity(), null, {});
    return this.#trainer;
  }

  #compiledTrainer(who: string): Trainer {
    if (!this.#compiled)
      throw new InvalidArgumentError({
        who: `${who} of ${this.who}`,
        expected: 'a compiled model',
        fix: 'Call compile({ optimizer, loss }) first.',
      });
    return this.#ready();
  }

  /** Whether larger values of a compiled metric are better; null: not known. */
  metricDirection(name: string): Direction {
    const outputs = this.#trainer?.outputs ?? [];
    return (
      outputs.flatMap(({ metrics }) => metrics).find(({ key, metric }) => key === name || metric.name === name)?.metric
        .direction ?? null
    );
  }

  #inputs(x: DataLike, who: string): Tensor[] {
    const slots = this.inputSlots();
    if (slots) return toTensors(x, slots, who, 'input');
    const list = Array.isArray(x) && x.length > 0 && x[0] instanceof Tensor ? (x as DataLike[]) : [x]; // tensors in a list
    const free = list.map((_, index): Slot => ({ name: `input ${index}`, shape: null, dtype: null }));
    return toTensors(x, free, who, 'input');
  }

  /** Targets: as many as the model has outputs; null for outputs without a loss. */
  #targets(y: DataLike | null | undefined, who: string): (Tensor | null)[] {
    if (y === null || y === undefined) return [];
    const names = this.arity().outputNames ?? ['target'];
    const free = names.map((name): Slot => ({ name, shape: null, dtype: null }));
    return toTensors(y, free, who, 'target');
  }

  #weights(weights: SampleWeights | undefined, targets: number, who: string): (Tensor | null)[] {
    if (weights === null || weights === undefined) return [];
    const names = (this.arity().outputNames ?? ['target']).slice(0, targets);
    const isMany =
      typeof weights === 'object' &&
      (weights.constructor === Object || (Array.isArray(weights) && weights[0] instanceof Tensor));
    if (isMany)
      return toTensors(
        weights,
        names.map((name): Slot => ({ name, shape: null, dtype: 'float32' })),
        who,
        'sampleWeight',
      );
    const [one] = toTensors(weights, [{ name: 'sampleWeight', shape: null, dtype: 'float32' }], who, 'sampleWeight');
    return names.map(() => one ?? null);
  }

  /** Inputs, targets and weights, checked against each other. */
  #samples(x: DataLike, y: DataLike | null | undefined, options: BatchOptions, who: string): Samples {
    const inputs = this.#inputs(x, who);
    const targets = this.#targets(y, who);
    if (options.sampleWeight && options.classWeight) {
      throw new InvalidArgumentError({ who, expected: 'either sampleWeight or classWeight, not both' });
    }
    const weights = options.classWeight
      ? [applyClassWeight(options.classWeight, targets[0] ?? null, who)]
      : this.#weights(options.sampleWeight, targets.length, who);
    const rows = rowsOf([...inputs, ...targets, ...weights], who);
    return { x: inputs, y: targets, weights, rows };
  }

  #checkValues(samples: Samples, who: string): void {
    const names = [
      ...samples.x.map((_, index) => `input ${index}`),
      ...samples.y.map((_, index) => `target ${index}`),
      ...samples.weights.map(() => 'sampleWeight'),
    ];
    checkFinite([...samples.x, ...samples.y, ...samples.weights], names, who);
  }

  /**
   * Trains the model.
   *
   * @param x - Inputs: typed arrays, nested arrays, Tensors, a list or an object of these; or an iterable of `[x, y]` batches.
   * @param y - Targets, in the same forms.
   * @returns The history: `history.history.loss`, `.val_loss` and so on, one number per epoch.
   * @example
   * const { history } = await m.fit(x, y, { epochs: 20, batchSize: 512, validationSplit: 0.2 });
   */
  async fit(x: DataLike | BatchIterable, y?: DataLike | null, options: FitOptions = {}): Promise<History> {
    const trainer = this.#compiledTrainer('fit');
    const settings = isIterableData(x) && y !== undefined && y !== null && isOptions(y) ? (y as FitOptions) : options; // fit(data, options)
    const { epochs = 1, initialEpoch = 0 } = settings;
    checkCount('fit', 'epochs', epochs);
    const stepsPerEpoch = settings.stepsPerEpoch ?? null;
    const prepared = isIterableData(x)
      ? this.#streams(x, settings, trainer)
      : await this.#resides(x, y, settings, trainer);
    const history = new History();
    const verbose = settings.verbose === undefined || settings.verbose === 'auto' ? defaultVerbose() : settings.verbose;
    const bar = verbose > 0 ? [new ProgbarLogger()] : [];
    const steps = stepsPerEpoch ?? prepared.feeder.steps;
    const callbacks = new CallbackList([...listOfCallbacks(settings.callbacks), history, ...bar], this, {
      epochs,
      steps,
      verbose,
    });
    const validation = prepared.validation ? await this.#evaluation(prepared.validation, settings, trainer) : null;
    try {
      await runFit({
        model: this,
        trainer,
        feeder: prepared.feeder,
        callbacks,
        validation,
        validationSteps: settings.validationSteps ?? null,
        validationFreq: settings.validationFreq ?? 1,
        initialEpoch,
        epochs,
        stepsPerEpoch,
        signal: settings.signal ?? null,
      });
    } finally {
      prepared.feeder.dispose();
      validation?.dispose();
    }
    return history;
  }

  async #evaluation(samples: Samples, options: FitOptions, trainer: Trainer): Promise<Evaluation> {
    const batch = options.validationBatchSize ?? options.batchSize ?? DEFAULT_BATCH;
    return Evaluation.create(trainer, samples, batch, await isResident(samples));
  }

  async #resides(
    x: DataLike,
    y: DataLike | null | undefined,
    options: FitOptions,
    trainer: Trainer,
  ): Promise<{ feeder: Feeder; validation: Samples | null }> {
    const all = this.#samples(x, y, options, 'fit');
    this.#checkValues(all, 'fit');
    const given = options.validationData ? this.#validationSamples(options.validationData) : null;
    const split = given ? 0 : (options.validationSplit ?? 0);
    const [samples, held] = split > 0 ? splitSamples(all, split) : [all, null];
    const steps = options.stepsPerEpoch ?? null;
    const batch = options.batchSize ?? (steps ? Math.ceil(samples.rows / steps) : DEFAULT_BATCH);
    checkCount('fit', 'batchSize', batch);
    const feeder = await SampleFeeder.create({
      trainer,
      samples,
      batch,
      shuffle: options.shuffle ?? true,
      seed: nextSeed(),
      resident: await isResident(samples),
      continues: steps !== null,
    });
    return { feeder, validation: given ?? held };
  }

  #validationSamples([x, y, sampleWeight]: NonNullable<FitOptions['validationData']>): Samples {
    const samples = this.#samples(x, y, { sampleWeight }, 'fit: validationData');
    this.#checkValues(samples, 'fit: validationData');
    return samples;
  }

  #streams(data: BatchIterable, options: FitOptions, trainer: Trainer): { feeder: Feeder; validation: Samples | null } {
    if (options.validationSplit) {
      throw new InvalidArgumentError({
        who: 'fit',
        expected: 'validationSplit needs data in memory',
        fix: 'Give validationData instead.',
      });
    }
    const toSamples = ([x, y, sampleWeight]: Batch) =>
      this.#samples(x, y, { sampleWeight: sampleWeight ?? null, classWeight: options.classWeight }, 'fit');
    const feeder = new StreamFeeder(data, trainer, toSamples, options.stepsPerEpoch ?? null);
    return { feeder, validation: options.validationData ? this.#validationSamples(options.validationData) : null };
  }

  /**
   * Measures the model on samples.
   *
   * @returns Values by name: `{ loss, accuracy }`.
   */
  async evaluate(x: DataLike, y?: DataLike | null, options: EvaluateOptions = {}): Promise<Logs> {
    const trainer = this.#compiledTrainer('evaluate');
    const samples = this.#samples(x, y, options, 'evaluate');
    this.#checkValues(samples, 'evaluate');
    const batch = options.batchSize ?? DEFAULT_BATCH;
    checkCount('evaluate', 'batchSize', batch);
    const evaluation = await Evaluation.create(trainer, samples, batch, await isResident(samples));
    const callbacks = new CallbackList(listOfCallbacks(options.callbacks), this, {
      epochs: 1,
      steps: evaluation.steps,
      verbose: 0,
    });
    try {
      return await evaluation.run(callbacks, options.steps ?? null);
    } finally {
      evaluation.dispose();
    }
  }

  /** The model's outputs for samples: a Tensor, or a list of Tensors for several outputs. */
  async predict(x: DataLike, options: PredictOptions = {}): Promise<Tensor | Tensor[]> {
    const trainer = this.#ready();
    const inputs = this.#inputs(x, 'predict');
    const samples: Samples = { x: inputs, y: [], weights: [], rows: rowsOf(inputs, 'predict') };
    const batch = options.batchSize ?? DEFAULT_BATCH;
    checkCount('predict', 'batchSize', batch);
    const callbacks = new CallbackList(listOfCallbacks(options.callbacks), this, {
      epochs: 1,
      steps: Math.ceil(samples.rows / batch),
      verbose: 0,
    });
    const outputs = await predictSamples(trainer, samples, batch, await isResident(samples), callbacks);
    return outputs.length === 1 ? outputs[0]! : outputs; // one output
  }

  /** One update on one batch; metrics start anew. @returns Values by name. */
  async trainOnBatch(x: DataLike, y?: DataLike | null, options: BatchOptions = {}): Promise<Logs> {
    return this.#onBatch('train', this.#samples(x, y, options, 'trainOnBatch'));
  }

  /** Measures one batch; metrics start anew. @returns Values by name. */
  async testOnBatch(x: DataLike, y?: DataLike | null, options: BatchOptions = {}): Promise<Logs> {
    return this.#onBatch('test', this.#samples(x, y, options, 'testOnBatch'));
  }

  async #onBatch(kind: 'train' | 'test', samples: Samples): Promise<Logs> {
    const trainer = this.#compiledTrainer(`${kind}OnBatch`);
    const executable = await trainer.executable(kind, batchSpecs(samples, samples.rows));
    trainer.resetCounters();
    for (const { name, tensor } of feedsOf(samples)) executable.setFeed(name, wordsFor(tensor));
    if (kind === 'test') executable.setFeed('rowMask', new Float32Array(samples.rows).fill(1));
    executable.run(1);
    return trainer.logs();
  }

  /** The model's outputs for one batch, in one step. */
  async predictOnBatch(x: DataLike): Promise<Tensor | Tensor[]> {
    const inputs = this.#inputs(x, 'predictOnBatch');
    return this.predict(x, { batchSize: rowsOf(inputs, 'predictOnBatch') });
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

function isOptions(value: unknown): boolean {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

function listOfCallbacks(callbacks: FitOptions['callbacks']): readonly (Callback | CallbackHooks)[] {
  if (callbacks === undefined) return [];
  return Array.isArray(callbacks) ? callbacks : [callbacks as Callback | CallbackHooks]; // one or a list
}

function checkCount(who: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new InvalidArgumentError({ who, expected: `${name} must be a positive integer`, received: value });
}

/** The first samples for training, the last for validation. */
function splitSamples(samples: Samples, share: number): [Samples, Samples] {
  const at = Math.floor(samples.rows * (1 - share));
  if (!(share < 1) || at === 0 || at === samples.rows) {
    throw new InvalidArgumentError({
      who: 'fit',
      expected: `validationSplit must leave samples on both sides of ${samples.rows}`,
      received: share,
    });
  }
  const part = (from: number, to: number): Samples => {
    const cut = (each: Tensor) => rowsBetween(each, from, to);
    const optional = (each: Tensor | null) => (each ? cut(each) : null);
    return {
      x: samples.x.map(cut),
      y: samples.y.map(optional),
      weights: samples.weights.map(optional),
      rows: to - from,
    };
  };
  return [part(0, at), part(at, samples.rows)];
}
