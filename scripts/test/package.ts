/** Checks of the built package, as somebody gets it who installs it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunResult, root, run, runScript } from '../setup/command.mjs';
import type { Step } from './step.ts';

const quiet = { quiet: true };

/** What Hornbeam depends on, which npm would install beside it. */
const DEPENDENCIES = ['fflate', 'h5wasm', 'papaparse'];

/** Packs the package into the folder. */
async function pack(folder: string): Promise<RunResult> {
  const installed = join(folder, 'node_modules/hornbeam');
  mkdirSync(installed, { recursive: true });
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const packed = await run('npm', args, { ...quiet, shell: platform() === 'win32' }); // npm is a script there
  if (!packed.ok) return packed;
  const archive = packed.output.trim().split('\n').pop() ?? '';
  return run('tar', ['-xzf', archive, '-C', installed, '--strip-components=1'], { ...quiet, cwd: folder });
}

/** Installs the package into a project of its own, in which the work then happens. */
async function asConsumer(work: (folder: string) => Promise<RunResult>): Promise<RunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'hornbeam-consumer-'));
  try {
    cpSync(join(root, 'scripts/test/consumer'), folder, { recursive: true });
    const packed = await pack(folder);
    if (!packed.ok) return packed;
    for (const name of DEPENDENCIES) {
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function packageSteps(): Step[] {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  return [
    { name: 'Package: publint', work: () => runScript('node_modules/publint/src/cli.js', ['--strict'], quiet) },
    {
      name: 'Package: trains in plain Node',
      work: () => asConsumer((cwd) => runScript('train.mjs', [], { ...quiet, cwd, minutes: 2 })),
    },
    {
      name: 'Package: types in a strict project',
      work: () => asConsumer((cwd) => runScript(compiler, ['-p', '.'], { ...quiet, cwd })),
    },
  ];
}
