/** Lengths of vectors over whole variables, between the two passes of a rule that needs them. */
import type { Dispatch, LowerContext, Operand } from '../../runtime/op.ts';
import type { Values } from '../../runtime/spec.ts';
import { addSegments, type SegmentSizes, segmentDispatches } from '../segments.ts';
import type { NormedRule, RuleNorms } from './rule.ts';

/** What the dispatches between the passes are made of. */
export interface NormsKernel {
  readonly context: LowerContext<unknown>;
  readonly sizes: SegmentSizes;
  /** WGSL with `fn value(i: u32) -> Sum`. */
  readonly text: string;
  readonly bindings: Readonly<Record<string, Operand>>;
  readonly constants: Readonly<Record<string, number | string>>;
  readonly chunkTable: Operand;
  readonly headTable: Operand;
}

/** Completes what a rule says about its norms by what computes them. */
/* @__NO_SIDE_EFFECTS__ */
export function withNorms(rule: NormedRule): RuleNorms {
  const fields = rule.names.length;
  return {
    ...rule,
    lower({ context, ...kernel }: NormsKernel): { readonly dispatches: readonly Dispatch[]; readonly sums: Operand } {
      const sums = context.workspace({ shape: [kernel.sizes.segments * fields], dtype: 'float32' });
      return { sums, dispatches: segmentDispatches(context, { ...kernel, fields, sums }) };
    },
    sums(sizes, chunks, heads, vectors) {
      return rule.names.map((_, which) => {
        const sums = new Float64Array(sizes.segments);
        const square = (i: number) => vectors(i)[which]! ** 2; // as many as names
        const value = (vector: number) => [0, 1, 2, 3].reduce((sum, each) => sum + square(vector * 4 + each), 0);
        addSegments(sums, chunks, heads, value);
        return sums satisfies Values;
      });
    },
  };
}
