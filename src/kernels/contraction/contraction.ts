/**
 * Sums of products over strided axes: the one shape behind matrix products, batched products, convolutions and their
 * gradients. `C[batch, row, column] = Σ over steps of A[...] · B[...]`, where every element's place is a sum of
 * coordinate times stride. Nothing is ever transposed or gathered in memory.
 */
import type { StridedAxis } from '../../runtime/plan/indexing.ts';

/** An axis that is summed over: strides in A and in B. */
export interface StepAxis {
  readonly length: number;
  readonly a: number;
  readonly b: number;
}

/** An axis of independent sums: strides in A and B, and how it moves rows and columns of the result. */
export interface BatchAxis extends StepAxis {
  readonly row: number;
  readonly column: number;
}

export interface Contraction {
  /** Axes that make up the rows, with their strides in A. */
  readonly rows: readonly StridedAxis[];
  /** Axes that make up the columns, with their strides in B. */
  readonly columns: readonly StridedAxis[];
  /** Axes that are summed over, the outermost first. */
  readonly steps: readonly StepAxis[];
  readonly batch: readonly BatchAxis[];
  /** Elements of the operands. */
  readonly sizeA: number;
  readonly sizeB: number;
  /** Columns of the result in memory: more than those of one batch when the batch moves columns (groups). */
  readonly width: number;
}

/** Numbers of rows, columns, steps and batches. */
export interface Sizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly count: number;
}

function lengthOf(axes: readonly { readonly length: number }[]): number {
  return axes.reduce((product, axis) => product * axis.length, 1);
}

export function sizesOf({ rows, columns, steps, batch }: Contraction): Sizes {
  return { m: lengthOf(rows), n: lengthOf(columns), k: lengthOf(steps), count: lengthOf(batch) };
}

/** Joins neighbouring axes that lie behind each other; axes of length 1 go. */
function joined<T extends { readonly length: number }>(
  axes: readonly T[],
  follows: (outer: T, inner: T) => boolean,
): T[] {
  const result: T[] = [];
  for (const axis of axes.filter(({ length }) => length > 1)) {
    const last = result[result.length - 1];
    if (last && follows(last, axis)) result[result.length - 1] = { ...axis, length: last.length * axis.length };
    else result.push(axis);
  }
  return result;
}

/** The same sums with as few axes as possible. */
export function simplified(contraction: Contraction): Contraction {
  const inOne = (outer: StridedAxis, inner: StridedAxis) => outer.stride === inner.stride * inner.length;
  const inBoth = (outer: StepAxis, inner: StepAxis) =>
    outer.a === inner.a * inner.length && outer.b === inner.b * inner.length;
  const inAll = (outer: BatchAxis, inner: BatchAxis) =>
    inBoth(outer, inner) && outer.row === inner.row * inner.length && outer.column === inner.column * inner.length;
  const { rows, columns, steps, batch } = contraction;
  return {
    ...contraction,
    rows: joined(rows, inOne),
    columns: joined(columns, inOne),
    steps: joined(steps, inBoth),
    batch: joined(batch, inAll),
  };
}
