/** Models from a graph of layer calls. */

import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { type CallArguments, type Layer, type LayerOptions, listOf, type Several } from '../layers/layer.ts';
import { KerasTensor } from '../symbolic.ts';
import type { Ports } from '../training/intake.ts';
import { type CallGraph, traceCalls } from './graph.ts';
import { Model } from './model.ts';

/** One symbolic tensor, a list, or an object of these by name. */
export type TensorStructure = KerasTensor | readonly KerasTensor[] | Readonly<Record<string, KerasTensor>>;

export interface FunctionalOptions extends LayerOptions {
  readonly inputs: TensorStructure;
  readonly outputs: TensorStructure;
}

function tensorList(structure: TensorStructure, who: string, what: string): readonly KerasTensor[] {
  const list =
    structure instanceof KerasTensor ? [structure] : Array.isArray(structure) ? structure : Object.values(structure);
  for (const each of list) {
    if (each instanceof KerasTensor) continue;
    throw new InvalidArgumentError({
      who,
      expected: `${what} must be symbolic tensors, from input() or from layers`,
      received: each,
    });
  }
  return list;
}

/** The names under which an object has its tensors; null for a list. */
function namesOf(structure: TensorStructure): readonly string[] | null {
  return structure instanceof KerasTensor || Array.isArray(structure) ? null : Object.keys(structure);
}

/** A model that repeats the calls between its inputs and outputs. */
export class Functional extends Model {
  static override readonly className: string = 'Functional';
  readonly inputs: readonly KerasTensor[];
  readonly outputs: readonly KerasTensor[];
  readonly #graph: CallGraph;
  readonly #structure: { readonly inputs: TensorStructure; readonly outputs: TensorStructure };

  constructor(options: FunctionalOptions) {
    super(options);
    this.inputs = tensorList(options.inputs, this.who, 'inputs');
    this.outputs = tensorList(options.outputs, this.who, 'outputs');
    this.#structure = { inputs: options.inputs, outputs: options.outputs };
    this.#graph = traceCalls(this.inputs, this.outputs, this.who);
    const names = this.#graph.layers.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'layers must have different names',
        received: twice,
        fix: 'Give one of them a name of its own.',
      });
    }
    this.built = true;
  }

  override get layers(): readonly Layer[] {
    return this.#graph.layers;
  }

  override get sublayers(): readonly Layer[] {
    return this.#graph.layers;
  }

  override get isChain(): boolean {
    return (
      this.inputs.length === 1 &&
      this.#graph.calls.every(({ inputs }) => !Array.isArray(inputs) || inputs.length === 0) &&
      this.#graph.calls.length === this.layers.length
    );
  }

  protected override get ports(): Ports {
    const { inputs, outputs } = this.#structure;
    const inputNames = namesOf(inputs) ?? this.inputs.map(({ name }) => name);
    return {
      inputs: this.inputs.map(({ shape, dtype }, index) => ({ name: inputNames[index]!, shape, dtype })), // one for each
      outputs: namesOf(outputs) ?? this.outputs.map(({ node }) => node!.layer.name), // made by calls
    };
  }

  override call(inputs: Several<GraphNode>, { training }: CallArguments): Several<GraphNode> {
    const values = new Map<KerasTensor, GraphNode>();
    const given = listOf(inputs);
    this.inputs.forEach((tensor, index) => {
      values.set(tensor, given[index]!); // checked below by the first use
    });
    if (given.length !== this.inputs.length) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: `${this.inputs.length} inputs`,
        received: given.length,
      });
    }
    const replace = (value: unknown): unknown => {
      if (value instanceof KerasTensor) return values.get(value);
      return Array.isArray(value) ? value.map(replace) : value;
    };
    for (const call of this.#graph.calls) {
      if (call.outputs.every((output) => values.has(output))) continue;
      const args = Object.fromEntries(Object.entries(call.args).map(([key, value]) => [key, replace(value)]));
      const results = call.layer.applyAll(
        replace(call.inputs) as Several<GraphNode>,
        { ...args, training: args['training'] ?? training } as CallArguments,
      ); // tensors became nodes
      call.outputs.forEach((output, index) => {
        values.set(output, results[index] as GraphNode); // nodes in, nodes out
      });
    }
    const outputs = this.outputs.map((output) => values.get(output)!); // all calls were made
    return outputs.length === 1 ? outputs[0]! : outputs; // one output
  }
}

export interface ModelOptions {
  readonly inputs: TensorStructure;
  readonly outputs: TensorStructure;
  readonly name?: string | undefined;
}

/**
 * A model from symbolic inputs and outputs.
 *
 * @example
 * const x = input([784]);
 * const y = layers.dense({ units: 10, activation: 'softmax' }).apply(x);
 * const m = model({ inputs: x, outputs: y });
 */
export function model(options: ModelOptions): Functional {
  return new Functional(options);
}
