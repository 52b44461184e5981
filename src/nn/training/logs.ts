/** Reading the values of a run: all counters of a model live in one block, which is read in one go. */

import { sizeOf } from '../../runtime/spec.ts';
import type { Storage } from '../../runtime/storage.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { fromWords, type Variable } from '../../runtime/variable.ts';
import type { Logs } from '../callbacks/callback.ts';
import type { Mean } from '../metrics/mean.ts';
import type { Metric } from '../metrics/metric.ts';
import type { CompiledOutput } from './outputs.ts';
import type { Told } from './step.ts';

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

/** Everything that is counted during an epoch. */
export function countersOf(lossTracker: Mean, outputs: readonly CompiledOutput[]): Metric[] {
  return [
    lossTracker,
    ...outputs.flatMap(({ tracker, metrics }) => [
      ...(tracker ? [tracker] : []),
      ...metrics.map(({ metric }) => metric),
    ]),
  ];
}

/**
 * The values so far, sorted by name; metrics with several values are told as `name_0`, `name_1` ...
 *
 * @param others - Variables whose values the host should know besides.
 */
export async function readLogs(told: Told, others: readonly Variable[]): Promise<Logs> {
  const variables = Object.values(told).flatMap((metric) => metric.variables);
  const values = await readVariables([...variables, ...others]);
  const entries = Object.entries(told).flatMap(([key, metric]): [string, number][] => {
    const result = metric.compute(metric.variables.map((variable) => values.get(variable)!)); // read above
    return typeof result === 'number' ? [[key, result]] : result.map((value, index) => [`${key}_${index}`, value]);
  });
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
