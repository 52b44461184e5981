/** Addresses in a contraction as WGSL functions of combined indices. */
import { offsetExpression, type StridedAxis } from '../../runtime/plan/indexing.ts';
import type { Contraction } from './contraction.ts';

function functionOf(name: string, axes: readonly StridedAxis[]): string {
  return `fn ${name}(i: u32) -> u32 { return ${offsetExpression('i', axes)}; }`;
}

/** Axes with the stride under one of their keys. */
function along<Key extends string>(
  axes: readonly ({ readonly length: number } & Readonly<Record<Key, number>>)[],
  key: Key,
): StridedAxis[] {
  return axes.map((axis) => ({ length: axis.length, stride: axis[key] }));
}

/** `batchA(i)`, `batchB(i)`: where a batch's operands start; `batchRow(i)`, `batchColumn(i)`: where its result does. */
export function batchFunctions({ batch }: Contraction): string {
  return (
    [
      ['batchA', 'a'],
      ['batchB', 'b'],
      ['batchRow', 'row'],
      ['batchColumn', 'column'],
    ] as const
  )
    .map(([name, key]) => functionOf(name, along(batch, key)))
    .join('\n');
}

/** `rowA(i)`, `columnB(i)`, `stepA(i)`, `stepB(i)`: parts of an element's place, and the batch functions. */
export function addressFunctions(contraction: Contraction): string {
  const { rows, columns, steps } = contraction;
  return [
    functionOf('rowA', rows),
    functionOf('columnB', columns),
    functionOf('stepA', along(steps, 'a')),
    functionOf('stepB', along(steps, 'b')),
    batchFunctions(contraction),
  ].join('\n');
}
