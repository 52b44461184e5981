/** Models from a graph of layer calls. */

import { reshape } from '../../kernels/movement/reshape.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import { type Shape, showShape } from '../../runtime/spec.ts';
import { maskOf, setMask } from '../forward.ts';
import type { CallArguments, Layer, LayerOptions } from '../layers/layer.ts';
import { FunctionLayer } from '../ops/symbolic.ts';
import type { Config } from '../saving/config.ts';
import { graphConfig } from '../saving/graphConfig.ts';
import { isRecord, leavesOf, mapStructure, type Structure, sortedEntries } from '../structure.ts';
import { KerasTensor, type OpenShape, replaceTensors } from '../symbolic.ts';
import type { Ports } from '../training/intake.ts';
import { type CallGraph, isPath, startedByInputs, traceCalls } from './graph.ts';
import { Model } from './model.ts';

/** One symbolic tensor, a list, or an object of these by name. */
export type TensorStructure = Structure<KerasTensor>;

export interface FunctionalOptions extends LayerOptions {
  readonly inputs: TensorStructure;
  readonly outputs: TensorStructure;
}

function checkTensors(structure: TensorStructure, who: string, what: string): void {
  const leaves = leavesOf<unknown>(structure);
  const wrong = leaves.find((each) => !(each instanceof KerasTensor));
  if (wrong === undefined && leaves.length > 0) return;
  throw new InvalidArgumentError({
    who,
    expected: `${what} must be symbolic tensors, from input() or from layers`,
    received: wrong,
  });
}

/** The names under which an object has its tensors; null for a list. */
function namesOf(structure: TensorStructure): readonly string[] | null {
  return isRecord(structure) ? sortedEntries(structure).map(([name]) => name) : null;
}

/** A shape with a last axis of size 1 added or taken away where that gives the number of axes that is wanted. */
function ranked(shape: OpenShape, wanted: OpenShape): OpenShape {
  const more = shape.length - wanted.length;
  if (more === 1 && shape[shape.length - 1] === 1) return shape.slice(0, -1);
  return more === -1 && wanted[wanted.length - 1] === 1 ? [...shape, 1] : shape;
}

function agrees(shape: OpenShape, wanted: OpenShape): boolean {
  const same = (length: number | null, axis: number) =>
    axis === 0 || length === null || (wanted[axis] ?? length) === length;
  return shape.length === wanted.length && shape.every(same);
}

/** A model that repeats the calls between its inputs and outputs. */
export class Functional extends Model {
  static override readonly className: string = 'Functional';
  override readonly module: string = 'keras.src.models.functional';
  readonly registeredName: string = 'Functional';
  readonly inputs: readonly KerasTensor[];
  readonly outputs: readonly KerasTensor[];
  readonly #graph: CallGraph;
  readonly #structure: { readonly inputs: TensorStructure; readonly outputs: TensorStructure };

  constructor(options: FunctionalOptions) {
    super(options);
    checkTensors(options.inputs, this.who, 'inputs');
    checkTensors(options.outputs, this.who, 'outputs');
    this.#structure = startedByInputs(options, this.who);
    this.inputs = leavesOf<KerasTensor>(this.#structure.inputs);
    this.outputs = leavesOf<KerasTensor>(this.#structure.outputs);
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
    if (options.trainable === false) this.trainable = false;
  }

  override get layers(): readonly Layer[] {
    return this.#graph.layers.filter((layer) => !(layer instanceof FunctionLayer));
  }

  override get operations(): readonly Layer[] {
    return this.#graph.layers;
  }

  override get graph(): CallGraph {
    return this.#graph;
  }

  override get sublayers(): readonly Layer[] {
    return this.#graph.layers;
  }

  override get isChain(): boolean {
    return isPath(this.#graph);
  }

  /** The inputs as they were given: one, a list, or by name. */
  override get input(): TensorStructure {
    return this.#structure.inputs;
  }

  override get output(): TensorStructure {
    return this.#structure.outputs;
  }

  protected override get ports(): Ports {
    const { inputs, outputs } = this.#structure;
    const inputNames = namesOf(inputs) ?? this.inputs.map(({ name }) => name);
    const outputNames = namesOf(outputs) ?? this.outputs.map(({ node }) => node!.layer.name); // made by calls
    return {
      inputs: this.inputs.map(({ shape, dtype }, index) => ({ name: inputNames[index]!, shape, dtype })), // one for each
      outputs: outputNames,
      byName: isRecord(outputs),
      measured: this.measured(outputNames),
    };
  }

  /** Inputs in the order of `inputs`; those given by name are found by name. */
  #arranged<T>(given: Structure<T>): readonly T[] {
    const names = namesOf(this.#structure.inputs) ?? this.inputs.map(({ name }) => name);
    const byName = isRecord(given) && names.every((name) => name in given);
    const list = byName ? names.map((name) => given[name] as T) : leavesOf<T>(given); // no leaf is an object literal
    if (list.length === names.length) return list;
    throw new InvalidArgumentError({
      who: this.who,
      expected: `${names.length} ${names.length === 1 ? 'input' : 'inputs'} (${names.join(', ')})`,
      received: isRecord(given) ? Object.keys(given) : list.length,
    });
  }

  /** Nothing is left to build: checks the shapes. */
  override buildFor(inputs: Structure<{ readonly shape: OpenShape }>): void {
    this.#arranged(inputs).forEach(({ shape }, index) => {
      const { shape: wanted, name } = this.inputs[index]!; // one for each
      if (agrees(ranked(shape, wanted), wanted)) return;
      throw new ShapeError({
        who: this.who,
        expected: `input "${name}" must have shape ${showShape(wanted)}`,
        received: shape,
        fix: 'Bring it into shape before, for example with layers.reshape({ targetShape }).',
      });
    });
  }

  override call(inputs: Structure<GraphNode>, { training, mask }: CallArguments): Structure<GraphNode> {
    const values = new Map<KerasTensor, GraphNode>();
    const masks = mask ? this.#arranged(mask as Structure<GraphNode | null>) : []; // nodes, as the inputs are
    this.#arranged(inputs).forEach((given, index) => {
      const input = this.inputs[index]!; // one for each
      const value = reshape(given, ranked(given.shape, input.shape) as Shape); // sizes of a node are known
      setMask(value, masks[index] ?? maskOf(given));
      values.set(input, value);
    });
    const valueOf = (tensor: KerasTensor) => values.get(tensor)!; // calls are in order
    for (const call of this.#graph.calls) {
      if (call.outputs.every((output) => values.has(output))) continue;
      const args = replaceTensors(call.args, valueOf) as CallArguments; // tensors became nodes
      const results = call.layer.applyAll(
        replaceTensors(call.inputs, valueOf) as Structure<GraphNode>, // likewise
        { ...args, training }, // of the outermost call, as in Keras: older files name a value at every call
      );
      call.outputs.forEach((output, index) => {
        values.set(output, results[index] as GraphNode); // nodes in, nodes out
      });
    }
    const { outputs } = this.#structure;
    return this.outputs.length === 1 && Array.isArray(outputs)
      ? valueOf(this.outputs[0]!) // one output
      : mapStructure(outputs, valueOf);
  }

  override getConfig(): Config {
    return { name: this.name, trainable: this.trainable, ...graphConfig(this.#graph, this.#structure) };
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
