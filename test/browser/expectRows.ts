/** One test for each row: all rows run in one page first, each test then looks at its own. */
import { beforeAll, expect, it } from 'vitest';
import type { NamedCase } from '../cases/ops.ts';
import { inPage } from './inPage.ts';
import type { Findings, Variant } from './rows.ts';

/** Rows whose name contains this: `HORNBEAM_ONLY=softmax npx vitest run test/browser/ops.test.ts`. */
const ONLY = process.env['HORNBEAM_ONLY'] ?? '';

/** @param suite - The module and export that run rows in the page. */
export function expectRows(suite: readonly [path: string, name: string], all: readonly NamedCase[], variant: Variant) {
  const rows = all.filter(({ name, row }) => !row.throws && name.includes(ONLY));
  if (rows.length === 0) it.skip('no row has this name', () => {});
  let findings: Findings = {};

  beforeAll(async () => {
    if (rows.length === 0) return;
    const names = rows.map(({ name }) => name);
    findings = await inPage<Findings>(...suite, names, variant);
  });

  for (const { name } of rows) it(name, () => expect(findings[name]).toEqual([]));
}
