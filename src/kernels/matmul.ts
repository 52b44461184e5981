/** Matrix products: batched, with either operand read transposed, and elementwise ops fused behind. */
import shader from '../../shaders/matmul.wgsl?raw';
import { ShapeError } from '../runtime/errors.ts';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { defineOp } from '../runtime/op.ts';
import { broadcastShapes, type Shape, sizeOf, stridesOf } from '../runtime/spec.ts';
import { broadcastPlaces } from './elementwise/family.ts';
import { sumTo } from './reduce.ts';

export interface MatmulAttrs {
  /** Read A as [..., K, M]. */
  readonly transposeA: boolean;
  /** Read B as [..., N, K]. */
  readonly transposeB: boolean;
}

interface Sizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly batch: Shape;
}

function sizesOf(a: Shape, b: Shape, { transposeA, transposeB }: MatmulAttrs): Sizes {
  const [rowsA, columnsA] = [a[a.length - 2]!, a[a.length - 1]!]; // infer checked the ranks
  const [rowsB, columnsB] = [b[b.length - 2]!, b[b.length - 1]!];
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [k2, n] = transposeB ? [columnsB, rowsB] : [rowsB, columnsB];
  if (k !== k2) {
    throw new ShapeError({
      who: 'matmul',
      expected: `inner sizes must be equal`,
      received: [a, b],
      fix: `The second operand must have ${k} along its ${transposeB ? 'last' : 'second to last'} axis, it has ${k2}.`,
    });
  }
  return { m, n, k, batch: broadcastShapes('matmul', a.slice(0, -2), b.slice(0, -2)) };
}

/** `fn batchOffsetA(batch: u32) -> u32`: where the matrix of a batch starts in an operand that may be broadcast. */
function batchOffset(name: string, batch: Shape, own: Shape, matrix: number): string {
  const shift = batch.length - own.length;
  const outer = stridesOf(batch);
  const inner = stridesOf(own);
  const terms = own.flatMap((length, axis) => {
    if (length === 1) return [];
    const place = `(batch / ${outer[axis + shift]}u) % ${length}u`; // aligned at the right
    return [`(${place}) * ${inner[axis]! * matrix}u`];
  });
  return `fn ${name}(batch: u32) -> u32 { return ${terms.length === 0 ? '0u' : terms.join(' + ')}; }`;
}

export const matmulOp = defineOp<MatmulAttrs>({
  name: 'matmul',
  epilogue: true,
  infer([a, b], attrs) {
    if (a!.shape.length < 2 || b!.shape.length < 2) {
      throw new ShapeError({
        who: 'matmul',
        expected: 'operands with at least two axes',
        received: [a!.shape, b!.shape],
      }); // two inputs
    }
    const { m, n, batch } = sizesOf(a!.shape, b!.shape, attrs);
    return [{ shape: [...batch, m, n], dtype: 'float32' }];
  },
  lower(context) {
    const [a, b] = [context.inputs[0]!.shape, context.inputs[1]!.shape]; // two inputs
    const { transposeA, transposeB } = context.attrs;
    const { m, n, k, batch } = sizesOf(a, b, context.attrs);
    const offsets = [
      batchOffset('batchOffsetA', batch, a.slice(0, -2), m * k),
      batchOffset('batchOffsetB', batch, b.slice(0, -2), n * k),
    ];
    return [
      context.kernel([...offsets, shader].join('\n'), {
        file: 'matmul.wgsl',
        constants: { M: m, N: n, K: k },
        flags: { TRANSPOSE_A: transposeA, TRANSPOSE_B: transposeB },
        bindings: { a: context.input(0), b: context.input(1) },
        workgroups: [Math.ceil(n / 32), Math.ceil(m / 32), sizeOf(batch)],
        stores: true,
      }),
    ];
  },
  cpu([c], [a, b], { inputs }, attrs) {
    const { m, n, k, batch } = sizesOf(inputs[0]!.shape, inputs[1]!.shape, attrs); // two inputs
    const placeA = broadcastPlaces(batch, inputs[0]!.shape.slice(0, -2));
    const placeB = broadcastPlaces(batch, inputs[1]!.shape.slice(0, -2));
    const [rowA, stepA] = attrs.transposeA ? [1, m] : [k, 1];
    const [stepB, columnB] = attrs.transposeB ? [1, k] : [n, 1];
    for (let index = 0; index < sizeOf(batch); index++) {
      const [baseA, baseB] = [placeA(index) * m * k, placeB(index) * k * n];
      for (let row = 0; row < m; row++) {
        for (let column = 0; column < n; column++) {
          let total = 0;
          for (let step = 0; step < k; step++) {
            total += a![baseA + row * rowA + step * stepA]! * b![baseB + step * stepB + column * columnB]!; // in range
          }
          c![(index * m + row) * n + column] = total;
        }
      }
    }
  },
  grad({ inputs: [a, b], dy, needed, attrs: { transposeA, transposeB } }) {
    // C = A·B: dA = dC·Bᵀ, dB = Aᵀ·dC; a transposed operand gets the transposed product.
    const da = () =>
      transposeA
        ? matmul(b!, dy, { transposeA: transposeB, transposeB: true })
        : matmul(dy, b!, { transposeB: !transposeB });
    const db = () =>
      transposeB
        ? matmul(dy, a!, { transposeA: true, transposeB: transposeA })
        : matmul(a!, dy, { transposeA: !transposeA });
    return [needed[0] ? sumTo(da(), a!.shape) : null, needed[1] ? sumTo(db(), b!.shape) : null];
  },
});

/**
 * Matrix product over the last two axes; leading axes are batches and broadcast.
 *
 * Shapes: `[..., M, K] · [..., K, N] -> [..., M, N]`; with `transposeA` A is `[..., K, M]`, with `transposeB` B is `[..., N, K]`.
 */
export function matmul(a: GraphNode, b: GraphNode, attrs: Partial<MatmulAttrs> = {}): GraphNode {
  return apply(matmulOp, [a, b], { transposeA: attrs.transposeA ?? false, transposeB: attrs.transposeB ?? false });
}
