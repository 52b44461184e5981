/** Expressions of several ops: what becomes one kernel, and that it still computes the same. */
import type { Profile } from '../../src/runtime/op.ts';
import { attentionChains } from './fusion/attention.ts';
import { convolutionChains } from './fusion/convolutions.ts';
import { elementwiseChains } from './fusion/elementwise.ts';
import { kernelChains } from './fusion/kernels.ts';
import { optimizerSteps } from './fusion/optimizers.ts';
import { packed } from './fusion/packed.ts';
import { randomNumbers } from './fusion/random.ts';
import { reductionChains } from './fusion/reductions.ts';
import { state } from './fusion/state.ts';
import { updates } from './fusion/updates.ts';
import type { OpCase } from './opCase.ts';
import type { NamedCase } from './ops.ts';

export interface FusionCase extends OpCase {
  /** How many dispatches the plan has, when profiles differ for each. */
  readonly dispatches: number | Readonly<Record<Profile, number>>;
}

export interface NamedFusionCase extends NamedCase {
  readonly row: FusionCase;
}

export const fusionCases: readonly NamedFusionCase[] = Object.entries({
  ...elementwiseChains,
  ...reductionChains,
  ...kernelChains,
  ...convolutionChains,
  ...attentionChains,
  ...updates,
  ...state,
  ...packed,
  ...optimizerSteps,
  ...randomNumbers,
}).map(([op, row]) => ({ op, name: row.why ? `${op}: ${row.why}` : op, row }));
