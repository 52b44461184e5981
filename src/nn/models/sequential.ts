/** Models that are a list of layers. */

import { InvalidArgumentError } from '../../runtime/errors.ts';
import { type GraphNode, withScope } from '../../runtime/graph.ts';
import { InputLayer, input } from '../layers/core/input.ts';
import { type CallArguments, Layer, type LayerOptions } from '../layers/layer.ts';
import { KerasTensor, type OpenShape } from '../symbolic.ts';
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
  static override readonly className = 'Sequential';
  readonly #layers: Layer[] = [];
  #input: InputLayer | null = null;
  /** The symbolic output of the last layer that was added; null before the input is known. */
  #output: KerasTensor | null = null;

  constructor(options: SequentialOptions = {}) {
    super(options);
    for (const layer of options.layers ?? []) this.add(layer);
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
    return this.#output ? [this.#output] : [];
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
    if (added instanceof InputLayer) {
      if (this.#input || this.#layers.length > 0)
        throw new InvalidArgumentError({
          who: this.who,
          expected: 'an input can only come first',
          received: added.name,
        });
      this.#start(added);
      return;
    }
    if (this.#layers.some(({ name }) => name === added.name)) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'layers must have different names',
        received: added.name,
        fix: 'Give one of them a name of its own.',
      });
    }
    const shape = added.options.inputShape ?? (added.options.inputDim === undefined ? null : [added.options.inputDim]);
    if (shape && !this.#input && this.#layers.length === 0) this.#start(input(shape).node!.layer as InputLayer); // made by an input layer
    const { name } = this;
    const before = this.#output;
    if (before) this.#output = withScope(name, () => added.apply(before)); // weights have the model's name in their paths
    this.#layers.push(added);
  }

  #start(layer: InputLayer): void {
    this.#input = layer;
    this.#output = layer.output;
    this.built = true;
  }

  /** Takes the last layer away and returns it. */
  pop(): Layer {
    const last = this.#layers.pop();
    if (!last) throw new InvalidArgumentError({ who: this.who, expected: 'a layer to take away, but there is none' });
    const call = last.inboundNodes.pop();
    if (this.#output && call) this.#output = call.inputs as KerasTensor; // a chain: one tensor
    return last;
  }

  override build(inputShape: OpenShape): void {
    this.#start(input(inputShape.slice(1)).node!.layer as InputLayer); // made by an input layer
    for (const layer of this.#layers) this.#output = layer.apply(this.#output!) as KerasTensor; // symbolic in, symbolic out
  }

  protected override get ports(): Ports {
    const last = this.#layers[this.#layers.length - 1];
    const input = this.#input?.output;
    return {
      inputs: input ? [{ name: input.name, shape: input.shape, dtype: input.dtype }] : null,
      outputs: [last?.name ?? 'output'],
    };
  }

  override call(x: GraphNode, { training }: CallArguments): GraphNode {
    let value: GraphNode = x;
    for (const layer of this.#layers) value = layer.apply(value, { training });
    return value;
  }
}

/**
 * A model that applies layers one after the other.
 *
 * @param layers - May start with `input(shape)`; without one the model is built from the first data.
 */
export function sequential(
  layers: readonly (Layer | KerasTensor)[] = [],
  options: { readonly name?: string | undefined } = {},
): Sequential {
  return new Sequential({ ...options, layers });
}
