/** `npm run bench`: see HELP in options.ts, and bench/README.md for what the numbers mean. */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { ContestantName } from '../contestants/names.ts';
import { buildContestant, buildPage } from './build.ts';
import { benchFolder } from './folders.ts';
import { HELP, type Options, parseOptions } from './options.ts';
import { countTable, remarks, sizeTable, timeTable } from './report.ts';
import { type Result, type Runner, run } from './run.ts';
import { Session } from './session.ts';
import { measureSize, type Size } from './size.ts';

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Progress goes to stderr, so that stdout holds the report alone. */
const progress = (text: string): void => void process.stderr.write(`${text}\n`);

/** Builds and starts the contestants; those that fail are named and left out. */
async function startRunners(session: Session, names: readonly ContestantName[]): Promise<Runner[]> {
  const runners: Runner[] = [];
  for (const name of names) {
    try {
      await buildContestant(name);
      const page = await session.openPage();
      runners.push({ name, page, title: await page.call('start', name) });
    } catch (error) {
      progress(`${name} takes no part: ${message(error)}`);
    }
  }
  return runners;
}

async function measure(session: Session, options: Options): Promise<Result[][]> {
  const runners = await startRunners(session, options.contestants);
  const results: Result[][] = [];
  for (const workload of options.workloads) {
    progress(`${workload.id} ${workload.title}`);
    results.push(await run(session, runners, workload, options));
  }
  return results;
}

async function measureSizes(options: Options): Promise<Size[]> {
  const sizes: Size[] = [];
  for (const name of options.size ? options.contestants : []) sizes.push(await measureSize(name));
  return sizes;
}

async function report(session: Session, options: Options): Promise<string> {
  const page = await session.openPage();
  const adapter = await page.call('adapter');
  await page.close();
  const results = await measure(session, options);
  const sizes = await measureSizes(options);
  const machine = `${adapter}; ${await session.browser.version()}; ${cpus().length} x ${cpus()[0]?.model}`;
  const parts = [
    `# Benchmark ${new Date().toISOString().slice(0, 10)}, ${options.adapter}`,
    `${machine}; ${options.rounds} rounds, contestants in turn. Lower is better everywhere.`,
    results.length > 0 ? `${timeTable(results)}\n\n${countTable(results)}` : '',
    options.size ? sizeTable(sizes) : '',
    remarks(results, sizes)
      .map((remark) => `- ${remark}`)
      .join('\n'),
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
