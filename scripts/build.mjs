/** `npm run build`: the package in dist/, and the demo in demo/dist/. */
import { runMain } from './setup/runMain.mjs';

await runMain('scripts/test/buildMain.ts');
