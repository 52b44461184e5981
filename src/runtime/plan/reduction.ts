/** Lowering of reductions that share a loop: `shaders/reduce.wgsl` with generated accumulators. */
import mergeShader from '../../../shaders/merge.wgsl?raw';
import reduceShader from '../../../shaders/reduce.wgsl?raw';
import type { Application } from '../graph.ts';
import { gridOf, gridOfGroups, groupFor } from '../grid.ts';
import type { ReduceKind } from '../op.ts';
import { type Shape, stridesOf } from '../spec.ts';
import { specsOf } from './emit.ts';
import { offsetExpression, type StridedAxis } from './indexing.ts';
import type { Target } from './kernel.ts';
import { constantLines, preprocess, VALUE_TYPE } from './wgsl.ts';

interface Geometry {
  readonly kept: readonly StridedAxis[];
  readonly reduced: readonly StridedAxis[];
  readonly results: number;
}

function geometry(shape: Shape, axes: readonly number[]): Geometry {
  const strides = stridesOf(shape);
  const kept: { length: number; stride: number }[] = [];
  const reduced: { length: number; stride: number }[] = [];
  let previous: boolean | null = null;
  shape.forEach((length, axis) => {
    if (length === 1) return;
    const isReduced = axes.includes(axis);
    const list = isReduced ? reduced : kept;
    const last = list[list.length - 1];
    if (previous === isReduced && last) {
      last.length *= length;
      last.stride = strides[axis]!; // one stride per axis
    } else list.push({ length, stride: strides[axis]! });
    previous = isReduced;
  });
  return { kept, reduced, results: kept.reduce((product, group) => product * group.length, 1) };
}

const START: Readonly<Record<ReduceKind, number>> = {
  sum: 0,
  product: 1,
  max: -3.4028234663852886e38,
  min: 3.4028234663852886e38,
};
const INTEGER_START: Readonly<Record<ReduceKind, string>> = {
  sum: '0i',
  product: '1i',
  max: 'i32(-2147483647 - 1)',
  min: '2147483647i',
};

function combine(kind: ReduceKind, a: string, b: string): string {
  if (kind === 'sum') return `${a} + ${b}`;
  return kind === 'product' ? `${a} * ${b}` : `${kind}(${a}, ${b})`;
}

/** How the work of one result is divided. */
interface Division {
  readonly chunks: number;
  readonly tree: boolean;
}

/** Elements that a loop takes at a time: a variable that lives through a loop costs about as much as an element. */
const UNROLL = 8;

/** Results wanted in flight before a result's own elements are divided. */
const ENOUGH_RESULTS = 2048;

/** So few elements may be read out of order by the invocations of one workgroup per result: a second dispatch costs more. */
const FEW_ELEMENTS = 1 << 16;

function divide(results: number, outer: number, inner: number, step: number, { profile, limits }: Target): Division {
  const elements = outer * inner;
  if (profile === 'soft') {
    if (results >= 16 || elements * results < 16384) return { chunks: 1, tree: false };
    return { chunks: Math.min(16, Math.max(outer, inner)), tree: false };
  }
  if (elements < 64 || (step !== 1 && results >= ENOUGH_RESULTS)) return { chunks: 1, tree: false };
  const wide = Math.min(elements >= 1024 ? 256 : 64, limits.maxComputeInvocationsPerWorkgroup);
  if (step === 1 || results < 64 || elements * results <= FEW_ELEMENTS) return { chunks: wide, tree: true };
  return {
    chunks: Math.min(64, Math.max(1, Math.ceil(ENOUGH_RESULTS / results)), Math.max(outer, inner)),
    tree: false,
  };
}

/** The text of a reduction, up to the functions that need places: `accumulate` reads, `finish` writes. */
export interface ReductionKernel {
  readonly file: string;
  readonly source: string;
  readonly label: string;
  readonly code: string;
  readonly workgroups: readonly [number, number, number];
  /** Whether it needs `accumulate`. */
  readonly reads: boolean;
  readonly savesPartial: boolean;
  readonly loadsPartial: boolean;
  readonly finishes: boolean;
}

export interface ReductionPlan {
  readonly kernels: readonly ReductionKernel[];
  /** Words of partial results between the two kernels; 0: none. */
  readonly partialWords: number;
}

/** Fields of the accumulator, one for each reduction. */
export function accumulatorText(anchors: readonly Application[]): string {
  const types = anchors.map((anchor) => VALUE_TYPE[anchor.outputs[0]!.dtype]); // one output
  const kinds = anchors.map((anchor) => anchor.op.reduce!.kind); // anchors are reductions
  const starts = kinds.map((kind, index) => (types[index] === 'f32' ? `f32(${START[kind]})` : INTEGER_START[kind]));
  const merged = kinds.map((kind, index) => combine(kind, `a.r${index}`, `b.r${index}`));
  return [
    `struct Accumulator { ${types.map((type, index) => `r${index}: ${type}`).join(', ')} }`,
    `fn initial() -> Accumulator { return Accumulator(${starts.join(', ')}); }`,
    `fn merge(a: Accumulator, b: Accumulator) -> Accumulator { return Accumulator(${merged.join(', ')}); }`,
  ].join('\n');
}

/** The body of `accumulate` after the elements `values` are loaded. */
export function accumulateText(anchors: readonly Application[], values: readonly string[]): string {
  const merged = anchors.map((anchor, index) => combine(anchor.op.reduce!.kind, `a.r${index}`, values[index]!)); // one value per anchor
  return `return Accumulator(${merged.join(', ')});`;
}

/** Chooses how to divide the work, and writes everything that does not depend on places. */
export function lowerReduction(anchors: readonly Application[], target: Target): ReductionPlan {
  const first = anchors[0]!; // a reduce cluster has anchors
  const axes = first.op.reduce!.axes(first.attrs, specsOf(first)); // anchors are reductions
  const { kept, reduced, results } = geometry(first.inputs[0]!.shape, axes); // one input
  const innermost = reduced[reduced.length - 1] ?? { length: 1, stride: 1 };
  const outerGroups = reduced.slice(0, -1);
  const outer = outerGroups.reduce((product, group) => product * group.length, 1);
  const { chunks, tree } = divide(results, outer, innermost.length, innermost.stride, target);
  const splitOuter = outer > innermost.length;
  const partial = chunks > 1 && !tree;
  const grid = tree
    ? gridOfGroups(results, chunks, target.limits)
    : gridOf(results * chunks, groupFor(results * chunks, target.profile), target.limits);
  const constants = {
    RESULTS: results,
    OUTER: outer,
    INNER: innermost.length,
    STEP: innermost.stride,
    CHUNKS: chunks,
    ROUNDS: Math.ceil((splitOuter ? outer : innermost.length) / chunks),
    LEVELS: Math.log2(chunks) | 0,
    UNROLL,
    BLOCKS: Math.floor(innermost.length / UNROLL),
    REST: innermost.length % UNROLL,
    ...grid.constants,
  };
  const whole = chunks === 1 && innermost.length >= UNROLL;
  const block = Array.from(
    { length: UNROLL },
    (_, step) => `  let a${step + 1} = accumulate(a${step}, i + ${step * innermost.stride}u);`,
  );
  const offsets = [
    `fn keptOffset(o: u32) -> u32 { return ${offsetExpression('o', kept)}; }`,
    `fn outerOffset(q: u32) -> u32 { return ${offsetExpression('q', outerGroups)}; }`,
    ...(whole
      ? [`fn accumulateBlock(a0: Accumulator, i: u32) -> Accumulator {\n${block.join('\n')}\n  return a${UNROLL};\n}`]
      : []),
  ];
  const label = anchors.map((anchor) => anchor.op.name).join('+');
  const flags = { TREE: tree, PARTIAL: partial, WHOLE: whole, SPLIT_OUTER: splitOuter && !whole };
  const main: ReductionKernel = {
    file: 'reduce.wgsl',
    source: reduceShader,
    label,
    code: [constantLines(constants), ...offsets, preprocess('reduce.wgsl', reduceShader, flags)].join('\n'),
    workgroups: grid.workgroups,
    reads: true,
    savesPartial: partial,
    loadsPartial: false,
    finishes: !partial,
  };
  if (!partial) return { kernels: [main], partialWords: 0 };
  const second = gridOf(results, groupFor(results, target.profile), target.limits);
  const last: ReductionKernel = {
    file: 'merge.wgsl',
    source: mergeShader,
    label: `${label} (merge)`,
    code: [constantLines({ RESULTS: results, CHUNKS: chunks, ...second.constants }), mergeShader].join('\n'),
    workgroups: second.workgroups,
    reads: false,
    savesPartial: false,
    loadsPartial: true,
    finishes: true,
  };
  return { kernels: [main, last], partialWords: results * chunks * anchors.length };
}
