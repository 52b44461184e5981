/** Every row of test/cases/ops.ts on the GPU, with the kernels of both profiles, and some of them on lesser devices. */
import { describe } from 'vitest';
import { type NamedCase, opCases } from '../cases/ops.ts';
import { expectRows } from './expectRows.ts';

const SUITE = ['/test/browser/suites/ops.ts', 'runOps'] as const;
const PROFILES = ['soft', 'gpu'] as const;

describe.each(PROFILES)('profile %s', (profile) => expectRows(SUITE, opCases, { profile }));

/** Ops with different kernels; large grids are folded in each. */
const FOLDED = [
  'exp',
  'transpose',
  'sum',
  'max',
  'softmax',
  'maskedSoftmax',
  'argmax',
  'take',
  'softmaxCrossentropy',
  'copy',
  'matmul',
];

/** Whether a row has more elements than three workgroups. */
function isWide({ op, row }: NamedCase): boolean {
  const sizes = (row.shapes ?? []).map((shape) => shape.reduce((product, length) => product * length, 1));
  return FOLDED.includes(op) && Math.max(0, ...sizes) > 3 * 64;
}

describe.each(PROFILES)('profile %s, three workgroups a dimension', (profile) => {
  const wide = opCases.filter(isWide);
  const some = FOLDED.flatMap((op) => wide.filter((each) => each.op === op).slice(-5));
  expectRows(SUITE, some, { profile, limits: { maxComputeWorkgroupsPerDimension: 3 } });
});

describe('profile soft, without subgroups', () => {
  const products = opCases.filter(({ op }) => op === 'matmul');
  expectRows(SUITE, products, { profile: 'soft', limits: { subgroups: false } });
});
