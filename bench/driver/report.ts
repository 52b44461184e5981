import { contestantNames, contestantTitles } from '../contestants/names.ts';
import type { Counts } from '../page/counters.ts';
import { disagreements } from './agreement.ts';
import type { Result } from './run.ts';
import type { Size } from './size.ts';
import { median } from './statistics.ts';

const [REFERENCE] = contestantNames;

/** A Markdown table whose first columns are text, and the others numbers. */
function table(texts: number, header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, i) => (i < texts ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Three significant digits: more would be noise. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

const times = ({ samples, steps }: Result): number[] => samples.map(({ milliseconds }) => milliseconds / steps);

/** How many times the reference's median a result's is. */
function ratio(result: Result, all: readonly Result[]): string {
  const reference = all.find(({ runner }) => runner.name === REFERENCE);
  return reference ? digits(median(times(result)) / median(times(reference))) : '-';
}

export function timeTable(workloads: readonly (readonly Result[])[]): string {
  const rows = workloads.flatMap((results) =>
    results.map((result) => {
      const of = times(result);
      const cells = [median(of), Math.min(...of), Math.max(...of)].map(digits);
      const first = result === results[0] ? `**${result.workload.id}** ${result.workload.title}` : '';
      const unit = `ms a ${result.workload.unit}`;
      const loss = Number.isFinite(result.loss) ? result.loss.toPrecision(5) : '-';
      return [first, contestantTitles[result.runner.name], unit, ...cells, ratio(result, results), loss];
    }),
  );
  return table(3, ['Workload', 'Library', 'Unit', 'Median', 'Min', 'Max', 'To Hornbeam', 'Loss'], rows);
}

const COUNTS: readonly (readonly [keyof Counts, string])[] = [
  ['dispatches', 'Dispatches'],
  ['passes', 'Passes'],
  ['submits', 'Submits'],
  ['buffers', 'Buffers'],
  ['bindGroups', 'Bind groups'],
  ['pipelines', 'Pipelines'],
  ['bytesUploaded', 'Bytes up'],
  ['bytesReadBack', 'Bytes back'],
];

const perStep = (count: number): string => (count >= 100 ? count.toFixed(0) : String(Number(count.toFixed(1))));

/** What each library asks of WebGPU in a step, of the last sample: the steadiest one. */
export function countTable(workloads: readonly (readonly Result[])[]): string {
  const rows = workloads.flat().flatMap(({ workload, runner, steps, samples }) => {
    const last = samples.at(-1);
    return last
      ? [[workload.id, contestantTitles[runner.name], ...COUNTS.map(([name]) => perStep(last.counts[name] / steps))]]
      : [];
  });
  return table(2, ['Per step', 'Library', ...COUNTS.map(([, title]) => title)], rows);
}

export function sizeTable(sizes: readonly Size[]): string {
  const reference = sizes.find(({ name }) => name === REFERENCE)?.gzipped ?? Number.NaN;
  const rows = sizes.map(({ name, gzipped }) => [
    contestantTitles[name],
    digits(gzipped / 1000),
    digits(gzipped / reference),
  ]);
  return table(1, ['Size of a program that trains an MLP', 'kB gzipped', 'To Hornbeam'], rows);
}

/** What a reader must know before he believes the tables. */
export function remarks(workloads: readonly (readonly Result[])[], sizes: readonly Size[]): string[] {
  const failures = workloads.flat().flatMap(({ workload, runner, failure }) => {
    return failure === undefined ? [] : [`${workload.id}: ${contestantTitles[runner.name]} failed: ${failure}`];
  });
  const unbuilt = sizes.flatMap(({ name, failure }) =>
    failure === undefined ? [] : [`size: ${contestantTitles[name]} does not run: ${failure}`],
  );
  return [...failures, ...workloads.flatMap(disagreements), ...unbuilt];
}
