/** The vitest tests, counted. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from '../setup/command.mjs';
import type { Outcome } from './step.ts';

/** Far more than all tests take. */
const MINUTES = 30;

/** The parts of vitest's JSON report that are used. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** Null: vitest ended before it wrote a report. */
function readReport(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report; // the format of vitest's own reporter
  } catch {
    return null;
  }
}

/** Test files that broke before their tests. */
function brokenFiles({ testResults }: Report): number {
  return testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .length;
}

/** @param filters - Parts of file names, and options of vitest; none: all tests. */
export async function runTests(filters: readonly string[]): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'hornbeam-tests-'));
  const file = join(folder, 'report.json');
  try {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters];
    const { ok, output } = await runScript('node_modules/vitest/vitest.mjs', args, { minutes: MINUTES });
    const report = readReport(file);
    const counted = report ? report.numFailedTests + brokenFiles(report) : 0;
    const failed = ok ? counted : Math.max(1, counted); // vitest also fails on errors outside of tests
    const skipped = report ? report.numPendingTests + report.numTodoTests : 0;
    return { ok: failed === 0, output, passed: report?.numPassedTests ?? 0, failed, skipped };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
