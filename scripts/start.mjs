/** `npm start`: sets everything up, trains a digit classifier in a headless browser, then serves the demo. */
import { runMain } from './setup/runMain.mjs';

await runMain('scripts/start/main.ts');
