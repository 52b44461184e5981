/** Reading the values of a run: all counters of a model live in one block, which is read in one go. */

import { sizeOf } from '../../runtime/spec.ts';
import type { Storage } from '../../runtime/storage.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { fromWords, type Variable } from '../../runtime/variable.ts';
import type { Logs } from '../callbacks/callback.ts';
import type { Mean } from '../metrics/mean.ts';
import type { Metric } from '../metrics/metric.ts';
import type { CompiledOutput, NamedMetric } from './outputs.ts';

/** Values of several variables, with one read per block of memory. */
export async function readVariables(variables: readonly Variable[]): Promise<Map<Variable, Tensor>> {
  const blocks = new Map<Storage, Variable[]>();
  for (const variable of variables) {
    const { storage } = variable.home;
    blocks.set(storage, [...(blocks.get(storage) ?? []), variable]);
  }
  const values = new Map<Variable, Tensor>();
  await Promise.all(
    [...blocks].map(async ([storage, members]) => {
      const from = Math.min(...members.map(({ home }) => home.offset));
      const to = Math.max(...members.map(({ home, shape }) => home.offset + Math.max(1, sizeOf(shape))));
      const words = await storage.read(from, to - from);
      for (const member of members) {
        const start = member.home.offset - from;
        values.set(member, fromWords(words.slice(start, start + sizeOf(member.shape)), member.spec));
      }
    }),
  );
  return values;
}

/** Everything that is counted during an epoch. @param held - Metrics of layers. */
export function countersOf(
  lossTracker: Mean,
  outputs: readonly CompiledOutput[],
  held: readonly NamedMetric[] = [],
): Metric[] {
  return [
    lossTracker,
    ...held.map(({ metric }) => metric),
    ...outputs.flatMap(({ tracker, metrics }) => [
      ...(tracker ? [tracker] : []),
      ...metrics.map(({ metric }) => metric),
    ]),
  ];
}

/** The values so far, sorted by name; metrics with several values are told as `name_0`, `name_1` ... */
export async function readLogs(
  lossTracker: Mean,
  outputs: readonly CompiledOutput[],
  held: readonly NamedMetric[] = [],
): Promise<Logs> {
  const counters = countersOf(lossTracker, outputs, held);
  const values = await readVariables(counters.flatMap(({ variables }) => variables));
  const resultOf = (metric: Metric) => metric.compute(metric.variables.map((variable) => values.get(variable)!)); // read above
  const entries: [string, number][] = [['loss', resultOf(lossTracker) as number]]; // a mean is one number
  for (const { tracker } of outputs) if (tracker) entries.push([tracker.name, resultOf(tracker) as number]); // likewise
  for (const { key, metric } of [...outputs.flatMap(({ metrics }) => metrics), ...held]) {
    const result = resultOf(metric);
    if (typeof result === 'number') entries.push([key, result]);
    else result.forEach((value, index) => entries.push([`${key}_${index}`, value]));
  }
  return sortedLogs(entries);
}

/** Logs are sorted by name everywhere, as in Keras. */
export function sortedLogs(entries: Iterable<readonly [string, number]>): Logs {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The same with a prefix. */
export function prefixed(logs: Logs, prefix: string): Logs {
  return Object.fromEntries(Object.entries(logs).map(([key, value]) => [`${prefix}${key}`, value]));
}
