/** Memory between the values of a plan: nobody may write there. */
import type { Plan, PlanBuffer } from '../src/runtime/plan/plan.ts';
import { packOp } from '../src/runtime/plan/transfer.ts';
import { sizeOf } from '../src/runtime/spec.ts';

/** Words of a buffer that a plan may write: its values, and the workspaces of its kernels. */
export function coveredBy(plan: Plan, buffer: PlanBuffer): Uint8Array {
  const covered = new Uint8Array(buffer.words);
  for (const { writes, dispatches } of plan.steps) {
    const own = writes.filter(({ place }) => place.buffer === buffer);
    for (const { node, place } of own) covered.fill(1, place.offset, place.offset + sizeOf(node.shape));
    for (const { place, access } of dispatches.flatMap(({ bindings }) => bindings)) {
      const isValue = access === 'read' || own.some((write) => write.place.offset === place.offset);
      if (place.buffer === buffer && !isValue) covered.fill(1, place.offset, place.offset + place.words);
    }
  }
  return covered;
}

/** Slabs with packed values: the gaps between them are zero and must stay so. */
export function packedSlabs(plan: Plan): Set<PlanBuffer> {
  const writes = plan.steps.flatMap((step) => step.writes);
  return new Set(writes.filter(({ node }) => node.op === packOp).map(({ place }) => place.buffer));
}

/** The first word outside of the covered ones that is not what it was, or null. */
export function brokenFence(
  label: string,
  words: Uint32Array,
  covered: Uint8Array,
  before: (place: number) => number,
): string | null {
  const broken = words.findIndex((word, place) => covered[place] === 0 && word !== before(place));
  return broken < 0 ? null : `${label}: word ${broken} lies between values and was written`;
}
