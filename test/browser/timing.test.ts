import { it } from 'vitest';
import { inPage } from './inPage.ts';
it.each(['soft', 'gpu'])('%s', async (p) => { console.log(p, JSON.stringify(await inPage('/test/browser/suites/timing.ts', 'timing', p), null, 1).replace(/\n\s+(\d)/g, ' $1')); }, 400000);
