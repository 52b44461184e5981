/** The elementwise family: an op is a row with its WGSL expression, its CPU function and its derivative. */
import { type GraphNode, uniformValue } from '../../runtime/graph.ts';
import { defineOp, type Op, type Specs } from '../../runtime/op.ts';
import {
  broadcastShapes,
  type DType,
  type Shape,
  sameShape,
  sizeOf,
  stridesOf,
  type TensorSpec,
  type Values,
} from '../../runtime/spec.ts';

/** A node, or a number that stands for a scalar constant. */
export type Operand = GraphNode | number;

/** What a derivative is computed from. */
export interface Derivation<Attrs> {
  /** The inputs. */
  readonly args: readonly GraphNode[];
  /** The output. */
  readonly y: GraphNode;
  /** The gradient of the output. */
  readonly dy: GraphNode;
  readonly needed: readonly boolean[];
  readonly attrs: Attrs;
}

export interface Row<Attrs> {
  /** The WGSL expression, from the expressions of the arguments; typed values of the inputs' dtypes. */
  wgsl(args: readonly string[], attrs: Attrs, specs: Specs, index: string): string;
  /** A file of `shaders/lib` whose functions the expression calls. */
  readonly library?: string;
  /** The same on the CPU, in double precision. */
  cpu(attrs: Attrs, specs: Specs): (...args: number[]) => number;
  /** Element type of the result; default: that of the first argument. */
  dtype?(inputs: readonly TensorSpec[], attrs: Attrs): DType;
  /** Gradients of the arguments, before they are summed over broadcast axes. Left out: none. */
  grad?(derivation: Derivation<Attrs>): readonly (GraphNode | null)[];
  /** For each argument: the constant with which the op gives the other argument unchanged. */
  readonly neutral?: readonly (number | null)[];
  /** Cheap enough to be computed anew in each kernel that reads it. */
  readonly cheap?: boolean;
}

/** Gradient of a broadcast argument: the sum over the axes along which it was repeated. Given by the reductions. */
type SumTo = (x: GraphNode, shape: Shape) => GraphNode;

/** Makes an elementwise op from a row. */
/* @__NO_SIDE_EFFECTS__ */
export function elementwise<Attrs>(name: string, row: Row<Attrs>, sumTo: () => SumTo): Op<Attrs> {
  const { grad } = row;
  const op: Op<Attrs> = {
    name,
    infer(inputs, attrs) {
      const dtype = row.dtype ? row.dtype(inputs, attrs) : (inputs[0]?.dtype ?? 'float32');
      return [{ shape: broadcastShapes(name, ...inputs.map((input) => input.shape)), dtype }];
    },
    map: {
      wgsl: (args, attrs, specs, index) => row.wgsl(args, attrs, specs, index),
      ...(row.library === undefined ? {} : { library: row.library }),
      ...(row.cheap === undefined ? {} : { cheap: row.cheap }),
    },
    cpu([output], inputs, specs, attrs) {
      mapOnCpu(output!, inputs, specs, row.cpu(attrs, specs)); // one output
    },
  };
  const { neutral } = row;
  const complete: Op<Attrs> = {
    ...op,
    ...(neutral ? { expand: ({ inputs, outputs }) => withoutNeutral(neutral, inputs, outputs[0]!) } : {}), // one output
  };
  if (!grad) return defineOp(complete);
  return defineOp({
    ...complete,
    grad({ inputs, outputs, dy, needed, attrs }) {
      const own = grad({ args: inputs, y: outputs[0]!, dy, needed, attrs }); // one output
      return own.map((gradient, index) => (gradient && needed[index] ? sumTo()(gradient, inputs[index]!.shape) : null)); // one per input
    },
  });
}

/** The other argument, when one is the neutral constant. */
function withoutNeutral(
  neutral: readonly (number | null)[],
  inputs: readonly GraphNode[],
  output: GraphNode,
): readonly GraphNode[] | null {
  const place = inputs.findIndex(
    (input, index) => typeof neutral[index] === 'number' && uniformValue(input) === neutral[index],
  );
  const other = inputs[1 - place];
  return place >= 0 && other && sameShape(other.shape, output.shape) && other.dtype === output.dtype ? [other] : null;
}

/** Applies a function to every element, broadcasting the inputs. */
function mapOnCpu(output: Values, inputs: readonly Values[], specs: Specs, f: (...args: number[]) => number): void {
  const [a, b] = inputs;
  const size = output.length;
  const plain = specs.inputs.every((spec) => sizeOf(spec.shape) === size);
  if (plain && a && inputs.length === 1) {
    for (let i = 0; i < size; i++) output[i] = f(a[i]!); // same size
    return;
  }
  if (plain && a && b && inputs.length === 2) {
    for (let i = 0; i < size; i++) output[i] = f(a[i]!, b[i]!); // same size
    return;
  }
  const shape = specs.outputs[0]?.shape ?? [];
  const places = specs.inputs.map((spec) => broadcastPlaces(shape, spec.shape));
  const args = new Array<number>(inputs.length);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < inputs.length; k++) args[k] = inputs[k]![places[k]!(i)]!; // k < inputs
    output[i] = f(...args);
  }
}

/** From the index in a shape to the index in a smaller shape that is broadcast to it. */
export function broadcastPlaces(to: Shape, from: Shape): (index: number) => number {
  const size = sizeOf(from);
  if (size === sizeOf(to)) return (index) => index;
  if (size === 1) return () => 0;
  const outer = stridesOf(to);
  const inner = stridesOf(from);
  const shift = to.length - from.length;
  const axes = from.flatMap((length, axis) =>
    length === 1 ? [] : [{ length, outer: outer[axis + shift]!, inner: inner[axis]! }],
  ); // aligned at the right
  return (index) => {
    let place = 0;
    for (const axis of axes) place += (Math.floor(index / axis.outer) % axis.length) * axis.inner;
    return place;
  };
}
