/** The start of every command: installs what a fresh machine lacks, then runs the command's TypeScript. */
import { join } from 'node:path';
import { root } from './command.mjs';
import { ensurePackages } from './packages.mjs';

/** A server that serves nothing: it lets Node run TypeScript. */
async function openLoader() {
  const { createServer } = await import('vite');
  return createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
}

/**
 * Runs `main(args)` of a TypeScript file. A failure is one line of text and exit code 1.
 *
 * @param {string} file - Path from the project's folder.
 */
export async function runMain(file) {
  let loader = null;
  let failed = false;
  try {
    await ensurePackages();
    loader = await openLoader();
    const { main } = await loader.ssrLoadModule(join(root, file));
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(process.env.HORNBEAM_DEBUG ? error : `\n${error instanceof Error ? error.message : error}`);
    failed = true;
  } finally {
    await loader?.close();
  }
  if (failed) process.exit(1); // whatever is still open
}
