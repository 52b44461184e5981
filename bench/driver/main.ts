/** `npm run bench`: see HELP in options.ts, and bench/README.md for what the numbers mean. */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../../scripts/package/build.ts';
import { type ContestantName, contestantTitles } from '../contestants/names.ts';
import { buildContestant, buildPage } from './build.ts';
import { benchFolder } from './folders.ts';
import { HELP, type Options, parseOptions } from './options.ts';
import { reason } from './reason.ts';
import { countTable, remarks, sizeTable, timeTable } from './report.ts';
import { type Result, type Runner, run } from './run.ts';
import { Session } from './session.ts';
import { measureSize, type Size } from './size.ts';

/** Progress goes to stderr, so that stdout holds the report alone. */
const progress = (text: string): void => void process.stderr.write(`${text}\n`);

/** Builds and starts the contestants; `absent` says why others take no part. */
async function startRunners(session: Session, names: readonly ContestantName[], absent: string[]): Promise<Runner[]> {
  const runners: Runner[] = [];
  for (const name of names) {
    try {
      await buildContestant(name);
      const page = await session.openPage();
      await page.call('start', name);
      runners.push({ name, page });
    } catch (error) {
      absent.push(`${contestantTitles[name]} takes no part: ${reason(error)}`);
    }
  }
  return runners;
}

async function measure(session: Session, options: Options, absent: string[]): Promise<Result[][]> {
  const runners = await startRunners(session, options.contestants, absent);
  for (const each of absent) progress(each);
  const results: Result[][] = [];
  for (const workload of options.workloads) {
    progress(`${workload.id} ${workload.title}`);
    results.push(await run(session, runners, workload, options));
  }
  return results;
}

async function measureSizes(options: Options): Promise<Size[]> {
  const sizes: Size[] = [];
  if (options.size) await buildPackage();
  for (const name of options.size ? options.contestants : []) sizes.push(await measureSize(name));
  return sizes;
}

async function report(session: Session, options: Options): Promise<string> {
  const page = await session.openPage();
  const adapter = await page.call('adapter');
  await page.close();
  const absent: string[] = [];
  const results = await measure(session, options, absent);
  const sizes = await measureSizes(options);
  const machine = `${adapter}; ${await session.browser.version()}; ${cpus().length} x ${cpus()[0]?.model}`;
  const parts = [
    `# Benchmark ${new Date().toISOString().slice(0, 10)}, ${options.adapter}`,
    `${machine}; rounds: ${options.rounds} (slow rows at most 2), contestants in turn. Lower is better everywhere.`,
    results.length > 0 ? `${timeTable(results)}\n\n${countTable(results)}` : '',
    options.size ? sizeTable(sizes) : '',
    [...absent, ...remarks(results, sizes)].map((remark) => `- ${remark}`).join('\n'),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

async function write(text: string, { adapter }: Options): Promise<void> {
  const folder = join(benchFolder, 'results');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${new Date().toISOString().slice(0, 10)}-${adapter}.md`);
  await writeFile(file, text);
  progress(`wrote ${file}`);
}

export async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (!options) return console.log(HELP);
  await buildPage();
  const session = await Session.open(options.adapter);
  try {
    const text = await report(session, options);
    console.log(text);
    if (options.write) await write(text, options);
  } finally {
    await session.close();
  }
}
