/** What the commands do before their work: are the packages there, and does every program end? */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../scripts/setup/command.mjs';
import { whatIsMissing } from '../../scripts/setup/packages.mjs';

type Packages = Readonly<Record<string, { readonly version: string; readonly optional?: boolean }>>;

describe('packages', () => {
  function project(wanted: Packages, installed: Packages | null): string {
    const folder = mkdtempSync(join(tmpdir(), 'hornbeam-packages-'));
    const write = (path: string, packages: Packages) => writeFileSync(join(folder, path), JSON.stringify({ packages }));
    write('package-lock.json', { '': { version: '1.0.0' }, ...wanted });
    if (!installed) return folder;
    mkdirSync(join(folder, 'node_modules'));
    write('node_modules/.package-lock.json', installed);
    return folder;
  }
  const vite = { 'node_modules/vite': { version: '8.0.0' } };

  it('are missing in a fresh clone', () => {
    expect(whatIsMissing(project(vite, null))).toBe('no packages are installed');
  });

  it('are there', () => {
    expect(whatIsMissing(project(vite, vite))).toBeNull();
  });

  it('are outdated or not complete', () => {
    expect(whatIsMissing(project(vite, { 'node_modules/vite': { version: '7.0.0' } }))).toMatch(/vite 8\.0\.0 is not/);
    expect(whatIsMissing(project(vite, {}))).toMatch(/vite 8\.0\.0 is not/);
  });

  it('for other machines do not count', () => {
    const other = { 'node_modules/for-windows': { version: '1.0.0', optional: true } };
    expect(whatIsMissing(project({ ...vite, ...other }, vite))).toBeNull();
  });
});

describe('programs', () => {
  const node = (code: string, options: Parameters<typeof run>[2]) =>
    run(process.execPath, ['-e', code], { quiet: true, ...options });

  it('give their output and whether they succeeded', async () => {
    expect(await node('console.log(process.env.WORD)', { env: { WORD: 'leaf' } })).toEqual({
      ok: true,
      output: 'leaf\n',
    });
    expect(await node('process.exit(3)', {})).toEqual({ ok: false, output: '' });
  });

  it('that do not exist are a failure, not an exception', async () => {
    const { ok, output } = await run('no-such-program', [], { quiet: true });
    expect(ok).toBe(false);
    expect(output).toMatch(/no-such-program cannot be started/);
  });

  it('are ended when they take too long', async () => {
    const start = performance.now();
    const { ok, output } = await node('setInterval(() => {}, 1000)', { minutes: 0.5 / 60 });
    expect(ok).toBe(false);
    expect(output).toMatch(/was stopped after/);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
