/** Rows of a table by index (embedding lookup), and its deterministic gradient. */
import gatherShader from '../../shaders/gather.wgsl?raw';
import scatterShader from '../../shaders/scatter.wgsl?raw';
import { ShapeError } from '../runtime/errors.ts';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { gridOf } from '../runtime/grid.ts';
import { defineOp, type Op } from '../runtime/op.ts';
import { normalizeAxis, sizeOf } from '../runtime/spec.ts';
import { cast } from './elementwise/operands.ts';
import { isCount } from './iota.ts';
import { pad } from './movement/pad.ts';
import { reshape } from './movement/reshape.ts';
import { slice } from './movement/slice.ts';
import { transpose } from './movement/transpose.ts';

/** index `[count]`, table `[rows, width]` -> `[count, width]`. */
const gatherOp: Op<null> = defineOp<null>({
  name: 'gather',
  epilogue: true,
  infer([table, index]) {
    if (table!.shape.length !== 2 || index!.shape.length !== 1) {
      throw new ShapeError({
        who: 'gather',
        expected: 'a table with 2 axes and indices with 1 axis',
        received: [table!.shape, index!.shape],
      }); // two inputs
    }
    return [{ shape: [index!.shape[0]!, table!.shape[1]!], dtype: table!.dtype }];
  },
  expand({ inputs: [table, index] }) {
    const [rows, width] = table!.shape as [number, number]; // infer checked the rank
    const count = index!.shape[0]!;
    return isCount(index!) && count <= rows ? [slice(table!, [0, 0], [count, width])] : null; // the first rows
  },
  lower(context) {
    const [rows, width] = context.inputs[0]!.shape as [number, number]; // infer checked the rank
    const count = context.inputs[1]!.shape[0]!;
    const integer = context.inputs[0]!.dtype === 'int32'; // else floats: take() casts booleans
    const grid = gridOf(count * width, 64, context.limits);
    return [
      context.kernel(gatherShader, {
        file: 'gather.wgsl',
        constants: { ROWS: rows, WIDTH: width, COUNT: count, ZERO: integer ? '0i' : '0.0f', ...grid.constants },
        flags: { INTEGER: integer },
        bindings: { table: context.input(0), index: context.input(1) },
        workgroups: grid.workgroups,
        stores: true,
      }),
    ];
  },
  cpu([y], [table, index], { inputs }) {
    const [rows, width] = inputs[0]!.shape as [number, number]; // infer checked the rank
    index!.forEach((row, place) => {
      for (let column = 0; column < width; column++)
        y![place * width + column] = row >= 0 && row < rows ? table![row * width + column]! : 0;
    });
  },
  grad: ({ inputs: [table, index], dy }) => [apply(scatterOp, [dy, index!], { rows: table!.shape[0]! }), null], // two inputs
});

interface ScatterAttrs {
  readonly rows: number;
}

/** Words of counters that the counting sort may use. */
const MOST_COUNTERS = 1 << 20;

/** dy `[count, width]`, index `[count]` -> `[rows, width]`: rows with equal index added in order. */
const scatterOp: Op<ScatterAttrs> = defineOp<ScatterAttrs>({
  name: 'scatter',
  epilogue: true,
  infer: ([dy], { rows }) => [{ shape: [rows, dy!.shape[1]!], dtype: 'float32' }], // made by gather's gradient
  expand({ inputs: [dy, index], attrs: { rows } }) {
    const rest = rows - dy!.shape[0]!; // made by gather's gradient
    return isCount(index!) && rest >= 0
      ? [
          pad(dy!, [
            [0, rest],
            [0, 0],
          ]),
        ]
      : null;
  },
  lower(context) {
    const [count, width] = context.inputs[0]!.shape as [number, number]; // made by gather's gradient
    const { rows } = context.attrs;
    const shares = Math.max(1, Math.min(64, Math.floor(MOST_COUNTERS / rows), Math.ceil(count / 16)));
    const sizes = { ROWS: rows, WIDTH: width, COUNT: count, SHARES: shares, SHARE: Math.ceil(count / shares) };
    const words = (size: number) => context.workspace({ shape: [size], dtype: 'uint32' });
    const [counts, totals, starts, places] = [words(shares * rows), words(rows), words(rows + 1), words(count)];
    const index = context.input(1);
    const perShare = gridOf(shares, 16, context.limits);
    const perRow = gridOf(rows, 64, context.limits);
    const perElement = gridOf(rows * width, 64, context.limits);
    const off = { COUNTS: false, OFFSETS: false, STARTS: false, FILL: false };
    const stage = (
      flag: keyof typeof off,
      bindings: Parameters<typeof context.kernel>[1]['bindings'],
      grid: typeof perRow,
    ) =>
      context.kernel(scatterShader, {
        label: flag.toLowerCase(),
        file: 'scatter.wgsl',
        constants: { ...sizes, ...grid.constants },
        flags: { ...off, [flag]: true },
        bindings,
        workgroups: grid.workgroups,
      });
    return [
      stage('COUNTS', { index, counts }, perShare),
      stage('OFFSETS', { counts, totals }, perRow),
      stage('STARTS', { totals, starts }, { ...perRow, workgroups: [1, 1, 1] }),
      stage('FILL', { index, starts, counts, places }, perShare),
      context.kernel(scatterShader, {
        file: 'scatter.wgsl',
        constants: { ...sizes, ...perElement.constants },
        flags: off,
        bindings: { dy: context.input(0), starts, places },
        workgroups: perElement.workgroups,
        stores: true,
      }),
    ];
  },
  cpu([table], [dy, index], { inputs }, { rows }) {
    const width = inputs[0]!.shape[1]!; // made by gather's gradient
    table!.fill(0);
    index!.forEach((row, place) => {
      if (row < 0 || row >= rows) return;
      for (let column = 0; column < width; column++) table![row * width + column]! += dy![place * width + column]!; // in range
    });
  },
  grad: ({ inputs: [, index], dy }) => [apply(gatherOp, [dy, index!], null), null], // two inputs
});

/**
 * Slices of x along an axis, chosen by integer indices: `y[..., i, ...] = x[..., indices[i], ...]`.
 * An index outside of the axis gives zeros.
 *
 * Shapes: x `[..., n, ...]`, indices of any shape -> `[..., indices..., ...]`.
 */
export function take(x: GraphNode, indices: GraphNode, axis = 0): GraphNode {
  const place = normalizeAxis('take', axis, x.shape.length);
  const others = x.shape.map((_, each) => each).filter((each) => each !== place);
  const front = transpose(x, [place, ...others]);
  const rows = x.shape[place]!; // normalised
  const table = reshape(x.dtype === 'bool' ? cast(front, 'int32') : front, [rows, sizeOf(x.shape) / rows]);
  const flat = reshape(cast(indices, 'int32'), [sizeOf(indices.shape)]);
  const taken = reshape(apply(gatherOp, [table, flat], null), [
    ...indices.shape,
    ...others.map((each) => x.shape[each]!),
  ]); // an axis of x
  const rank = indices.shape.length;
  const before = others.filter((each) => each < place).map((_, each) => rank + each);
  const after = others.filter((each) => each > place).map((_, each) => rank + before.length + each);
  const back = transpose(taken, [...before, ...indices.shape.map((_, each) => each), ...after]);
  return cast(back, x.dtype);
}
