/** The base of all layers. What to override is said at each method; `Dense` is the model to follow. */

import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { GraphNode, withScope } from '../../runtime/graph.ts';
import { jit } from '../../runtime/jit.ts';
import { type DType, type Shape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, Tensor, tensor } from '../../runtime/tensor.ts';
import { activeTrace } from '../../runtime/trace.ts';
import { Variable } from '../../runtime/variable.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { type ConstraintIdentifier, getConstraint } from '../constraints/get.ts';
import { activeForward, Forward, inForward, maskOf, setMask } from '../forward.ts';
import { getInitializer, type InitializerIdentifier } from '../initializers/get.ts';
import { snakeCase, uniqueName } from '../names.ts';
import { getRegularizer, type RegularizerIdentifier } from '../regularizers/get.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';
import { type CallNode, KerasTensor, type OpenShape, type SymbolicTensor } from '../symbolic.ts';
import { inferOutputs } from './infer.ts';
import { checkInputSpec, type InputSpec } from './inputSpec.ts';

/** Options of every layer. */
export interface LayerOptions {
  /** Default: the class name in snake_case, numbered. */
  readonly name?: string | undefined;
  /** Whether the weights are updated by training; default true. */
  readonly trainable?: boolean | undefined;
  /** Only `float32` is computed; accepted as Keras writes it. */
  readonly dtype?: unknown;
  /** A penalty on the output: `regularizer(output) / batch size` is added to the loss. */
  readonly activityRegularizer?: RegularizerIdentifier | undefined;
  /** Shape of one sample: makes `Sequential` start with an input of this shape. */
  readonly inputShape?: OpenShape | undefined;
  /** Short for `inputShape: [inputDim]`. */
  readonly inputDim?: number | undefined;
}

/** What `call` is given besides the inputs. Further arguments of a layer come by name. */
export interface CallArguments {
  readonly training?: boolean | null | undefined;
  readonly mask?: SymbolicTensor | readonly (SymbolicTensor | null)[] | null | undefined;
  readonly [argument: string]: unknown;
}

/** Call arguments with values instead of symbolic tensors, for `run`. */
export interface RunArguments {
  readonly training?: boolean | null | undefined;
  readonly mask?: Several<Tensor> | null | undefined;
  readonly [argument: string]: unknown;
}

/** One tensor or several. */
export type Several<T> = T | readonly T[];

/** A weight: a variable with the penalty and the constraint that belong to it. */
export class Weight extends Variable {
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
  /** Which axes are fan-in and fan-out is told to initializers by layers whose kernels are not [..., in, out]. */
  constructor(
    value: ArrayLike,
    options: { name: string; trainable: boolean; regularizer: Regularizer | null; constraint: Constraint | null },
  ) {
    super(value, options);
    this.regularizer = options.regularizer;
    this.constraint = options.constraint;
  }
}

export interface WeightOptions {
  readonly name: string;
  readonly shape: Shape;
  /** Default `glorotUniform`. */
  readonly initializer?: InitializerIdentifier | undefined;
  readonly regularizer?: RegularizerIdentifier | undefined;
  readonly constraint?: ConstraintIdentifier | undefined;
  /** Default true. */
  readonly trainable?: boolean;
  readonly dtype?: DType;
}

/** Several tensors as a list. */
export function listOf<T>(several: Several<T>): readonly T[] {
  return Array.isArray(several) ? (several as readonly T[]) : [several as T];
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
export abstract class Layer {
  readonly module: string = 'keras.layers';
  /** The name in Keras's configurations; a static field, as minifiers rename classes. */
  static readonly className: string = 'Layer';

  readonly name: string;
  built = false;
  /** Whether a mask of the input also holds for the output. */
  supportsMasking = false;
  /** What shape an input must have; set it in the constructor, and again in `build` when sizes are known. */
  protected inputSpec: InputSpec | null = null;
  readonly activityRegularizer: Regularizer | null;
  /** Whether a call outside of any model trains; a layer that augments data does, as in Keras. */
  protected readonly trainsAlone: boolean = false;
  /** Calls in functional models. */
  readonly inboundNodes: CallNode[] = [];
  readonly options: LayerOptions;
  readonly #weights: Weight[] = [];
  #trainable: boolean;
  #run: ((...inputs: ArrayLike[]) => Promise<Tensor | Tensor[]>) | null = null;

  constructor(options: LayerOptions = {}) {
    this.options = options;
    this.name = options.name ?? uniqueName(snakeCase(this.className));
    this.#trainable = options.trainable ?? true;
    this.activityRegularizer = getRegularizer(options.activityRegularizer, this.who);
  }

  get className(): string {
    return (this.constructor as typeof Layer).className; // every layer's constructor is a Layer class
  }

  /** `Dense "dense_1"`: how error messages name the layer. */
  get who(): string {
    return `${this.className} "${this.name}"`;
  }

  /** Override to make weights, from the input's shape (for several inputs: their shapes). */
  build(_inputShape: OpenShape | readonly OpenShape[]): void {}

  /** Override to compute the output from the input, with ops. */
  abstract call(inputs: Several<GraphNode>, args: CallArguments): Several<GraphNode>;

  /** Override when the mask of the output differs from the input's. */
  computeMask(_inputs: Several<GraphNode>, mask: Several<GraphNode | null>): Several<GraphNode | null> {
    return this.supportsMasking ? mask : null;
  }

  /** Makes a weight; for use in `build`. */
  addWeight(options: WeightOptions): Weight {
    const initializer = getInitializer(options.initializer ?? 'glorotUniform', this.who);
    const bad = options.shape.some((length) => !Number.isInteger(length) || length < 0);
    if (bad)
      throw new ShapeError({
        who: this.who,
        expected: `the weight "${options.name}" must have known sizes`,
        received: options.shape,
      });
    const values = initializer.values(options.shape);
    const weight = new Weight(tensor(values, [...options.shape], options.dtype === 'int32' ? 'int32' : 'float32'), {
      name: options.name,
      trainable: options.trainable ?? true,
      regularizer: getRegularizer(options.regularizer, this.who),
      constraint: getConstraint(options.constraint, this.who),
    });
    this.#weights.push(weight);
    return weight;
  }

  /** Gives a weight another value after the run that is being traced; for use in `call` (moving statistics). */
  protected assign(weight: Weight, value: GraphNode): void {
    activeTrace()?.assign(weight, value);
  }

  /** Adds a scalar to the loss of the forward pass in progress. */
  addLoss(loss: GraphNode): void {
    activeForward()?.losses.push(loss);
  }

  /** Layers held in fields (also in arrays and plain objects), in the order of the fields. */
  get sublayers(): readonly Layer[] {
    const found = new Set<Layer>();
    const visit = (value: unknown) => {
      if (value instanceof Layer) found.add(value);
      else if (Array.isArray(value)) for (const each of value) visit(each);
      else if (value !== null && typeof value === 'object' && value.constructor === Object)
        for (const each of Object.values(value)) visit(each);
    };
    for (const [key, value] of Object.entries(this)) if (key !== 'options' && key !== 'inboundNodes') visit(value);
    return [...found];
  }

  get trainable(): boolean {
    return this.#trainable;
  }

  /** Freezes or unfreezes this layer and those inside of it; takes effect when the model is compiled (again). */
  set trainable(trainable: boolean) {
    this.#trainable = trainable;
    for (const layer of this.sublayers) layer.trainable = trainable;
  }

  /** All weights in Keras's order: own trainable, own other, then those of the layers inside. */
  get weights(): Weight[] {
    const own = [
      ...this.#weights.filter((weight) => weight.trainable),
      ...this.#weights.filter((weight) => !weight.trainable),
    ];
    return unique([...own, ...this.sublayers.flatMap((layer) => layer.weights)]);
  }

  get trainableWeights(): Weight[] {
    const own = this.#trainable ? this.#weights.filter((weight) => weight.trainable) : [];
    return unique([...own, ...this.sublayers.flatMap((layer) => (this.#trainable ? layer.trainableWeights : []))]);
  }

  get nonTrainableWeights(): Weight[] {
    const trainable = new Set(this.trainableWeights);
    return this.weights.filter((weight) => !trainable.has(weight));
  }

  /** The number of scalars in all weights. */
  countParams(): number {
    return this.weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
  }

  /** The values of `weights`. */
  async getWeights(): Promise<Tensor[]> {
    return Promise.all(this.weights.map((weight) => weight.read()));
  }

  /**
   * Sets all weights, in the order of `weights`.
   *
   * @throws ShapeError when the number or a shape differs; nothing is changed then.
   */
  setWeights(values: readonly ArrayLike[]): void {
    const { weights } = this;
    const tensors = values.map((value) => tensor(value));
    const fits =
      tensors.length === weights.length &&
      tensors.every((each, index) => each.shape.join() === weights[index]!.shape.join()); // same length
    if (!fits) {
      throw new ShapeError({
        who: this.who,
        expected: `setWeights needs ${weights.length} tensors of shapes ${JSON.stringify(weights.map(({ shape }) => shape))}`,
        received: tensors.map(({ shape }) => shape),
        fix: this.built
          ? 'Take them from getWeights() of a layer of the same kind.'
          : 'Build the layer first, for example by calling it.',
      });
    }
    weights.forEach((weight, index) => {
      weight.assign(tensors[index]!); // same length
    });
  }

  /**
   * Calls the layer: on symbolic tensors of a functional model, or on nodes while tracing. Nodes outside of a trace
   * (`ops.arange(0, 5)`) are constants of the functional model that is being built.
   *
   * @param args - `training`, `mask`, and what else the layer's `call` takes, by name.
   */
  apply(inputs: KerasTensor | readonly KerasTensor[], args?: CallArguments): KerasTensor;
  apply(inputs: Several<GraphNode>, args?: CallArguments): GraphNode;
  apply(inputs: Several<SymbolicTensor>, args?: CallArguments): SymbolicTensor;
  apply(inputs: Several<SymbolicTensor>, args: CallArguments = {}): SymbolicTensor {
    const outputs = this.applyAll(inputs, args);
    return (outputs.length === 1 ? outputs[0] : outputs) as SymbolicTensor; // several outputs are returned as a list, as in Keras
  }

  /** Like `apply`; the outputs always as a list. */
  applyAll(inputs: Several<SymbolicTensor>, args: CallArguments = {}): readonly SymbolicTensor[] {
    const list = listOf(inputs);
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
    if (builds) return inferOutputs(this, inputs, args);
    return this.#callOnNodes(inputs as Several<GraphNode>, args); // checked
  }

  #callOnNodes(inputs: Several<GraphNode>, args: CallArguments): readonly GraphNode[] {
    const list = listOf(inputs);
    this.ensureBuilt(
      list.map((each) => each.shape),
      Array.isArray(inputs),
    );
    const forward = activeForward() ?? new Forward(this.trainsAlone);
    const own = list.map((each) => maskOf(each));
    const given = (args.mask ?? undefined) as Several<GraphNode | null> | undefined; // nodes, as the inputs are
    const mask = given ?? (Array.isArray(inputs) ? (own.some((each) => each) ? own : null) : (own[0] ?? null));
    const training = typeof args.training === 'boolean' ? args.training : forward.training;
    const inner =
      training === forward.training ? forward : Object.assign(new Forward(training), { losses: forward.losses });
    return inForward(inner, () =>
      withScope(this.name, () => {
        const result = this.call(inputs, { ...args, training, mask });
        const outputs = listOf(result);
        const masks = mask === null ? this.#ownMask(inputs) : listOf(this.computeMask(inputs, mask));
        outputs.forEach((output, index) => {
          setMask(output, masks[index] ?? null);
        });
        if (this.activityRegularizer) this.#penalise(outputs, this.activityRegularizer);
        return outputs;
      }),
    );
  }

  /** Layers that make masks (Embedding, Masking) do so without being given one. */
  #ownMask(inputs: Several<GraphNode>): readonly (GraphNode | null)[] {
    const none = Array.isArray(inputs) ? inputs.map(() => null) : null;
    return listOf(this.computeMask(inputs, none));
  }

  #penalise(outputs: readonly GraphNode[], regularizer: Regularizer): void {
    for (const output of outputs) this.addLoss(regularizer.perSample(output));
  }

  /** The symbolic input of the layer's (first) call in a functional model. */
  get input(): KerasTensor | readonly KerasTensor[] {
    return this.#firstCall().inputs as KerasTensor | readonly KerasTensor[]; // unless it is applied to constants
  }

  /** The symbolic output of the layer's (first) call in a functional model: `model({ inputs, outputs: layer.output })`. */
  get output(): KerasTensor | readonly KerasTensor[] {
    const { outputs } = this.#firstCall();
    return outputs.length === 1 ? outputs[0]! : outputs; // one output
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

  /** Checks the shapes of the inputs, and makes the weights if they are not made yet. */
  ensureBuilt(shapes: readonly OpenShape[], several: boolean): void {
    if (this.inputSpec) for (const shape of shapes) checkInputSpec(this.who, this.inputSpec, shape);
    if (this.built) return;
    withScope(this.name, () => this.build(several ? shapes : shapes[0]!)); // a layer has an input
    this.built = true;
  }

  /**
   * Calls the layer on values, outside of a model; builds it if needed. Random layers draw new numbers at each call.
   *
   * @param args - As of `apply`; what is a symbolic tensor there is a tensor here.
   *
   * @example
   * const y = await layers.dense({ units: 2 }).run([[1, 2, 3]]); // Tensor [1, 2]
   */
  async run(x: ArrayLike | readonly ArrayLike[], args: RunArguments = {}): Promise<Tensor | Tensor[]> {
    const several = Array.isArray(x) && x.length > 0 && x[0] instanceof Tensor;
    const values = (several ? x : [x]) as readonly ArrayLike[]; // a list of tensors, or one value
    const given = args.mask;
    const masks = given === undefined || given === null ? [] : listOf(given);
    const { tensors, others } = separated(args);
    const body = (...nodes: GraphNode[]) => {
      const inputs = nodes.slice(0, values.length);
      const maskNodes = nodes.slice(values.length, values.length + masks.length);
      const named = Object.keys(tensors).map((name, index) => [name, nodes[values.length + masks.length + index]]);
      const mask =
        masks.length === 0 ? {} : { mask: maskNodes.length === 1 && !Array.isArray(given) ? maskNodes[0] : maskNodes };
      const outputs = this.applyAll(several ? inputs : inputs[0]!, {
        ...others,
        ...Object.fromEntries(named),
        mask: null,
        ...mask,
      }) as readonly GraphNode[]; // one input at least
      return outputs.length === 1 ? outputs[0]! : outputs;
    };
    const key = JSON.stringify([several, others, Object.keys(tensors), masks.length]);
    return this.#cachedRun(key, body)(...values, ...masks, ...Object.values(tensors));
  }

  #runKey = '';

  /** Makes `run` trace `call` again: for layers whose constants have changed. */
  protected retrace(): void {
    this.#run = null;
  }

  #cachedRun(
    key: string,
    body: (...nodes: GraphNode[]) => Several<GraphNode>,
  ): (...inputs: ArrayLike[]) => Promise<Tensor | Tensor[]> {
    if (!this.#run || this.#runKey !== key) {
      this.#run = jit(body, { name: this.name });
      this.#runKey = key;
    }
    return this.#run;
  }

  /** The layer's options as Keras writes them; `layers.deserialize` reads them. */
  getConfig(): Config {
    const { activityRegularizer } = this;
    const penalty = activityRegularizer ? { activityRegularizer } : {};
    return {
      name: this.name,
      trainable: this.#trainable,
      dtype: 'float32',
      ...optionsToConfig({ ...penalty, ...this.configOptions() }),
    };
  }

  /** Override to say which options belong into the configuration, with their full values. */
  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}

/** Named arguments of `run` that are values, which may differ from call to call, and those that are not; without the mask. */
function separated(args: RunArguments): { tensors: Record<string, Tensor>; others: Record<string, unknown> } {
  const entries = Object.entries(args).filter(([name]) => name !== 'mask');
  const isValue = (entry: [string, unknown]): entry is [string, Tensor] => entry[1] instanceof Tensor;
  return {
    tensors: Object.fromEntries(entries.filter(isValue)),
    others: Object.fromEntries(entries.filter((entry) => !isValue(entry))),
  };
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
