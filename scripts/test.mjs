/** `npm test`: sets everything up, then checks everything. With arguments: only the tests whose file names contain them. */
import { runMain } from './setup/runMain.mjs';

await runMain('scripts/test/main.ts');
