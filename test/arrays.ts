/** Numbers compared, and batches handed out: for tests of layers that are applied to data. */
import { expect } from 'vitest';
import { tensor } from '../src/index.ts';
import type { ArrayLike, NestedArray } from '../src/runtime/tensor.ts';

/** Numbers equal to a few digits: float32 against what a test says. */
export function expectClose(got: ArrayLike, expected: NestedArray): void {
  const [own, wanted] = [tensor(got), tensor(expected)];
  expect(own.shape).toEqual(wanted.shape);
  own.data.forEach((value, index) => {
    expect(value).toBeCloseTo(wanted.data[index]!, 5); // equal shapes
  });
}

/** Batches, one after the other. */
export function* batchesOf<T>(...batches: readonly T[]): Generator<T> {
  yield* batches;
}

/** Batches that come later. */
export async function* laterBatches<T>(...batches: readonly T[]): AsyncGenerator<T> {
  yield* batches;
}
