/** Rows brought to mean 0 and variance 1 in one kernel, with a gradient of one kernel. */

import combined from '../../../shaders/lib/combined.wgsl?raw';
import shader from '../../../shaders/standardize.wgsl?raw';
import { apply, applyAll, type GraphNode } from '../../runtime/graph.ts';
import { type Dispatch, defineOp, type LowerContext, type Op, type Operand } from '../../runtime/op.ts';
import type { Shape, Values } from '../../runtime/spec.ts';
import { add, divide, multiply, negative, square, subtract } from '../elementwise/arithmetic.ts';
import { mean, sum } from '../reduce.ts';
import { lastAxes, rowGrid } from '../rows.ts';
import { vectorText, widthFor } from '../vectors.ts';

interface StandardizeAttrs {
  /** How many axes, from the end, make up a row. */
  readonly axes: number;
  readonly epsilon: number;
  /** Whether the mean is subtracted. */
  readonly center: boolean;
}

/** The shape with size 1 along the axes of a row. */
function scaleShape(shape: Shape, { axes }: StandardizeAttrs): Shape {
  return shape.map((length, axis) => (axis < shape.length - axes ? length : 1));
}

/** The axes of a row. */
function rowAxes(shape: Shape, { axes }: StandardizeAttrs): number[] {
  return Array.from({ length: axes }, (_, index) => shape.length - axes + index);
}

function lower(
  context: LowerContext<StandardizeAttrs>,
  gradient: boolean,
  bindings: Readonly<Record<string, Operand>>,
): readonly Dispatch[] {
  const { shape } = context.inputs[0]!; // x, or y
  const { attrs } = context;
  const rows = lastAxes(shape, attrs.axes);
  const width = widthFor(rows.length);
  const grid = rowGrid({ ...rows, length: rows.length / width }, context.profile, context.limits);
  const total = width === 4 ? 'dot(v, vec4f(1.0))' : 'v';
  return [
    context.kernel([vectorText(width), `fn total(v: V) -> f32 { return ${total}; }`, combined, shader].join('\n'), {
      file: 'standardize.wgsl',
      constants: {
        ROWS: rows.count,
        C: rows.length / width,
        COUNT: `f32(${rows.length})`,
        EPSILON: `f32(${attrs.epsilon})`,
        COLUMNS: shape[shape.length - 1]!, // a row has an axis
        ...grid.rounds,
        ...grid.constants,
      },
      flags: { CENTER: attrs.center, GRAD: gradient, TREE: grid.tree },
      bindings,
      workgroups: grid.workgroups,
      stores: true,
    }),
  ];
}

const standardizeOp: Op<StandardizeAttrs> = defineOp<StandardizeAttrs>({
  name: 'standardize',
  epilogue: true,
  infer([x], attrs) {
    const { shape } = x!; // one input
    return [
      { shape, dtype: 'float32' },
      { shape: scaleShape(shape, attrs), dtype: 'float32' },
    ];
  },
  lower: (context) => lower(context, false, { x: context.input(0), scales: context.output(1) }),
  cpu([y, scales], [x], { inputs }, attrs) {
    const { count, length } = lastAxes(inputs[0]!.shape, attrs.axes); // one input
    for (let row = 0; row < count; row++) {
      const values = Array.from((x as Values).subarray(row * length, (row + 1) * length)); // one input
      const center = attrs.center ? values.reduce((total, value) => total + value, 0) / length : 0;
      const squares = values.reduce((total, value) => total + (value - center) ** 2, 0);
      const scale = 1 / Math.sqrt(squares / length + attrs.epsilon);
      values.forEach((value, c) => {
        y![row * length + c] = (value - center) * scale; // in the row
      });
      scales![row] = scale; // two outputs
    }
  },
  grad({ outputs: [y, scale], gradients: [dy, dscale], attrs }) {
    const ofY = dy ? apply(gradientOp, [y!, dy, scale!], attrs) : null; // two outputs
    if (!dscale) return [ofY];
    const { length } = lastAxes(y!.shape, attrs.axes);
    const ofScale = multiply(y!, multiply(multiply(dscale, square(scale!)), -1 / length));
    return [ofY ? add(ofY, ofScale) : ofScale];
  },
});

const gradientOp: Op<StandardizeAttrs> = defineOp<StandardizeAttrs>({
  name: 'standardizeGradient',
  epilogue: true,
  infer: ([y]) => [y!], // three inputs
  lower: (context) => lower(context, true, { x: context.input(0), dy: context.input(1), scales: context.input(2) }),
  cpu([dx], [y, dy, scales], { inputs }, attrs) {
    const { count, length } = lastAxes(inputs[0]!.shape, attrs.axes); // three inputs
    for (let row = 0; row < count; row++) {
      let [total, products] = [0, 0];
      for (let i = row * length; i < (row + 1) * length; i++) {
        total += dy![i]!; // in range
        products += dy![i]! * y![i]!;
      }
      const center = attrs.center ? total / length : 0;
      for (let i = row * length; i < (row + 1) * length; i++) {
        dx![i] = scales![row]! * (dy![i]! - center - (y![i]! * products) / length);
      }
    }
  },
  grad({ inputs: [y, dy, scale], outputs: [dx], dy: g, needed, attrs }) {
    const axes = rowAxes(y!.shape, attrs); // three inputs
    const rowMean = (x: GraphNode) => mean(x, axes, { keepDims: true });
    const ofY = () => {
      const [slope, turned] = [rowMean(multiply(dy!, y!)), rowMean(multiply(g, y!))];
      return negative(multiply(scale!, subtract(multiply(g, slope), multiply(dy!, negative(turned)))));
    };
    return [
      needed[0] ? ofY() : null,
      needed[1] ? apply(gradientOp, [y!, g, scale!], attrs) : null,
      needed[2] ? divide(sum(multiply(g, dx!), axes, { keepDims: true }), scale!) : null,
    ];
  },
});

/** Rows brought to mean 0 (with `center`) and mean square 1. */
export function standardizeRows(x: GraphNode, attrs: StandardizeAttrs): GraphNode {
  return applyAll(standardizeOp, [x], attrs)[0]!; // y comes first
}
