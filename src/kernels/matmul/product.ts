/** Sizes of a matrix product, and where its operands' matrices are. */
import { ShapeError } from '../../runtime/errors.ts';
import { broadcastShapes, type Shape, sizeOf, stridesOf } from '../../runtime/spec.ts';
import type { Contraction } from '../contraction/contraction.ts';

export interface MatmulAttrs {
  /** Read A as [..., K, M]. */
  readonly transposeA: boolean;
  /** Read B as [..., N, K]. */
  readonly transposeB: boolean;
}

export interface Product extends MatmulAttrs {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Axes before the last two, of the result and of the operands (which may be repeated). */
  readonly batch: Shape;
  readonly batchA: Shape;
  readonly batchB: Shape;
}

/** @throws ShapeError that names both shapes when they do not fit. */
export function productOf(a: Shape, b: Shape, attrs: MatmulAttrs): Product {
  if (a.length < 2 || b.length < 2) {
    throw new ShapeError({ who: 'matmul', expected: 'operands with at least two axes', received: [a, b] });
  }
  const [rowsA, columnsA] = a.slice(-2) as [number, number]; // two axes at least
  const [rowsB, columnsB] = b.slice(-2) as [number, number];
  const [m, k] = attrs.transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [inner, n] = attrs.transposeB ? [columnsB, rowsB] : [rowsB, columnsB];
  if (k !== inner) {
    throw new ShapeError({
      who: 'matmul',
      expected: 'inner sizes must be equal',
      received: [a, b],
      fix: `The second operand must have ${k} along its ${attrs.transposeB ? 'last' : 'second to last'} axis, it has ${inner}.`,
    });
  }
  const [batchA, batchB] = [a.slice(0, -2), b.slice(0, -2)];
  return { ...attrs, m, n, k, batchA, batchB, batch: broadcastShapes('matmul', batchA, batchB) };
}

/** Strides of an operand's batch axes, aligned at the right; 0 where it is repeated. */
function batchStrides(batch: Shape, own: Shape, matrix: number): number[] {
  const strides = stridesOf(own);
  const shift = batch.length - own.length;
  return batch.map((_, axis) => (axis < shift || own[axis - shift] === 1 ? 0 : strides[axis - shift]! * matrix)); // axis of `own`
}

/** The product as sums over strided axes. */
export function contractionOf({ m, n, k, batch, batchA, batchB, transposeA, transposeB }: Product): Contraction {
  const [strideA, strideB] = [batchStrides(batch, batchA, m * k), batchStrides(batch, batchB, k * n)];
  const outer = stridesOf(batch);
  return {
    rows: [{ length: m, stride: transposeA ? 1 : k }],
    columns: [{ length: n, stride: transposeB ? k : 1 }],
    steps: [{ length: k, a: transposeA ? m : 1, b: transposeB ? 1 : n }],
    batch: batch.map((length, axis) => ({
      length,
      a: strideA[axis]!,
      b: strideB[axis]!,
      row: outer[axis]! * m,
      column: 0,
    })), // one per axis
    sizeA: sizeOf(batchA) * m * k,
    sizeB: sizeOf(batchB) * k * n,
    width: n,
  };
}
