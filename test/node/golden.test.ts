/** Every row of the golden files on the CPU, and whether pending.ts tells the truth. */
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/index.ts';
import { pending } from '../golden/pending.ts';
import { complaintsOf, fileNames, missingOf } from '../golden/rows.ts';
import { goldenRows } from '../golden.ts';

beforeAll(() => setBackend('cpu'));

for (const file of fileNames) {
  describe(file, () => {
    for (const row of goldenRows(file)) {
      const missing = missingOf(row);
      if (missing.length > 0) it.todo(`${row.id}: needs ${missing.join(', ')}`);
      else it(row.id, async () => expect(await complaintsOf(row)).toEqual([]));
    }
  });
}

it('pending.ts lists what is missing, and nothing else', () => {
  const needs = new Map(
    fileNames.flatMap((file) => goldenRows(file).flatMap((row) => row.needs.map((need) => [need.name, need] as const))),
  );
  const missing = [...needs.values()].filter((need) => !need.exists()).map(({ name }) => name);
  expect(missing.sort()).toEqual([...pending].sort());
});
