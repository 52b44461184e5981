import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, the longest first: what starts last should be short. */
const LONGEST = ['ops', 'golden', 'fusion', 'steadyState', 'demo', 'optimizers', 'layers', 'training', 'decoder'].map(
  (name) => `/test/browser/${name}.test.ts`,
);

/** The longest first, then the others as vitest orders them. */
class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/node/**/*.test.ts', 'test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/setup.ts'],
    maxWorkers: 2,
    sequence: { sequencer: Sequencer },
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
