/** Places of extreme elements. */
import shader from '../../shaders/argmax.wgsl?raw';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { gridOf } from '../runtime/grid.ts';
import { defineOp } from '../runtime/op.ts';
import { normalizeAxis } from '../runtime/spec.ts';
import { cast } from './elementwise/operands.ts';
import { forEachRow, rowsAlong } from './rows.ts';

interface ArgmaxAttrs {
  readonly axis: number;
  readonly least: boolean;
}

const argmaxOp = defineOp<ArgmaxAttrs>({
  name: 'argmax',
  epilogue: true,
  infer: ([x], { axis }) => [{ shape: x!.shape.filter((_, place) => place !== axis), dtype: 'int32' }], // one input
  lower(context) {
    const rows = rowsAlong(context.inputs[0]!.shape, context.attrs.axis); // one input
    const grid = gridOf(rows.count, 64, context.limits);
    const { shape } = context.outputs[0]!; // one output
    return [
      context.kernel(shader, {
        file: 'argmax.wgsl',
        constants: {
          ROWS: rows.count,
          C: rows.length,
          INNER: rows.inner,
          COLUMNS: shape[shape.length - 1] ?? 1,
          ...grid.constants,
        },
        flags: { LEAST: context.attrs.least },
        bindings: { x: context.input(0) },
        workgroups: grid.workgroups,
        stores: true,
      }),
    ];
  },
  cpu([y], [x], { inputs }, { axis, least }) {
    const rows = rowsAlong(inputs[0]!.shape, axis); // one input
    forEachRow(rows, (start, row) => {
      let place = 0;
      for (let c = 1; c < rows.length; c++) {
        const [value, best] = [x![start + c * rows.inner]!, x![start + place * rows.inner]!]; // in the row
        if (least ? value < best : value > best) place = c;
      }
      y![row] = place;
    });
  },
});

/** The place of the largest element along an axis, as int32; the first of equal ones. */
export function argmax(x: GraphNode, axis = -1): GraphNode {
  return apply(argmaxOp, [cast(x, 'float32')], { axis: normalizeAxis('argmax', axis, x.shape.length), least: false });
}

/** The place of the smallest element along an axis, as int32; the first of equal ones. */
export function argmin(x: GraphNode, axis = -1): GraphNode {
  return apply(argmaxOp, [cast(x, 'float32')], { axis: normalizeAxis('argmin', axis, x.shape.length), least: true });
}
