/** Symbolic tensors of functional models: shapes with an open batch size, and the layer calls they come from. */
import type { GraphNode } from '../runtime/graph.ts';
import type { DType } from '../runtime/spec.ts';
import type { CallArguments, Layer } from './layers/layer.ts';
import { isRecord, type Structure } from './structure.ts';

/** Sizes along the axes; null: not known before data comes. The first is the batch. */
export type OpenShape = readonly (number | null)[];

/** The shape of one tensor, of several, or of several by name. */
export type OpenShapes = OpenShape | readonly OpenShape[] | Readonly<Record<string, OpenShape>>;

/** What layers are applied to: a node while tracing, or a symbolic tensor of a functional model. */
export type SymbolicTensor = GraphNode | KerasTensor;

/** One call of a layer (or op) in a functional model. */
export interface CallNode {
  readonly layer: Layer;
  /** The inputs as they were given: one, a list, or by name; nodes are constants of the model. */
  readonly inputs: Structure<SymbolicTensor>;
  readonly args: CallArguments;
  readonly outputs: readonly KerasTensor[];
  /** The outputs as the layer gave them: one, a list, or by name. */
  readonly result: Structure<KerasTensor>;
}

/** A value in a functional model: what `input` and `layer.apply` return. */
export class KerasTensor {
  readonly shape: OpenShape;
  readonly dtype: DType;
  readonly name: string;
  /** The call that gives it; null only while it is being made. */
  node: CallNode | null = null;
  /** Which output of the call. */
  readonly index: number;

  constructor(shape: OpenShape, dtype: DType, name: string, index = 0) {
    this.shape = shape;
    this.dtype = dtype;
    this.name = name;
    this.index = index;
  }

  toString(): string {
    return `KerasTensor "${this.name}" ${this.dtype}[${this.shape.map((length) => length ?? 'null').join(', ')}]`;
  }
}

/** A value of any form with its symbolic tensors replaced. */
export function replaceTensors(value: unknown, replacement: (tensor: KerasTensor) => unknown): unknown {
  if (value instanceof KerasTensor) return replacement(value);
  if (Array.isArray(value)) return value.map((each) => replaceTensors(each, replacement));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceTensors(each, replacement)]));
}

/** The symbolic tensors in a value of any form, each as often as it stands there. */
export function tensorsIn(value: unknown): KerasTensor[] {
  const found: KerasTensor[] = [];
  replaceTensors(value, (tensor) => found.push(tensor));
  return found;
}

/** Symbolic tensors that a call reads, also as named arguments. */
export function tensorsOf(call: CallNode): KerasTensor[] {
  return [...tensorsIn(call.inputs), ...tensorsIn(call.args)];
}
