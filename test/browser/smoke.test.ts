import { it } from 'vitest';
import { inPage } from './inPage.ts';

it('smoke', async () => {
  console.log(JSON.stringify(await inPage('/test/browser/suites/smoke.ts', 'smoke')));
});
