/** Building the package and the demo. */
import { runScript } from '../setup/command.mjs';
import type { Step } from './step.ts';

const VITE = 'node_modules/vite/bin/vite.js';

export function buildSteps(): Step[] {
  const quiet = { quiet: true };
  return [
    { name: 'Build of the package', work: () => runScript(VITE, ['build'], quiet) },
    {
      name: 'Declarations of the package',
      work: () => runScript('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json'], quiet),
    },
    { name: 'Build of the demo', work: () => runScript(VITE, ['build', '-c', 'demo/vite.config.ts'], quiet) },
  ];
}
