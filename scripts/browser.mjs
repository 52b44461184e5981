/** Finds (or installs) a Chromium browser and starts it with WebGPU. Used by `npm start`, the tests and the benchmarks. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { platform } from 'node:os';

const CANDIDATES = {
  linux: [
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((root) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
      (path) => `${process.env[root]}\\${path}`,
    ),
  ),
};

/** The path of an installed browser, or null. `CHROME_PATH` comes first. */
export async function findBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const known = (CANDIDATES[platform()] ?? []).find((path) => existsSync(path));
  if (known) return known;
  try {
    const { default: puppeteer } = await import('puppeteer');
    const path = puppeteer.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null; // puppeteer has downloaded nothing
  }
}

function run(command, args) {
  console.log(`> ${command} ${args.join(' ')}`);
  execFileSync(command, args, { stdio: 'inherit' });
}

/** Puppeteer's own download of Chrome. */
function download() {
  run(process.execPath, ['node_modules/puppeteer/lib/cjs/puppeteer/node/cli.js', 'browsers', 'install', 'chrome']);
}

/** Debian's and Ubuntu's package. */
function installPackage() {
  const root = process.getuid?.() === 0 ? [] : ['sudo'];
  const [first, ...rest] = [...root, 'apt-get'];
  run(first, [...rest, 'update', '-qq']);
  run(first, [...rest, 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
}

/** The path of a browser; installs one when there is none. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  for (const install of [download, installPackage]) {
    try {
      install();
    } catch (error) {
      console.log(`That did not work: ${error.message}`);
    }
    const path = await findBrowser();
    if (path) return path;
  }
  throw new Error(
    'No browser found, and none could be installed. Install Chrome, Chromium or Edge, or set CHROME_PATH to one.',
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
 */
export async function launch(adapter = 'swiftshader') {
  const { default: puppeteer } = await import('puppeteer');
  return puppeteer.launch({
    executablePath: await ensureBrowser(),
    headless: true,
    args: [...QUIET, ...ADAPTER_FLAGS[adapter]],
    protocolTimeout: 30 * 60 * 1000,
  });
}
