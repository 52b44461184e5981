/**
 * One entry for each op of `src/kernels/index.ts`; a missing one is a compile error. A row says what is special about it;
 * test/node/ops.test.ts and test/browser/ops.test.ts say what is done with every row.
 */
import * as ops from '../../src/kernels/index.ts';
import type { GraphNode } from '../../src/runtime/graph.ts';
import { nameOf, type OpCase } from './opCase.ts';
import { arithmetic } from './ops/arithmetic.ts';
import { combination } from './ops/combination.ts';
import { comparisons } from './ops/comparisons.ts';
import { contractionRows } from './ops/contractions.ts';
import { convolutionRows } from './ops/convolutions.ts';
import { depthwiseRows } from './ops/depthwise.ts';
import { functions } from './ops/functions.ts';
import { imageFunctionCases } from './ops/imageFunctions.ts';
import { imageRows } from './ops/images.ts';
import { internalCases } from './ops/internal.ts';
import { maskedRows } from './ops/maskedRows.ts';
import { movement } from './ops/movement.ts';
import { normalizationRows } from './ops/normalizations.ts';
import { poolingRows } from './ops/poolings.ts';
import { productRows } from './ops/products.ts';
import { reductionRows } from './ops/reductions.ts';
import { rowOps } from './ops/rows.ts';
import { searchRows } from './ops/searches.ts';
import { sequenceRows } from './ops/sequences.ts';

export type OpName = keyof typeof ops;

export const cases = {
  ...arithmetic,
  ...comparisons,
  ...functions,
  ...movement,
  ...combination,
  ...reductionRows,
  ...rowOps,
  ...maskedRows,
  ...productRows,
  ...contractionRows,
  ...convolutionRows,
  ...depthwiseRows,
  ...normalizationRows,
  ...poolingRows,
  ...imageRows,
  ...searchRows,
  ...sequenceRows,
} satisfies Record<OpName, readonly OpCase[]>;

/** A row with its expression and its name. */
export interface NamedCase {
  readonly op: string;
  readonly name: string;
  readonly row: OpCase;
}

/** What a row of an op is applied to when it says nothing else. */
type Apply = (...inputs: readonly GraphNode[]) => GraphNode | readonly GraphNode[];

function named(op: string, rows: readonly OpCase[], call?: Apply): NamedCase[] {
  return rows.map((row, index) => ({ op, name: nameOf(op, index, row), row: call ? { call, ...row } : row }));
}

/** Every row of every op. */
export const opCases: readonly NamedCase[] = [
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: tests are not bundled
  ...Object.entries(cases).flatMap(([op, rows]) => named(op, rows, ops[op as OpName] as Apply)), // keys are op names; rows without `call` fit the op
  ...Object.entries({ ...internalCases, ...imageFunctionCases }).flatMap(([op, rows]) => named(op, rows)),
];
