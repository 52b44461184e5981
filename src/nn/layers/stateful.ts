/** The state of layers: weights of their own and of the layers that they hold. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, type Tensor, tensor } from '../../runtime/tensor.ts';
import { snakeCase, uniqueName } from '../names.ts';
import { isRecord } from '../structure.ts';
import { makeWeight, type Weight, type WeightOptions } from './weight.ts';

export interface StatefulOptions {
  /** Default: the class name in snake_case, numbered. */
  readonly name?: string | undefined;
  /** Whether the weights are updated by training; default true. */
  readonly trainable?: boolean | undefined;
}

/** Something with a name, weights, and others of its kind inside. Layers are. */
export abstract class Stateful {
  readonly module: string = 'keras.layers';
  /** The name in Keras's configurations; a static field, as minifiers rename classes. Default: the name of the class. */
  static readonly className: string = 'Stateful';

  readonly name: string;
  built = false;
  /** Own weights in Keras's order: those made trainable, then the others. It stays when `trainable` changes. */
  readonly #own: { readonly trainable: Weight[]; readonly other: Weight[] } = { trainable: [], other: [] };
  #trainable: boolean;

  constructor(options: StatefulOptions) {
    this.name = options.name ?? uniqueName(snakeCase(this.className));
    this.#trainable = options.trainable ?? true;
  }

  get className(): string {
    const own = this.constructor as typeof Stateful; // its constructor is of this kind
    return Object.hasOwn(own, 'className') || own.name === '' ? own.className : own.name;
  }

  /** `Dense "dense_1"`: how error messages name the layer. */
  get who(): string {
    return `${this.className} "${this.name}"`;
  }

  /** Makes a weight; for use in `build` or the constructor. */
  addWeight(options: WeightOptions): Weight {
    const weight = makeWeight(this, options);
    this.#own[weight.trainable ? 'trainable' : 'other'].push(weight);
    return weight;
  }

  /** Layers held in fields (also in arrays and plain objects), in the order of the fields. */
  get sublayers(): readonly Stateful[] {
    return heldBy(this, (value): value is Stateful => value instanceof Stateful);
  }

  /** This layer and all inside of it. */
  flatten(): Stateful[] {
    return [this, ...this.sublayers.flatMap((layer) => layer.flatten())];
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
    return unique([...this.#own.trainable, ...this.#own.other, ...this.sublayers.flatMap((layer) => layer.weights)]);
  }

  get trainableWeights(): Weight[] {
    if (!this.#trainable) return [];
    const own = this.#own.trainable.filter(({ trainable }) => trainable);
    return unique([...own, ...this.sublayers.flatMap((layer) => layer.trainableWeights)]);
  }

  get nonTrainableWeights(): Weight[] {
    const trainable = new Set(this.trainableWeights);
    return this.weights.filter((weight) => !trainable.has(weight));
  }

  /** Whether there may be weights that are not made yet. */
  get isUnbuilt(): boolean {
    return !this.built && this.sublayers.some((layer) => layer.isUnbuilt);
  }

  /** The number of scalars in all weights. @throws InvalidArgumentError before they are made. */
  countParams(): number {
    if (!this.isUnbuilt) return this.weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
    throw new InvalidArgumentError({
      who: this.who,
      expected: 'a built layer, to count its parameters',
      fix: 'Call it or build(inputShape) first; give a Sequential model an input as its first layer.',
    });
  }

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

  /** @internal Back to no weights of its own. */
  protected forgetWeights(): void {
    this.#own.trainable.length = 0;
    this.#own.other.length = 0;
  }
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}

/** What fields hold (also in arrays and plain objects), in their order. */
export function heldBy<T>(owner: Stateful, wanted: (value: unknown) => value is T): T[] {
  const found = new Set<T>();
  const visit = (value: unknown) => {
    if (wanted(value)) found.add(value);
    else if (Array.isArray(value)) for (const each of value) visit(each);
    else if (isRecord(value)) for (const each of Object.values(value)) visit(each);
  };
  for (const [key, value] of Object.entries(owner)) if (key !== 'options' && key !== 'inboundNodes') visit(value);
  return [...found];
}
