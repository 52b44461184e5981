/** The packages in node_modules: installed when they are missing or are not those of package-lock.json. */
import { existsSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { root, run } from './command.mjs';

/** Vite and vitest need this Node. */
const OLDEST_NODE = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`Hornbeam needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}

/**
 * What is wrong with the installed packages; null: nothing.
 *
 * @param {string} folder - The project's folder.
 * @returns {string | null}
 */
export function whatIsMissing(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json'); // npm's record of what it installed
  if (!existsSync(installed)) return 'no packages are installed';
  const have = packagesOf(installed);
  for (const [path, { version, optional }] of Object.entries(packagesOf(join(folder, 'package-lock.json')))) {
    if (path === '' || (optional && !have[path])) continue; // optional ones are for other machines
    if (have[path]?.version !== version) return `${path} ${version} is not installed`;
  }
  return null;
}

/** npm, as the npm that started this script if there is one. */
function npm(args) {
  const own = process.env.npm_execpath;
  const options = { minutes: 15, env: { PUPPETEER_SKIP_DOWNLOAD: '1' } };
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...args], options);
  return run('npm', args, { ...options, shell: platform() === 'win32' }); // npm is a script there
}

/** Installs the packages if need be. */
export async function ensurePackages() {
  checkNode();
  const missing = whatIsMissing(root);
  if (!missing) return;
  console.log(`Installing the packages (${missing}) ...`);
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  const fresh = !existsSync(join(root, 'node_modules'));
  const { ok } = fresh ? await npm(['ci', ...flags]) : { ok: false };
  if (!ok) await npm(['install', '--no-save', ...flags]); // also where a registry lacks something that is for other machines
  const still = whatIsMissing(root);
  if (still) throw new Error(`npm could not install the packages: ${still}. Look at npm's messages above.`);
}
