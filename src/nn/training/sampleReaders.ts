/** Readers of all batches of samples, and of the rows that are left over where batches cannot be filled up. */
import { BatchReader, batchSpecs, type Samples } from './batches.ts';
import type { StepKind } from './context.ts';
import type { Trainer } from './trainer.ts';

/** Plans of up to so many times the rows needed are used rather than compiling a new one. */
const WASTE = 8;

/**
 * The batch size to use: one that is compiled already if it is not much too large, else the one asked for.
 *
 * @param exact - Whether batches have to be as asked for, as hooks and limits of steps tell.
 */
export function chooseBatch(trainer: Trainer, kind: StepKind, samples: Samples, batch: number, exact: boolean): number {
  const needed = Math.min(batch, samples.rows);
  if (exact && batch < samples.rows) return batch;
  const rounded = Math.min(batch, 2 ** Math.ceil(Math.log2(needed)));
  const known = trainer
    .compiledSizes(kind, batchSpecs(samples, 1))
    .find((size) => size >= needed && size <= Math.max(batch, WASTE * needed));
  return known ?? rounded;
}

export interface Readers {
  readonly size: number;
  readonly reader: BatchReader;
  readonly rest: BatchReader | null;
}

export interface ReaderOptions {
  readonly trainer: Trainer;
  readonly samples: Samples;
  readonly batch: number;
  readonly resident: boolean;
  /** Whether batches have to be of that size. */
  readonly exact: boolean;
}

/** Readers for test steps. */
export async function readersFor({ trainer, samples, batch, resident, exact }: ReaderOptions): Promise<Readers> {
  await trainer.prepare(batchSpecs(samples, Math.min(batch, samples.rows)));
  const whole = trainer.needsExactBatches;
  const size = whole ? Math.min(batch, samples.rows) : chooseBatch(trainer, 'test', samples, batch, exact);
  const executable = await trainer.executable('test', batchSpecs(samples, size));
  const left = samples.rows % size;
  if (!whole || left === 0) {
    const reader = await BatchReader.create(executable, samples, size, samples.rows, resident);
    return { size, reader, rest: null };
  }
  const rows = samples.rows - left;
  const reader = await BatchReader.create(executable, samples, size, rows, resident);
  const remainder = await trainer.executable('test', batchSpecs(samples, left));
  const rest = await BatchReader.create(remainder, samples, left, left, resident);
  rest.setOrder(Int32Array.from({ length: left }, (_, row) => rows + row));
  return { size, reader, rest };
}
