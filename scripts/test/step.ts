/** A step of `npm test`. */

/** What a step found; without counts of its own it counts as one. */
export interface Outcome {
  readonly ok: boolean;
  /** Shown when the step failed. */
  readonly output?: string;
  readonly passed?: number;
  readonly failed?: number;
  readonly skipped?: number;
}

export interface Step {
  readonly name: string;
  work(): Promise<Outcome>;
}

function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** Runs steps one after the other; says of each how it went, and at the end the counts. @returns Whether nothing failed. */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  let [passed, failed, skipped] = [0, 0, 0];
  for (const step of steps) {
    console.log(`\n== ${step.name}`);
    const start = performance.now();
    const outcome = await step.work();
    if (!outcome.ok && outcome.output) console.log(outcome.output.trim());
    console.log(`${outcome.ok ? 'ok' : 'FAILED'} (${secondsSince(start)})`);
    passed += outcome.passed ?? Number(outcome.ok);
    failed += outcome.failed ?? Number(!outcome.ok);
    skipped += outcome.skipped ?? 0;
  }
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0;
}
