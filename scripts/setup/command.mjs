/** Running other programs: with a time limit, and without leaving anything behind. */
import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const isWindows = platform() === 'win32';

const SIGNALS = ['SIGINT', 'SIGTERM'];

/** What is running now. */
const running = new Set();

/** Time between asking a program to end and ending it. */
const GRACE_MS = 5000;

function signal(child, name) {
  try {
    process.kill(-child.pid, name); // its process group: see `detached`
  } catch {
    // it has ended already
  }
}

/** Ends a program and everything that it started. An interrupt first: puppeteer then closes its browser. */
function end(child) {
  if (isWindows) {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  signal(child, 'SIGINT');
  setTimeout(() => signal(child, 'SIGKILL'), GRACE_MS).unref();
}

/** Ctrl+C: ends what is running, then this process. */
async function interrupted() {
  const all = [...running];
  all.forEach(end);
  await Promise.race([
    Promise.all(all.map((child) => new Promise((resolve) => child.once('close', resolve)))),
    new Promise((resolve) => setTimeout(resolve, GRACE_MS + 500)),
  ]);
  process.exit(130);
}

function started(child) {
  if (running.size === 0) for (const name of SIGNALS) process.on(name, interrupted);
  running.add(child);
}

function ended(child) {
  running.delete(child);
  if (running.size === 0) for (const name of SIGNALS) process.off(name, interrupted);
}

/** Runs a program to its end. Never rejects; options and result: see command.d.mts. */
export function run(command, args, { minutes = 10, quiet = false, env = {}, cwd = root, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      detached: !isWindows, // a process group of its own, which can be ended as a whole
    });
    started(child);
    let output = '';
    child.stdout?.on('data', (text) => (output += text));
    child.stderr?.on('data', (text) => (output += text));
    const finish = (ok, note = '') => {
      clearTimeout(timer);
      ended(child);
      resolve({ ok, output: output + note });
    };
    const timer = setTimeout(() => {
      end(child);
      finish(false, `\n${command} was stopped after ${minutes} minutes.`);
    }, minutes * 60_000);
    child.on('error', (error) => finish(false, `\n${command} cannot be started: ${error.message}`));
    child.on('close', (code) => finish(code === 0));
  });
}

/** Runs a script of an installed package with this Node. */
export function runScript(path, args, options) {
  return run(process.execPath, [path, ...args], options);
}
