/** Sums over many parts of one block in at most two dispatches, however many parts there are. */

import segmentsShader from '../../shaders/segments.wgsl?raw';
import mergeShader from '../../shaders/segments-merge.wgsl?raw';
import { apply, constant, type GraphNode } from '../runtime/graph.ts';
import { gridOf, gridOfGroups, groupFor } from '../runtime/grid.ts';
import { type Dispatch, defineOp, type LowerContext, type Operand } from '../runtime/op.ts';
import { preprocess } from '../runtime/plan/wgsl.ts';
import type { Values } from '../runtime/spec.ts';

/** Elements `start`, `start + stride`, ... of a block. */
export interface Segment {
  readonly start: number;
  readonly stride: number;
  readonly count: number;
}

/** Sizes of the tables. */
export interface SegmentSizes {
  readonly segments: number;
  readonly chunks: number;
  /** Elements of the longest chunk. */
  readonly longest: number;
  /** Chunks of the segment that has most. */
  readonly most: number;
  /** Whether all elements are neighbours. */
  readonly contiguous: boolean;
}

/** How segments are cut into chunks, as constants that kernels read. */
export interface SegmentTables {
  readonly sizes: SegmentSizes;
  /** Elements of each segment. */
  readonly counts: Float32Array;
  /** uint32 [chunks, 4]: first, stride, count, target. */
  readonly chunkTable: GraphNode;
  /** uint32 [segments, 2]: the first partial sum, how many. */
  readonly headTable: GraphNode;
}

/** Chunks have at least so many elements, */
const SHORTEST = 256;
/** and segments at most so many chunks, which are added up one after the other. */
const MOST_CHUNKS = 256;

/** Cuts segments into chunks. Chunks of neighbouring segments stand side by side: their elements are often neighbours too. */
export function segmentTables(segments: readonly Segment[]): SegmentTables {
  const largest = segments.reduce((most, { count }) => Math.max(most, count), 1);
  const length = Math.max(SHORTEST, 2 ** Math.ceil(Math.log2(largest / MOST_CHUNKS)));
  const parts = segments.map(({ count }) => Math.ceil(count / length));
  const most = Math.ceil(largest / length);
  const heads = new Uint32Array(segments.length * 2);
  let total = 0;
  parts.forEach((count, index) => {
    heads.set([total, count], index * 2);
    total += count;
  });
  const chunks = new Uint32Array(Math.max(1, total) * 4);
  let row = 0;
  for (let part = 0; part < most; part++) {
    segments.forEach(({ start, stride, count }, index) => {
      const done = part * length;
      if (done >= count) return;
      const target = heads[index * 2]! + part; // one head per segment
      chunks.set([start + done * stride, stride, Math.min(length, count - done), target], row++ * 4);
    });
  }
  return {
    sizes: {
      segments: segments.length,
      chunks: Math.max(1, total),
      longest: Math.min(length, largest),
      most,
      contiguous: segments.every(({ stride }) => stride === 1),
    },
    counts: Float32Array.from(segments, ({ count }) => count),
    chunkTable: constant(chunks, [Math.max(1, total), 4], 'uint32'),
    headTable: constant(heads, [segments.length, 2], 'uint32'),
  };
}

/** What the dispatches are made of. */
export interface SegmentKernel {
  readonly sizes: SegmentSizes;
  /** Sums of one element: 1, or 2 that share the loop. */
  readonly fields: 1 | 2;
  /** WGSL with `fn value(i: u32) -> Sum`, and the bindings it declares. */
  readonly text: string;
  readonly bindings: Readonly<Record<string, Operand>>;
  readonly constants: Readonly<Record<string, number | string>>;
  readonly chunkTable: Operand;
  readonly headTable: Operand;
  /** float32 [segments, fields] */
  readonly sums: Operand;
}

/** The dispatches that compute the sums: chunks, then segments that have more than one chunk. */
export function segmentDispatches(context: LowerContext<unknown>, kernel: SegmentKernel): Dispatch[] {
  const { sizes, fields, text, bindings, constants, chunkTable, headTable, sums } = kernel;
  const { profile, limits } = context;
  const tree = profile === 'gpu' && sizes.contiguous;
  const grid = tree
    ? gridOfGroups(sizes.chunks, 64, limits)
    : gridOf(sizes.chunks, groupFor(sizes.chunks, profile), limits);
  const whole = sizes.most === 1;
  const partial = whole ? sums : context.workspace({ shape: [sizes.chunks * fields], dtype: 'float32' });
  const alias = `alias Sum = ${fields === 1 ? 'f32' : 'vec2f'};\n`;
  const chunks = context.kernel(`${alias}${text}\n${preprocess('segments.wgsl', segmentsShader, { TREE: tree })}`, {
    label: 'sums',
    file: 'segments.wgsl',
    constants: {
      ...constants,
      CHUNKS: sizes.chunks,
      LENGTH: sizes.longest,
      ROUNDS: Math.ceil(sizes.longest / grid.constants.GROUP),
      LEVELS: Math.log2(grid.constants.GROUP),
      ...grid.constants,
    },
    bindings: { ...bindings, chunks: chunkTable, partial },
    workgroups: grid.workgroups,
  });
  if (whole) return [chunks];
  const mergeGrid = gridOf(sizes.segments, groupFor(sizes.segments, profile), limits);
  const merge = context.kernel(`${alias}${mergeShader}`, {
    label: 'merge',
    file: 'segments-merge.wgsl',
    constants: { CHUNKS: sizes.chunks, SEGMENTS: sizes.segments, MOST: sizes.most, ...mergeGrid.constants },
    bindings: { heads: headTable, partial, sums },
    workgroups: mergeGrid.workgroups,
  });
  return [chunks, merge];
}

/** The same on the CPU, by the same tables. */
export function addSegments(sums: Values, chunks: Values, heads: Values, value: (index: number) => number): void {
  const partial = new Float64Array(chunks.length / 4);
  for (let row = 0; row < chunks.length; row += 4) {
    const [first, stride, count, target] = chunks.subarray(row, row + 4) as unknown as readonly [
      number,
      number,
      number,
      number,
    ]; // four words a row
    for (let k = 0; k < count; k++) partial[target]! += value(first + k * stride); // a target for each chunk
  }
  for (let s = 0; s < sums.length; s++) {
    const first = heads[s * 2]!; // two words a segment
    sums[s] = partial.subarray(first, first + heads[s * 2 + 1]!).reduce((a, b) => a + b, 0);
  }
}

export interface SegmentAttrs {
  readonly sizes: SegmentSizes;
  /** Whether the tables count vectors of four neighbours. */
  readonly vectors: boolean;
  /** Whether the squares of the elements are added instead of the elements. */
  readonly squared: boolean;
}

function termText({ vectors, squared }: SegmentAttrs): string {
  const term = vectors ? `dot(x[i], ${squared ? 'x[i]' : 'vec4f(1.0)'})` : squared ? 'x[i] * x[i]' : 'x[i]';
  return `
@group(0) @binding(0) var<storage, read> x: array<${vectors ? 'vec4f' : 'f32'}>;
fn value(i: u32) -> f32 { return ${term}; }`;
}

/** Sums of segments: inputs x, chunk table, head table. */
export const segmentSumsOp = defineOp<SegmentAttrs>({
  name: 'segmentSums',
  infer: (_, { sizes }) => [{ shape: [sizes.segments], dtype: 'float32' }],
  lower: (context) =>
    segmentDispatches(context as LowerContext<unknown>, {
      sizes: context.attrs.sizes,
      fields: 1,
      text: termText(context.attrs),
      bindings: { x: context.input(0) },
      constants: {},
      chunkTable: context.input(1),
      headTable: context.input(2),
      sums: context.output(),
    }),
  cpu([sums], [x, chunks, heads], _, { vectors, squared }) {
    const term = (index: number) => (squared ? x![index]! ** 2 : x![index]!); // segments lie inside of x
    const value = (index: number) => [0, 1, 2, 3].reduce((sum, each) => sum + term(index * 4 + each), 0);
    addSegments(sums!, chunks!, heads!, vectors ? value : term); // one output, three inputs
  },
});

/** What `segmentSums` adds: see `SegmentAttrs`. */
export type SegmentOptions = Partial<Omit<SegmentAttrs, 'sizes'>>;

/** Sums of segments: x `[length]` -> `[segments]`. Defaults: the elements themselves, tables that count elements. */
export function segmentSums(x: GraphNode, tables: SegmentTables, options: SegmentOptions = {}): GraphNode {
  const { vectors = false, squared = false } = options;
  return apply(segmentSumsOp, [x, tables.chunkTable, tables.headTable], { sizes: tables.sizes, vectors, squared });
}
