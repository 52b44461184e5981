import type { ContestantName } from '../contestants/names.ts';
import type { Sample } from '../page/page.ts';
import type { AdapterChoice, Workload } from '../workloads/workload.ts';
import { reason } from './reason.ts';
import type { BenchPage, Session } from './session.ts';

/** A contestant that started, with its page. */
export interface Runner {
  readonly name: ContestantName;
  readonly page: BenchPage;
}

export interface Result {
  readonly workload: Workload;
  readonly runner: Runner;
  /** Steps in each sample. */
  readonly steps: number;
  readonly samples: Sample[];
  /** After the warm-up, or after the first sample when there is none. */
  loss: number;
  /** Why there are no (more) samples. */
  failure?: string;
}

/** One sample of a contestant. */
async function sample(
  session: Session,
  { workload, runner, steps }: Result,
): Promise<{ sample: Sample; loss: number }> {
  const { id } = workload;
  if (workload.fresh === 'page') {
    return session.withFreshPage(async (page) => ({
      sample: await page.call('startUp', runner.name, id, steps),
      loss: await page.call('loss', id),
    }));
  }
  if (workload.fresh === 'model') await runner.page.call('prepare', id);
  const measured = await runner.page.call('sample', id, steps);
  if (workload.fresh !== 'model') return { sample: measured, loss: Number.NaN };
  const loss = await runner.page.call('loss', id);
  await runner.page.call('dispose', id);
  return { sample: measured, loss };
}

async function warmUp({ workload, runner, steps }: Result): Promise<number> {
  await runner.page.call('prepare', workload.id);
  await runner.page.call('sample', workload.id, steps);
  return runner.page.call('loss', workload.id);
}

/** Does one thing for one contestant; a failure ends that contestant's part in the workload, not the benchmark. */
async function attempt(result: Result, work: () => Promise<void>): Promise<void> {
  if (result.failure !== undefined) return;
  try {
    await work();
  } catch (error) {
    result.failure = reason(error);
  }
}

/** The contestants in turn, each round beginning with another one. */
const turns = <T>(all: readonly T[], round: number): T[] => all.map((_, i) => all[(i + round) % all.length] as T); // in range by the modulo

/** Measures all contestants on one workload, interleaved. */
export async function run(
  session: Session,
  runners: readonly Runner[],
  workload: Workload,
  options: { readonly rounds: number; readonly adapter: AdapterChoice },
): Promise<Result[]> {
  const steps = workload.steps[options.adapter];
  const results = runners.map((runner): Result => ({ workload, runner, steps, samples: [], loss: Number.NaN }));
  for (const result of workload.fresh ? [] : results) {
    await attempt(result, async () => {
      result.loss = await warmUp(result);
    });
  }
  for (let round = 0; round < Math.min(options.rounds, workload.maxRounds ?? options.rounds); round++) {
    for (const result of turns(results, round)) {
      await attempt(result, async () => {
        const taken = await sample(session, result);
        result.samples.push(taken.sample);
        if (Number.isNaN(result.loss)) result.loss = taken.loss;
      });
    }
  }
  for (const { runner } of results) await runner.page.call('dispose', workload.id);
  return results;
}
