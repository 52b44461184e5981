/** The base of all layers. What to override is said at each method; `Dense` is the model to follow. */

import { InvalidArgumentError } from '../../runtime/errors.ts';
import { GraphNode, withScope } from '../../runtime/graph.ts';
import { keepingSeeds } from '../../runtime/random.ts';
import type { ArrayLike, Tensor } from '../../runtime/tensor.ts';
import { activeTrace } from '../../runtime/trace.ts';
import { activeForward } from '../forward.ts';
import { getRegularizer } from '../regularizers/get.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { type Config, configToOptions, optionsToConfig } from '../saving/config.ts';
import { leavesOf, mapStructure, type Structure } from '../structure.ts';
import { type CallNode, KerasTensor, type OpenShape, type OpenShapes, type SymbolicTensor } from '../symbolic.ts';
import { type CallArguments, type LayerOptions, listOf, type RunArguments, type Several } from './arguments.ts';
import { callOnNodes } from './callOnNodes.ts';
import { inferOutputs, inferSpec, shapesOf, tensorsOfShapes, withOpenBatch } from './infer.ts';
import { checkInputSpec, type InputSpec } from './inputSpec.ts';
import { forgetRun, runLayer } from './run.ts';
import { Stateful } from './stateful.ts';
import { penaltiesOf, type Weight, withoutValues } from './weight.ts';

export {
  type CallArguments,
  type LayerOptions,
  listOf,
  type RunArguments,
  type Several,
} from './arguments.ts';
export { Weight, type WeightOptions } from './weight.ts';

/** What is constructed from the options that a configuration has. */
interface LayerClass<T> {
  // biome-ignore lint/suspicious/noExplicitAny: each class has options of its own, checked by its constructor
  new (options: any): T;
  readonly nullable: readonly string[];
}

/**
 * The base class of layers: weights made in `build`, computation in `call`.
 *
 * @example
 * class Scale extends Layer {
 *   static readonly className = 'Scale';
 *   factor!: Weight;
 *   build(inputShape) { this.factor = this.addWeight({ name: 'factor', shape: [inputShape.at(-1)], initializer: 'ones' }); }
 *   call(x) { return ops.multiply(x, this.factor.value); }
 * }
 */
export abstract class Layer extends Stateful {
  static override readonly className: string = 'Layer';
  /** Names of options that are taken besides those of `configOptions`. */
  static readonly furtherOptions: readonly string[] = [];
  /** Options for which null says something else than leaving them out. */
  static readonly nullable: readonly string[] = [];

  /** Whether a mask of the input also holds for the output. */
  supportsMasking = false;
  /** What shape an input must have; set it in the constructor, and again in `build` when sizes are known. */
  protected inputSpec: InputSpec | null = null;
  readonly activityRegularizer: Regularizer | null;
  /** Whether a call outside of any model trains; a layer that augments data does, as in Keras. */
  protected readonly trainsAlone: boolean = false;
  /** Whether Keras calls the layer with one argument for each input, where here it takes a list; for configurations. */
  readonly spreadsInputs: boolean = false;
  /** Calls in functional models. */
  readonly inboundNodes: CallNode[] = [];
  readonly options: LayerOptions;
  #builtFor: OpenShapes | null = null;

  constructor(options: LayerOptions = {}) {
    super(options);
    this.options = options;
    this.activityRegularizer = getRegularizer(options.activityRegularizer, this.who);
    const build = this.build.bind(this);
    // Called by layers around this one too: they must not make the weights again.
    this.build = (inputShape) => {
      if (this.built) return;
      withScope(this.name, () => build(inputShape));
      this.#builtFor = inputShape;
      this.built = true;
    };
  }

  /** Override to make weights, from the input's shape (for several inputs: their shapes). */
  build(_inputShape: OpenShapes): void {}

  /** Override to compute the output from the input, with ops. */
  abstract call(inputs: Structure<GraphNode>, args: CallArguments): Structure<GraphNode>;

  /** Override when the mask of the output differs from the input's. */
  computeMask(_inputs: Structure<GraphNode>, mask: Structure<GraphNode | null>): Structure<GraphNode | null> {
    return this.supportsMasking ? mask : null;
  }

  /** Gives a weight another value after the run that is being traced; for use in `call` (moving statistics). */
  protected assign(weight: Weight, value: GraphNode): void {
    activeTrace()?.assign(weight, value);
  }

  /** Adds a scalar to the loss of the forward pass in progress. */
  addLoss(loss: Several<GraphNode>): void {
    for (const each of listOf(loss)) activeForward()?.added.push({ by: this, loss: each });
  }

  /** While tracing: what this layer and those inside have added to the loss of the forward pass, and their weights' penalties. */
  get losses(): readonly GraphNode[] {
    const inside = new Set<object>(this.flatten());
    const added = activeForward()?.added.filter(({ by }) => inside.has(by)) ?? [];
    return [...added.map(({ loss }) => loss), ...penaltiesOf(this.trainableWeights)];
  }

  /** Layers held in fields (also in arrays and plain objects), in the order of the fields. */
  override get sublayers(): readonly Layer[] {
    return super.sublayers as readonly Layer[]; // nothing else is of that base
  }

  /** This layer and all inside of it. */
  override flatten(): Layer[] {
    return super.flatten() as Layer[]; // nothing else is of that base
  }

  override get isUnbuilt(): boolean {
    const makesWeights = Object.getPrototypeOf(this).build !== Layer.prototype.build;
    return !this.built && (makesWeights || super.isUnbuilt);
  }

  /**
   * Calls the layer: on symbolic tensors of a functional model, or on nodes while tracing. Gives what `call` gives; say the
   * form for other than one tensor: `apply<KerasTensor[]>(x)`. Nodes outside of a trace (`ops.arange(0, 5)`) are constants
   * of the functional model that is being built.
   *
   * @param inputs - One tensor, a list, or tensors by name: as `call` takes them.
   * @param args - `training`, `mask`, and what else the layer's `call` takes, by name.
   */
  apply(inputs: Structure<KerasTensor>, args?: CallArguments): KerasTensor;
  apply(inputs: Structure<GraphNode>, args?: CallArguments): GraphNode;
  apply(inputs: Structure<SymbolicTensor>, args?: CallArguments): SymbolicTensor;
  apply<T extends Structure<KerasTensor>>(inputs: Structure<KerasTensor>, args?: CallArguments): T;
  apply<T extends Structure<GraphNode>>(inputs: Structure<GraphNode>, args?: CallArguments): T;
  apply(inputs: Structure<SymbolicTensor>, args: CallArguments = {}): Structure<SymbolicTensor> {
    return this.applyAny(inputs, args);
  }

  /** Like `apply`; the outputs always as a list. */
  applyAll(inputs: Structure<SymbolicTensor>, args: CallArguments = {}): readonly SymbolicTensor[] {
    return leavesOf<SymbolicTensor>(this.applyAny(inputs, args));
  }

  /** Like `apply`, for inputs of which kind it may be. */
  applyAny(inputs: Structure<SymbolicTensor>, args: CallArguments = {}): Structure<SymbolicTensor> {
    const list = leavesOf<SymbolicTensor>(inputs);
    for (const each of list) {
      if (each instanceof GraphNode || each instanceof KerasTensor) continue;
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'apply needs symbolic tensors (of `input`, of other layers, or inside of `jit`)',
        received: each,
        fix: 'For values use `await layer.run(x)`.',
      });
    }
    // Nodes outside of a trace (`ops.arange`) are constants of a model that is being built.
    const builds = list.some((each) => each instanceof KerasTensor) || (list.length > 0 && activeTrace() === null);
    return builds
      ? inferOutputs(this, inputs, args)
      : callOnNodes(this, inputs as Structure<GraphNode>, args, this.trainsAlone); // checked
  }

  /** The symbolic input of the layer's (first) call in a functional model. */
  get input(): Structure<KerasTensor> {
    return this.#firstCall().inputs as Structure<KerasTensor>; // unless it is applied to constants
  }

  /** The symbolic output of the layer's (first) call in a functional model: `model({ inputs, outputs: layer.output })`. */
  get output(): Structure<KerasTensor> {
    return this.#firstCall().result;
  }

  #firstCall(): CallNode {
    const call = this.inboundNodes[0];
    if (!call)
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'a layer that is part of a functional or built sequential model',
      });
    return call;
  }

  /** Checks inputs, and makes the weights for them if they are not made yet. */
  buildFor(inputs: Structure<{ readonly shape: OpenShape }>): void {
    const shapes = mapStructure(inputs, ({ shape }) => withOpenBatch(shape) as unknown) as OpenShapes; // shapes in the place of tensors
    this.ensureBuilt(
      leavesOf<{ readonly shape: OpenShape }>(inputs).map(({ shape }) => withOpenBatch(shape)),
      Array.isArray(inputs),
      shapes,
    );
  }

  /** Checks the shapes of the inputs, and makes the weights if they are not made yet. */
  ensureBuilt(
    shapes: readonly OpenShape[],
    several: boolean,
    structure: OpenShapes = several ? shapes : shapes[0]!, // a layer has an input
  ): void {
    if (this.inputSpec) for (const shape of shapes) checkInputSpec(this.who, this.inputSpec, shape);
    this.build(structure);
    this.built = true;
  }

  /**
   * The shape of the output for an input's shape, both with the batch in front; null: not known. For several inputs a list
   * (or an object) of shapes. A layer that is not built stays as it is.
   *
   * @example
   * layers.conv2d({ filters: 8, kernelSize: 3 }).computeOutputShape([null, 28, 28, 1]); // [null, 26, 26, 8]
   */
  computeOutputShape(inputShape: OpenShapes): OpenShapes {
    return shapesOf(this.computeOutputSpec(tensorsOfShapes(inputShape)));
  }

  /** Symbolic tensors as a call would give them; no model is changed by it. A layer that is not built stays as it is. */
  computeOutputSpec(inputs: Structure<KerasTensor>, args: CallArguments = {}): Structure<KerasTensor> {
    return keepingSeeds(() =>
      this.#withoutBuilding(() => {
        this.buildFor(inputs);
        return inferSpec(this, inputs, args);
      }),
    );
  }

  /** What `body` makes of this layer and those inside is taken back, if they were not built before. */
  #withoutBuilding<T>(body: () => T): T {
    const fresh = this.flatten().filter(({ built }) => !built);
    if (fresh.length === 0) return body();
    const before = fresh.map((layer) => ({ ...layer }));
    try {
      return withoutValues(body);
    } finally {
      fresh.forEach((layer, index) => {
        layer.#forget(before[index]!); // one for each
      });
    }
  }

  /** Back to the fields before `build`. */
  #forget(fields: object): void {
    for (const key of Object.keys(this)) if (!(key in fields)) Reflect.deleteProperty(this, key);
    Object.assign(this, fields);
    this.forgetWeights();
    this.#builtFor = null;
  }

  /** The shape for which the layer was built (for several inputs their shapes); null for layers that had nothing to build. */
  get builtFor(): OpenShapes | null {
    return this.#builtFor;
  }

  /** The shape of the output for the shapes that the layer was built for; null when it was not. */
  get builtOutputShape(): OpenShapes | null {
    return this.#builtFor ? this.computeOutputShape(this.#builtFor) : null;
  }

  /**
   * Calls the layer on values, outside of a model; builds it if needed. Random layers draw new numbers at each call.
   *
   * @param x - One tensor, or a list of tensors.
   * @param args - As of `apply`; what is a symbolic tensor there is a tensor here.
   * @example
   * const y = await layers.dense({ units: 2 }).run([[1, 2, 3]]); // Tensor [1, 2]
   */
  async run(x: ArrayLike | readonly ArrayLike[], args: RunArguments = {}): Promise<Tensor | Tensor[]> {
    return (await runLayer(this, x, args)) as Tensor | Tensor[]; // models override it for tensors by name
  }

  /** Makes `run` trace `call` again: for layers whose constants have changed. */
  protected retrace(): void {
    forgetRun(this);
  }

  /** The layer's options as Keras writes them; `layers.deserialize` reads them. */
  getConfig(): Config {
    const { activityRegularizer } = this;
    const penalty = activityRegularizer ? { activityRegularizer } : {};
    return {
      name: this.name,
      trainable: this.trainable,
      dtype: 'float32',
      ...optionsToConfig({ ...penalty, ...keepingSeeds(() => this.configOptions()) }),
    };
  }

  /** A layer of the class from what `getConfig` gave. Override it when options need more than that. */
  static fromConfig<T extends Layer>(this: LayerClass<T>, config: Config): T {
    // biome-ignore lint/complexity/noThisInStatic: the class on which it is called
    return new this(configToOptions(config, this.nullable));
  }

  /** Override to say which options belong into the configuration, with their full values. */
  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }

  /** Names of the layer's own options: those of its configuration, and `furtherOptions`. */
  optionNames(): string[] {
    const { furtherOptions } = this.constructor as typeof Layer; // every layer's constructor is a Layer class
    return [...Object.keys(keepingSeeds(() => this.configOptions())), ...furtherOptions];
  }
}
