/** Every golden file with what makes rows of it, and running them. Runs in Node and in the browser. */
import { activationRows } from './activations.ts';
import { imageRows } from './images.ts';
import { layerRows } from './layers.ts';
import { lossRows } from './losses.ts';
import { metricRows } from './metrics.ts';
import { optimizerRows } from './optimizers.ts';
import { pending } from './pending.ts';
import { scheduleRows } from './schedules.ts';
import type { GoldenRow, RowsOf } from './suite.ts';
import { trainingRows } from './training.ts';

export const files = {
  losses: lossRows,
  activations: activationRows,
  optimizers: optimizerRows,
  schedules: scheduleRows,
  metrics: metricRows,
  layers: layerRows,
  images: imageRows,
  training: trainingRows,
} as const satisfies Readonly<Record<string, RowsOf>>;

export type GoldenFile = keyof typeof files;

/** All names, in the order in which they run. */
export const fileNames = Object.keys(files) as GoldenFile[]; // the keys of the table

/** What a row needs and is still missing, by pending.ts. */
export function missingOf({ needs }: GoldenRow): string[] {
  return [...new Set(needs.map(({ name }) => name))].filter((name) => pending.includes(name));
}

/** Runs a row; an error becomes a complaint. */
export async function complaintsOf(row: GoldenRow): Promise<readonly string[]> {
  try {
    return await row.run();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [`threw ${text.split('\n', 4).join('\n')}`];
  }
}
