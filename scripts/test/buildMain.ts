/** The work of `npm run build`, once the packages are installed. */
import { buildSteps } from './build.ts';
import { runSteps } from './step.ts';

export async function main(): Promise<void> {
  process.exitCode = (await runSteps(buildSteps())) ? 0 : 1;
}
