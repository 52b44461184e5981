/** `npm run bench`: Hornbeam against its rivals. Installs the rivals on the first run; the rest is bench/driver. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const folder = fileURLToPath(new URL('../bench', import.meta.url));
if (!existsSync(`${folder}/node_modules`)) {
  console.error('Installing the rivals (once) ...');
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32', // npm is a script there
  });
}

// A server that serves nothing: it lets Node run the driver's TypeScript.
const loader = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { main } = await loader.ssrLoadModule(`${folder}/driver/main.ts`);
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await loader.close();
}
