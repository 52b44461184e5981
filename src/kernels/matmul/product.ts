/** Sizes of a matrix product, and where its operands' matrices are. */
import { ShapeError } from '../../runtime/errors.ts';
import { broadcastShapes, type Shape, sizeOf, stridesOf } from '../../runtime/spec.ts';

export interface MatmulAttrs {
  /** Read A as [..., K, M]. */
  readonly transposeA: boolean;
  /** Read B as [..., N, K]. */
  readonly transposeB: boolean;
}

/** Matrices of a batch; operands may have fewer and be repeated. */
export interface Batch {
  readonly shape: Shape;
  readonly count: number;
  readonly matricesA: number;
  readonly matricesB: number;
  /** `fn batchOffsetA(batch: u32) -> u32` and the same for B: which matrix of the operand belongs to a matrix of the batch. */
  readonly offsets: readonly string[];
}

export interface Product extends MatmulAttrs {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly batch: Batch;
}

/** The text of a function from the number of a matrix in the batch to that in an operand of fewer. */
function batchOffset(name: string, batch: Shape, own: Shape): string {
  const shift = batch.length - own.length;
  const outer = stridesOf(batch);
  const inner = stridesOf(own);
  const terms = own.flatMap((length, axis) =>
    length === 1 ? [] : [`(batch / ${outer[axis + shift]}u) % ${length}u * ${inner[axis]}u`],
  ); // aligned at the right
  return `fn ${name}(batch: u32) -> u32 { return ${terms.length === 0 ? '0u' : terms.join(' + ')}; }`;
}

/** @throws ShapeError that names both shapes when they do not fit. */
export function productOf(a: Shape, b: Shape, attrs: MatmulAttrs): Product {
  if (a.length < 2 || b.length < 2)
    throw new ShapeError({ who: 'matmul', expected: 'operands with at least two axes', received: [a, b] });
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
  const [ownA, ownB] = [a.slice(0, -2), b.slice(0, -2)];
  const shape = broadcastShapes('matmul', ownA, ownB);
  const batch: Batch = {
    shape,
    count: sizeOf(shape),
    matricesA: sizeOf(ownA),
    matricesB: sizeOf(ownB),
    offsets: [batchOffset('batchOffsetA', shape, ownA), batchOffset('batchOffsetB', shape, ownB)],
  };
  return { ...attrs, m, n, k, batch };
}
