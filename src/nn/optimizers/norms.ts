/** What optimizers need that look at the lengths of single variables. Loaded when one does. */
import { clip, divide, maximum, multiply, sqrt } from '../../kernels/elementwise/arithmetic.ts';
import { take } from '../../kernels/gather.ts';
import { broadcastTo } from '../../kernels/movement/broadcastTo.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { type Segment, type SegmentTables, segmentSums, segmentTables } from '../../kernels/segments.ts';
import { BLOCK } from '../../kernels/update.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { sizeOf } from '../../runtime/spec.ts';
import type { VariableGroup } from '../../runtime/variable.ts';
import { type Limited, unlimited } from './clipping.ts';

/** Every variable of a group as a segment of vectors of four; gaps hold zeros and do not count. */
export function variableSegments(group: VariableGroup): SegmentTables {
  return segmentTables(
    group.members.map(
      ({ shape }, index): Segment => ({
        start: group.offsets[index]! / 4, // one offset per variable
        stride: 1,
        count: Math.ceil(sizeOf(shape) / 4),
      }),
    ),
  );
}

/** Sums of squares of each variable's part of a block. */
export function squaresOf(flat: GraphNode, tables: SegmentTables): GraphNode {
  return segmentSums(flat, tables, { vectors: true, squared: true });
}

/** Does at once what is to be done to a gradient: for rules that look at more than one element at a time. */
export function applyLimits(
  { gradient, scale, squares, clip: most, clipNorm }: Limited,
  group: VariableGroup,
): Limited {
  const scaled = scale ? multiply(gradient, scale) : gradient;
  if (most !== null) return unlimited(clip(scaled, -most, most));
  if (!squares || clipNorm === null) return unlimited(scaled);
  const lengths = scale ? multiply(sqrt(squares), scale) : sqrt(squares);
  return unlimited(multiply(scaled, perElement(group, divide(clipNorm, maximum(lengths, clipNorm)))));
}

/** A number per variable as a number per element of the group. */
export function perElement(group: VariableGroup, numbers: GraphNode): GraphNode {
  const blocks = group.length / BLOCK;
  const ownerOf = (block: number) => group.offsets.findLastIndex((offset) => offset <= block * BLOCK);
  const owners = Int32Array.from({ length: blocks }, (_, block) => ownerOf(block));
  const perBlock = take(numbers, constant(owners, [blocks], 'int32'));
  return reshape(broadcastTo(reshape(perBlock, [blocks, 1]), [blocks, BLOCK]), [group.length]);
}
