import { contestantTitles } from '../contestants/names.ts';
import type { Result } from './run.ts';

/** Relative to the larger of the two. A float32 run of some hundred steps stays well inside. */
export const TOLERANCE = 1e-3;

const differs = (a: number, b: number): boolean => !(Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b)));

/** A sentence for each contestant whose loss is not the first one's: it does not do the same work. */
export function disagreements(results: readonly Result[]): string[] {
  const [first, ...others] = results.filter(({ samples }) => samples.length > 0);
  if (!first) return [];
  const wrong = others.filter(({ loss }) => differs(loss, first.loss));
  return wrong.map(
    ({ workload, runner, loss }) =>
      `${workload.id}: ${contestantTitles[runner.name]} ends at ${loss}, ${contestantTitles[first.runner.name]} at ${first.loss}: more than ${TOLERANCE} apart.`,
  );
}
