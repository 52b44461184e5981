/** The work of `npm test`, once the packages are installed. */
import { ensureBrowser } from '../browser.mjs';
import { runScript } from '../setup/command.mjs';
import { buildSteps } from './build.ts';
import { builtDemoStep } from './builtDemo.ts';
import { packageSteps } from './package.ts';
import { sizeStep } from './size.ts';
import { runSteps, type Step } from './step.ts';
import { runTests } from './vitest.ts';

function tests(filters: readonly string[]): Step {
  const name = filters.length > 0 ? `Tests: ${filters.join(' ')}` : 'Tests in Node and in the browser';
  return { name, work: () => runTests(filters) };
}

function allSteps(): Step[] {
  const quiet = { quiet: true };
  return [
    { name: 'Types', work: () => runScript('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.'], quiet) },
    {
      name: 'Lint',
      work: () => runScript('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings'], quiet),
    },
    ...buildSteps(),
    builtDemoStep,
    ...packageSteps(),
    sizeStep,
    tests([]),
  ];
}

/** @param args - Parts of file names, and options of vitest; none: everything is checked. */
export async function main(args: readonly string[]): Promise<void> {
  await ensureBrowser();
  const passed = await runSteps(args.length > 0 ? [tests(args)] : allSteps());
  process.exitCode = passed ? 0 : 1;
}
