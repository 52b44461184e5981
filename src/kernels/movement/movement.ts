/** Index movements: the same values at other places. They cost nothing of their own: whoever reads them reads the source. */
import type { GraphNode } from '../../runtime/graph.ts';
import { type AxisMap, defineOp, type Movement, type Op } from '../../runtime/op.ts';
import { type Shape, stridesOf } from '../../runtime/spec.ts';

/** An axis read at the output's coordinate, unchanged. */
export const PLAIN = { multiply: 1, add: 0, divide: 1, modulo: null, check: false, exact: false } as const;

interface Row<Attrs> {
  /** The output's shape from the input's. Throws ShapeError. */
  shape(input: Shape, attrs: Attrs): Shape;
  axes(input: Shape, attrs: Attrs, output: Shape): readonly AxisMap[];
  /** Value at places that come from outside of the input; default 0. */
  fill?(attrs: Attrs): number;
  /** A simpler equal, for an input that is itself moved. */
  expand?(x: GraphNode, attrs: Attrs): GraphNode | null;
  grad(dy: GraphNode, input: Shape, attrs: Attrs): GraphNode;
}

/** Makes an index movement from a row. */
/* @__NO_SIDE_EFFECTS__ */
export function movement<Attrs>(name: string, row: Row<Attrs>): Op<Attrs> {
  const expand: NonNullable<Op<Attrs>['expand']> = ({ inputs, attrs }) => {
    const simpler = row.expand?.(inputs[0]!, attrs); // one input
    return simpler ? [simpler] : null;
  };
  return defineOp<Attrs>({
    name,
    ...(row.expand ? { expand } : {}),
    infer: ([x], attrs) => [{ shape: row.shape(x!.shape, attrs), dtype: x!.dtype }], // one input
    move: {
      movement: (attrs, { inputs, outputs }): Movement => ({
        axes: row.axes(inputs[0]!.shape, attrs, outputs[0]!.shape), // one input, one output
        fill: row.fill?.(attrs) ?? 0,
      }),
    },
    cpu([y], [x], { inputs, outputs }, attrs) {
      const [from, to] = [inputs[0]!.shape, outputs[0]!.shape]; // one input, one output
      const source = sourceOnCpu(to, from, row.axes(from, attrs, to));
      const fill = row.fill?.(attrs) ?? 0;
      for (let i = 0; i < y!.length; i++) {
        const place = source(i);
        y![i] = place < 0 ? fill : x![place]!; // -1: outside
      }
    },
    grad: ({ inputs, dy, attrs }) => [row.grad(dy, inputs[0]!.shape, attrs)], // one input
  });
}

/** The input's index for an output's index; -1 when it lies outside. The definition of what `AxisMap` means. */
function sourceOnCpu(to: Shape, from: Shape, axes: readonly AxisMap[]): (index: number) => number {
  const outer = stridesOf(to);
  const inner = stridesOf(from);
  return (index) => {
    let place = 0;
    for (let position = 0; position < axes.length; position++) {
      const axis = axes[position]!; // position < length
      const coordinate = axis.from === null ? 0 : Math.floor(index / outer[axis.from]!) % to[axis.from]!; // an axis of `to`
      const scaled = (axis.modulo === null ? coordinate : coordinate % axis.modulo) * axis.multiply + axis.add;
      const source = Math.trunc(scaled / axis.divide);
      if (axis.check && (scaled < 0 || source >= from[position]! || (axis.exact && scaled % axis.divide !== 0)))
        return -1; // one map per axis
      place += source * inner[position]!;
    }
    return place;
  };
}
