/** Symbolic tensors of functional models: shapes with an open batch size, and the layer calls they come from. */
import type { GraphNode } from '../runtime/graph.ts';
import type { DType } from '../runtime/spec.ts';
import type { CallArguments, Layer } from './layers/layer.ts';

/** Sizes along the axes; null: not known before data comes. The first is the batch. */
export type OpenShape = readonly (number | null)[];

/** What layers are applied to: a node while tracing, or a symbolic tensor of a functional model. */
export type SymbolicTensor = GraphNode | KerasTensor;

/** One call of a layer (or op) in a functional model. */
export interface CallNode {
  readonly layer: Layer;
  /** The inputs as they were given; nodes are constants of the model. */
  readonly inputs: SymbolicTensor | readonly SymbolicTensor[];
  readonly args: CallArguments;
  readonly outputs: readonly KerasTensor[];
  /** Whether the layer returned a list. */
  readonly many: boolean;
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
