/** The graph: applications of ops, and the nodes (values) between them. Building it computes shapes only. */
import { InvalidArgumentError, ShapeError } from './errors.ts';
import { defineOp, type Op } from './op.ts';
import type { DType, Shape, TensorSpec, Values } from './spec.ts';
import type { Resident } from './variable.ts';

/** One use of an op: it may have several outputs. */
export interface Application<Attrs = unknown> {
  readonly id: number;
  readonly op: Op<Attrs>;
  readonly inputs: readonly GraphNode[];
  readonly attrs: Attrs;
  readonly outputs: readonly GraphNode[];
  /** The layer (or function) that applied it, for labels. */
  readonly scope: string;
}

/** A value in the graph: one output of one application. */
export class GraphNode {
  readonly application: Application;
  /** Which output of the application. */
  readonly index: number;
  readonly spec: TensorSpec;

  /** @internal Use `apply`. */
  constructor(application: Application, index: number, spec: TensorSpec) {
    this.application = application;
    this.index = index;
    this.spec = spec;
  }

  get shape(): Shape {
    return this.spec.shape;
  }

  get dtype(): DType {
    return this.spec.dtype;
  }

  get op(): Op {
    return this.application.op;
  }

  /** `matmul#12 float32[32, 10]` */
  toString(): string {
    return `${this.op.name}#${this.application.id} ${this.dtype}[${this.shape.join(', ')}]`;
  }
}

let nextId = 0;
let currentScope = '';

/** Runs `body` with a name that labels the applications made in it. */
export function withScope<T>(name: string, body: () => T): T {
  const outer = currentScope;
  currentScope = outer === '' ? name : `${outer}/${name}`;
  try {
    return body();
  } finally {
    currentScope = outer;
  }
}

/** The names given by `withScope`, from the outermost: `encoder/dense`. */
export function scopeName(): string {
  return currentScope;
}

/** Applies an op; its outputs as nodes. */
export function applyAll<Attrs>(op: Op<Attrs>, inputs: readonly GraphNode[], attrs: Attrs): readonly GraphNode[] {
  const specs = op.infer(
    inputs.map((input) => input.spec),
    attrs,
  );
  for (const { shape } of specs) if (shape.includes(0)) throw emptyTensor(op.name, shape);
  const outputs: GraphNode[] = [];
  const application: Application<Attrs> = { id: nextId++, op, inputs, attrs, outputs, scope: currentScope };
  specs.forEach((spec, index) => outputs.push(new GraphNode(application as Application, index, spec)));
  return outputs;
}

function emptyTensor(who: string, shape: Shape): ShapeError {
  return new ShapeError({
    who,
    expected: 'every size must be at least 1',
    received: shape,
    fix: 'Give data with at least one element along every axis, and slices that leave one.',
  });
}

/** Applies an op with one output. */
export function apply<Attrs>(op: Op<Attrs>, inputs: readonly GraphNode[], attrs: Attrs): GraphNode {
  return applyAll(op, inputs, attrs)[0]!; // every op has an output
}

/** Applies again what an application applied, to other inputs, under its own scope. */
export function reapply(application: Application, inputs: readonly GraphNode[]): readonly GraphNode[] {
  const outer = currentScope;
  currentScope = application.scope;
  try {
    return applyAll(application.op, inputs, application.attrs);
  } finally {
    currentScope = outer;
  }
}

function leafOp<Attrs extends { readonly spec: TensorSpec }>(name: string): Op<Attrs> {
  return defineOp<Attrs>({
    name,
    infer: (_, attrs) => [attrs.spec],
    cpu: () => {
      throw new InvalidArgumentError({ who: name, expected: 'a leaf is given its values, never computed' });
    },
  });
}

export interface FeedAttrs {
  readonly spec: TensorSpec;
  readonly name: string;
}

export interface ConstantAttrs {
  readonly spec: TensorSpec;
  /** All elements, or one that stands for all. */
  readonly values: Values;
}

export interface VariableAttrs {
  readonly spec: TensorSpec;
  readonly resident: Resident;
}

/** A value given anew for every run. */
export const feedOp = leafOp<FeedAttrs>('feed');
/** A value fixed while tracing. */
export const constantOp = leafOp<ConstantAttrs>('constant');
/** The value of a variable at the start of a run. */
export const variableOp = leafOp<VariableAttrs>('variable');

/** A value given anew for every run. */
export function feed(name: string, spec: TensorSpec): GraphNode {
  return apply(feedOp, [], { name, spec });
}

function arrayOf(dtype: DType, values: readonly number[]): Values {
  if (dtype === 'float32') return Float64Array.from(values);
  return dtype === 'int32' ? Int32Array.from(values) : Uint32Array.from(values);
}

/** A fixed value: all elements, or one number for all of them. */
export function constant(
  values: Values | readonly number[] | number,
  shape: Shape = [],
  dtype: DType = 'float32',
): GraphNode {
  const list = typeof values === 'number' ? [values] : values;
  const array = ArrayBuffer.isView(list) ? list : arrayOf(dtype, list);
  return apply(constantOp, [], { values: array as Values, spec: { shape, dtype } });
}

/** Whether an application is a leaf: it has no work of its own. */
export function isLeaf(application: Application): boolean {
  return application.op === feedOp || application.op === constantOp || application.op === variableOp;
}

/** The attributes of a constant, or null for any other node. */
export function asConstant(node: GraphNode): ConstantAttrs | null {
  return node.op === constantOp ? (node.application.attrs as ConstantAttrs) : null;
}

/** The attributes of a variable leaf, or null for any other node. */
export function asVariable(node: GraphNode): VariableAttrs | null {
  return node.op === variableOp ? (node.application.attrs as VariableAttrs) : null;
}

/** The value of a constant whose elements are all equal, or null. */
export function uniformValue(node: GraphNode): number | null {
  const values = asConstant(node)?.values;
  if (!values || values.length === 0 || values.length > 4096) return null;
  const first = values[0]!; // length > 0
  return values.every((value) => value === first) ? first : null;
}

/** Every application that the nodes depend on, inputs before users. */
export function topologicalOrder(roots: readonly GraphNode[]): Application[] {
  const order: Application[] = [];
  const done = new Set<Application>();
  const stack: { application: Application; next: number }[] = [];
  for (const root of roots) {
    if (done.has(root.application)) continue;
    done.add(root.application);
    stack.push({ application: root.application, next: 0 });
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!; // length > 0
      const input = top.application.inputs[top.next++];
      if (input === undefined) {
        order.push(top.application);
        stack.pop();
      } else if (!done.has(input.application)) {
        done.add(input.application);
        stack.push({ application: input.application, next: 0 });
      }
    }
  }
  return order;
}
