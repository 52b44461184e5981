/** Models that are a list of layers. */

import { InvalidArgumentError } from '../../runtime/errors.ts';
import { type GraphNode, withScope } from '../../runtime/graph.ts';
import { setMask } from '../forward.ts';
import { InputLayer, input } from '../layers/core/input.ts';
import { isShape } from '../layers/infer.ts';
import { type CallArguments, Layer, type LayerOptions } from '../layers/layer.ts';
import { type Config, serialize } from '../saving/config.ts';
import type { Structure } from '../structure.ts';
import { type CallNode, KerasTensor, type OpenShape, type OpenShapes } from '../symbolic.ts';
import type { Ports } from '../training/intake.ts';
import { Model } from './model.ts';

export interface SequentialOptions extends LayerOptions {
  readonly layers?: readonly (Layer | KerasTensor)[] | undefined;
}

/**
 * A model that applies its layers one after the other.
 *
 * @example
 * const m = sequential([input([784]), layers.dense({ units: 10, activation: 'softmax' })]);
 */
export class Sequential extends Model {
  static override readonly className: string = 'Sequential';
  readonly #layers: Layer[] = [];
  #input: InputLayer | null = null;
  /** The call of each layer, once the input is known. */
  readonly #calls: CallNode[] = [];

  constructor(options: SequentialOptions = {}) {
    super(options);
    for (const layer of options.layers ?? []) this.add(layer);
    if (options.trainable === false) this.trainable = false;
  }

  override get layers(): readonly Layer[] {
    return this.#layers;
  }

  override get sublayers(): readonly Layer[] {
    return this.#layers;
  }

  override get isChain(): boolean {
    return true;
  }

  /** The symbolic input and output, once the input's shape is known. */
  get inputs(): readonly KerasTensor[] {
    return this.#input ? [this.#input.output] : [];
  }

  get outputs(): readonly KerasTensor[] {
    const last = this.#calls[this.#calls.length - 1];
    return last ? last.outputs : this.inputs;
  }

  override get input(): KerasTensor {
    return this.#known(this.inputs)[0]!; // not empty
  }

  override get output(): Structure<KerasTensor> {
    return this.#known(this.#calls)[this.#calls.length - 1]!.result; // not empty
  }

  #known<T>(list: readonly T[]): readonly T[] {
    if (list.length > 0) return list;
    throw new InvalidArgumentError({
      who: this.who,
      expected: 'a known input shape',
      fix: 'Start it with input(shape), or call build([null, ...]) first.',
    });
  }

  /** Adds a layer at the end; first of all may come an `input`. */
  add(layer: Layer | KerasTensor): void {
    const added = layer instanceof KerasTensor ? layer.node?.layer : layer;
    if (!(added instanceof Layer)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'layers, or input(...) as the first',
        received: layer,
      });
    }
    if (added instanceof InputLayer) this.#start(added);
    else this.#append(added);
  }

  #append(layer: Layer): void {
    if (this.#layers.some(({ name }) => name === layer.name)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'layers must have different names',
        received: layer.name,
        fix: 'Give one of them a name of its own.',
      });
    }
    const shape = layer.options.inputShape ?? (layer.options.inputDim === undefined ? null : [layer.options.inputDim]);
    if (shape && !this.#input && this.#layers.length === 0) this.#start(inputLayer(shape));
    if (this.#input) this.#call(layer);
    this.#layers.push(layer);
    this.structureChanged();
  }

  #start(layer: InputLayer): void {
    if (this.#input || this.#layers.length > 0)
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'an input can only come first',
        received: layer.name,
      });
    this.#input = layer;
    this.built = true;
  }

  #call(layer: Layer): void {
    const last = this.#calls[this.#calls.length - 1];
    const value = last ? last.result : this.#input!.output; // called only then
    withScope(this.name, () => layer.apply<Structure<KerasTensor>>(value)); // weights have the model's name in their paths
    this.#calls.push(layer.inboundNodes[layer.inboundNodes.length - 1]!); // just recorded
  }

  /** Takes the last layer away and returns it. A compiled model starts its optimizer anew. */
  pop(): Layer {
    const last = this.#layers.pop();
    if (!last) throw new InvalidArgumentError({ who: this.who, expected: 'a layer to take away, but there is none' });
    const call = this.#calls.pop();
    if (call) last.inboundNodes.splice(last.inboundNodes.indexOf(call), 1);
    this.structureChanged();
    return last;
  }

  /** Makes the weights for inputs of a shape, the batch in front. */
  override build(inputShape: OpenShapes): void {
    if (this.#input || !isShape(inputShape)) return;
    this.#known(this.#layers);
    this.#input = inputLayer(inputShape.slice(1), inputShape[0]);
    for (const layer of this.#layers) this.#call(layer);
  }

  protected override get ports(): Ports {
    const last = this.#layers[this.#layers.length - 1];
    const input = this.#input?.output;
    return {
      inputs: input ? [{ name: input.name, shape: input.shape, dtype: input.dtype }] : null,
      outputs: this.outputs.length > 1 ? null : [last?.name ?? 'output'],
    };
  }

  /** The model is built for data of any batch size. Several inputs make it call its layers without knowing their shapes. */
  override ensureBuilt(shapes: readonly OpenShape[], several: boolean, structure?: OpenShapes): void {
    const shape = several || (structure && !isShape(structure)) ? null : shapes[0];
    if (shape && !this.#input && this.#layers.length > 0) this.build([null, ...shape.slice(1)]);
  }

  override call(inputs: Structure<GraphNode>, { training, mask }: CallArguments): Structure<GraphNode> {
    if (mask && !Array.isArray(mask)) setMask(inputs as GraphNode, mask as GraphNode); // a mask for one input
    let value = inputs;
    for (const layer of this.#layers) value = layer.apply<Structure<GraphNode>>(value, { training });
    return value;
  }

  override getConfig(): Config {
    const { name, trainable, dtype } = super.getConfig() as Config & Record<'name' | 'trainable' | 'dtype', unknown>;
    const all = [...(this.#input ? [this.#input] : []), ...this.#layers];
    const shape = this.#input && this.#layers.length > 0 ? { build_input_shape: this.#input.batchShape } : {};
    return { name, trainable, dtype, layers: all.map(serialize), ...shape };
  }
}

function inputLayer(shape: OpenShape, batchSize: number | null = null): InputLayer {
  return input(shape, { batchSize }).node!.layer as InputLayer; // made by an input layer
}

/**
 * A model that applies layers one after the other.
 *
 * @param layers - May start with `input(shape)`; without one the model is built from the first data.
 */
export function sequential(
  layers: readonly (Layer | KerasTensor)[] = [],
  options: { readonly name?: string | undefined; readonly trainable?: boolean | undefined } = {},
): Sequential {
  return new Sequential({ ...options, layers });
}
