/** Behaviours on the CPU: what must not happen, and what errors say. */
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/index.ts';
import { errorCases } from '../cases/errors.ts';
import { rivalBugs } from '../cases/rivalBugs.ts';
import { failure } from '../expectations.ts';

beforeAll(() => setBackend('cpu'));

describe('bugs of others', () => {
  for (const [name, body] of Object.entries(rivalBugs)) it(name, body);
});

describe('errors', () => {
  for (const [name, { error, says, run }] of Object.entries(errorCases)) {
    it(name, async () => {
      const thrown = await failure(run);
      expect(thrown.name).toBe(error);
      for (const part of says) expect(thrown.message).toContain(part);
    });
  }
});
