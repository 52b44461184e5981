/** Building the package and the demo. */
import { buildPackage } from '../package/build.ts';
import { runScript } from '../setup/command.mjs';
import type { Outcome, Step } from './step.ts';

const VITE = 'node_modules/vite/bin/vite.js';

async function builtPackage(): Promise<Outcome> {
  try {
    await buildPackage();
    return { ok: true };
  } catch (error) {
    return { ok: false, output: String(error) };
  }
}

export function buildSteps(): Step[] {
  const quiet = { quiet: true };
  return [
    { name: 'Build of the package', work: builtPackage },
    {
      name: 'Declarations of the package',
      work: () => runScript('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json'], quiet),
    },
    { name: 'Build of the demo', work: () => runScript(VITE, ['build', '-c', 'demo/vite.config.ts'], quiet) },
  ];
}
