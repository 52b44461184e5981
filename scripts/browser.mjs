/** Finds (or installs) a Chromium browser and starts it with WebGPU. Used by `npm start`, the tests and the benchmarks. */
import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { root, run } from './setup/command.mjs';

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];

function candidates() {
  if (platform() === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform() === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
    const places = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((folder) => places.map((place) => join(folder, place)));
  }
  const folders = [
    '/usr/bin',
    '/snap/bin',
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
  ];
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Whether a browser starts: a stub, or one that lacks libraries, does not. */
async function works(path) {
  if (!existsSync(path)) return false;
  if (platform() === 'win32') return true; // there `--version` opens a window
  const { ok, output } = await run(path, ['--version'], { quiet: true, minutes: 0.5 });
  return ok && /\d+\.\d+/.test(output);
}

/** What puppeteer has downloaded, or null. */
async function downloaded() {
  try {
    const { default: puppeteer } = await import('puppeteer');
    return puppeteer.executablePath();
  } catch {
    return null; // nothing
  }
}

/** The path of an installed browser, or null. `CHROME_PATH` comes first. */
export async function findBrowser() {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (await works(wanted)) return wanted;
    throw new Error(`CHROME_PATH is ${wanted}, and that is no browser that starts.`);
  }
  const own = await downloaded();
  for (const path of [...candidates(), ...(own ? [own] : [])]) if (await works(path)) return path;
  return null;
}

/** Runs an installer without its chatter; says why it failed. */
async function attempt(command, args, options) {
  console.log(`> ${command} ${args.join(' ')}`);
  const { ok, output } = await run(command, args, { ...options, quiet: true });
  if (!ok) console.log(output.match(/^(?:E: |Error: |sudo: ).*/m)?.[0] ?? output.trim().split('\n').pop());
  return ok;
}

/** Puppeteer's own download of Chrome. */
async function download() {
  const script = join(root, 'node_modules/puppeteer/lib/cjs/puppeteer/node/cli.js');
  const env = { PUPPETEER_SKIP_DOWNLOAD: '', NODE_OPTIONS: '' };
  await attempt(process.execPath, [script, 'browsers', 'install', 'chrome'], { minutes: 10, env });
}

/** Debian's and Ubuntu's package. Never asks for a password. */
async function installPackage() {
  if (!existsSync('/usr/bin/apt-get')) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command = '', ...args] = [...asRoot, 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const isReady = await attempt(command, [...args, 'update'], { minutes: 5, env });
  if (!isReady) return;
  await attempt(command, [...args, 'install', '-y', '--no-install-recommends', 'chromium'], { minutes: 15, env });
}

/** The path of a browser; installs one when there is none. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  console.log('No Chrome, Chromium or Edge found: installing one. This can take a few minutes.');
  for (const install of [download, installPackage]) {
    await install();
    const path = await findBrowser();
    if (path) return path;
  }
  throw new Error(
    'No browser found, and none could be installed. Install Chrome, Chromium or Edge (on Debian, as root: apt-get install chromium), or set CHROME_PATH to one.',
  );
}

const QUIET = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--js-flags=--expose-gc',
];

const ADAPTER_FLAGS = {
  /** The CPU plays GPU: the same everywhere, slow. */
  swiftshader: ['--use-webgpu-adapter=swiftshader'],
  /** Whatever GPU the machine has. */
  gpu:
    platform() === 'linux'
      ? ['--enable-features=Vulkan', '--use-angle=vulkan', '--ignore-gpu-blocklist']
      : ['--ignore-gpu-blocklist'],
};

/**
 * Starts a headless browser.
 *
 * @param {'swiftshader' | 'gpu'} adapter
 * @param {readonly string[]} flags - Further flags of the browser.
 */
export async function launch(adapter = 'swiftshader', flags = []) {
  const executablePath = await ensureBrowser();
  const { default: puppeteer } = await import('puppeteer');
  return puppeteer.launch({
    executablePath,
    headless: true,
    args: [...QUIET, ...ADAPTER_FLAGS[adapter], ...flags],
    timeout: 60_000,
    protocolTimeout: 30 * 60 * 1000,
  });
}
