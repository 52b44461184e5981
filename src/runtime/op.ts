/**
 * What an operation is: one record. The runtime knows operations only through this interface, never by name.
 *
 * An op is lowered by exactly one of its rules: `view` (no work), `map` (one value from the values at the same place),
 * `move` (one value from another place), `reduce` (many values to one) or `lower` (its own kernel).
 */
import { InvalidArgumentError } from './errors.ts';
import type { GraphNode } from './graph.ts';
import type { TensorSpec, Values } from './spec.ts';

/** Specs of the inputs and outputs of one application of an op. */
export interface Specs {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** What `grad` is given: the application and the gradients of its outputs. */
export interface GradContext<Attrs> {
  readonly inputs: readonly GraphNode[];
  readonly outputs: readonly GraphNode[];
  /** Gradient of the loss by each output; null where none flows. */
  readonly gradients: readonly (GraphNode | null)[];
  /** The gradient of the first output. */
  readonly dy: GraphNode;
  /** Whether the gradient of an input is asked for; `grad` may return null for the others. */
  readonly needed: readonly boolean[];
  readonly attrs: Attrs;
}

/** Elementwise: the value at a place depends on the inputs' values at that place (broadcast). */
export interface MapRule<Attrs> {
  /** The WGSL expression of the result. `index` is the row-major place in the output. */
  wgsl(args: readonly string[], attrs: Attrs, specs: Specs, index: string): string;
  /** WGSL text whose functions the expression calls (a file of `shaders/lib`); only the used ones reach the kernel. */
  readonly library?: string;
  /** Cheap to evaluate again in every kernel that needs it (no memory read, few instructions). */
  readonly cheap?: boolean;
}

/** How one axis of the input is addressed by the output's coordinates. */
export interface AxisMap {
  /** The output axis that drives it; null: always `add`. */
  readonly from: number | null;
  /** input coordinate = floor((output coordinate % modulo * multiply + add) / divide). */
  readonly multiply: number;
  readonly add: number;
  readonly divide: number;
  readonly modulo: number | null;
  /** Whether the place may lie outside of the input (or between its elements): then the value is `fill`. */
  readonly check: boolean;
  /** With `check`: only exact multiples of `divide` are inside (a strided slice's gradient). */
  readonly exact: boolean;
}

/** Index movement: transpose, slice, pad, broadcast, tile, repeat, reverse. */
export interface Movement {
  readonly axes: readonly AxisMap[];
  readonly fill: number;
}

export interface MoveRule<Attrs> {
  movement(attrs: Attrs, specs: Specs): Movement;
}

/** The associative operations of a reduction, with the value to start from. */
export type ReduceKind = 'sum' | 'product' | 'max' | 'min';

export interface ReduceRule<Attrs> {
  readonly kind: ReduceKind;
  /** The reduced axes, ascending. */
  axes(attrs: Attrs, specs: Specs): readonly number[];
}

/** A tensor as a kernel sees it: an input or output of the application, or a workspace. */
export interface Operand {
  readonly spec: TensorSpec;
  readonly role: 'input' | 'output' | 'workspace';
  readonly index: number;
}

/** One compute dispatch, before places in memory are known. */
export interface Dispatch {
  readonly label: string;
  /** Name and text of the shader file, for error messages. */
  readonly file: string;
  readonly source: string;
  /** WGSL with `@group(0) @binding(n) var<storage, ...> name: type;` lines for `bindings`. */
  readonly code: string;
  readonly bindings: Readonly<Record<string, Operand>>;
  readonly workgroups: readonly [number, number, number];
  /** Texts whose functions the code may call. */
  readonly libraries: readonly string[];
  /** Whether the code hands output 0 to `store(i, value)`, so that elementwise ops can be fused behind it. */
  readonly stores: boolean;
}

/** What a kernel may be tuned for. `soft` is a CPU that plays GPU: no barriers, no shared memory. */
export type Profile = 'gpu' | 'soft';

/** The device limits that lowering looks at. */
export interface Limits {
  readonly maxStorageBuffersPerShaderStage: number;
  readonly maxComputeInvocationsPerWorkgroup: number;
  readonly maxComputeWorkgroupsPerDimension: number;
  readonly maxComputeWorkgroupStorageSize: number;
  readonly minStorageBufferOffsetAlignment: number;
  readonly maxStorageBufferBindingSize: number;
  readonly maxBufferSize: number;
  readonly subgroups: boolean;
}

/** The parts of a kernel that its `.wgsl` file leaves open. */
export interface KernelOptions {
  readonly label?: string;
  readonly file: string;
  /** `const NAME = value;` in front of the text: numbers, or WGSL literals as text. */
  readonly constants?: Readonly<Record<string, number | string>>;
  /** Conditions of `//#if NAME`. */
  readonly flags?: Readonly<Record<string, boolean>>;
  readonly bindings: Readonly<Record<string, Operand>>;
  readonly workgroups: readonly [number, number?, number?];
  readonly libraries?: readonly string[];
  readonly stores?: boolean;
}

export interface LowerContext<Attrs> extends Specs {
  readonly attrs: Attrs;
  readonly profile: Profile;
  readonly limits: Limits;
  input(index: number): Operand;
  output(index?: number): Operand;
  /** Memory that lives only during this application's dispatches. */
  workspace(spec: TensorSpec): Operand;
  /** A dispatch of a `.wgsl` text. */
  kernel(shader: string, options: KernelOptions): Dispatch;
}

/** What a rewrite may look at: who uses a node in the program. */
export interface RewriteContext {
  /** The applications that read a node, in order. */
  users(node: GraphNode): readonly import('./graph.ts').Application[];
}

/** One operation. Attrs are plain data: they are part of the key by which equal applications are found. */
export interface Op<Attrs = unknown> {
  readonly name: string;
  /** Output specs from input specs. Throws ShapeError. */
  infer(inputs: readonly TensorSpec[], attrs: Attrs): readonly TensorSpec[];
  /** The plainest right loop: the living definition. Writes every element of every output. */
  cpu(outputs: readonly Values[], inputs: readonly Values[], specs: Specs, attrs: Attrs): void;
  /** Gradients of the inputs as nodes. Left out: no gradient flows. */
  grad?(context: GradContext<Attrs>): readonly (GraphNode | null)[];
  /** The output has the input's values in the input's order: no work at all. */
  readonly view?: boolean;
  readonly map?: MapRule<Attrs>;
  readonly move?: MoveRule<Attrs>;
  readonly reduce?: ReduceRule<Attrs>;
  lower?(context: LowerContext<Attrs>): readonly Dispatch[];
  /** Whether the kernel hands every element of output 0 to `store`, so that elementwise ops can follow in the same kernel. */
  readonly epilogue?: boolean;
  /** Pairs [input, output] that share memory: the input must be a variable that the output updates. */
  readonly inPlace?: readonly (readonly [input: number, output: number])[];
  /**
   * The same outputs from other ops, or null: what the plan compiler takes instead. For ops with a gradient of their own
   * that are computed by others, and for those that become simpler with some inputs.
   */
  expand?(application: import('./graph.ts').Application<Attrs>): readonly GraphNode[] | null;
  /** Likewise, where it depends on who else reads the inputs. */
  rewrite?(application: import('./graph.ts').Application<Attrs>, context: RewriteContext): readonly GraphNode[] | null;
}

/**
 * A `grad` for gradient ops that cannot be differentiated again: an error instead of silence.
 *
 * @throws InvalidArgumentError always, when it is called.
 */
export function noSecondGradient(name: string): () => never {
  return () => {
    throw new InvalidArgumentError({
      who: name,
      expected: 'its gradient is taken once only: the gradient of a gradient goes through it',
      fix: 'Use ops.stopGradient on the gradient, or write the function with simpler ops.',
    });
  };
}

/** Declares an op: only gives the record its type. */
/* @__NO_SIDE_EFFECTS__ */
export function defineOp<Attrs>(op: Op<Attrs>): Op<Attrs> {
  return op;
}
