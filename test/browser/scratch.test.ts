import { it } from 'vitest';
import { inPage } from './inPage.ts';
it('scratch', async () => { const r = await inPage<string[]>('/test/browser/suites/scratch.ts', 'scratch', JSON.parse(process.env.CASES!), JSON.parse(process.env.OPTS!)); console.log(r.join('\n')); });
