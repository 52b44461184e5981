/** What WebGPU demands of every dispatch of a plan, checked without a GPU. */
import type { Limits } from '../src/runtime/op.ts';
import type { Place, Plan, PlannedDispatch } from '../src/runtime/plan/plan.ts';
import { WORD_BYTES } from '../src/runtime/spec.ts';
import { lintWgsl } from './lintWgsl.ts';

function overlap(a: Place, b: Place): boolean {
  return a.buffer === b.buffer && a.offset < b.offset + b.words && b.offset < a.offset + a.words;
}

/** Two bindings of one buffer: written memory may not be bound twice, and nothing is read-only beside a write. */
function sharing({ bindings }: PlannedDispatch): string[] {
  return bindings.flatMap((a, index) =>
    bindings.slice(index + 1).flatMap((b) => {
      if (a.place.buffer !== b.place.buffer) return [];
      const { label } = a.place.buffer;
      if (a.access !== b.access) return [`${label} is bound both read-only and writable`];
      return a.access === 'read_write' && overlap(a.place, b.place) ? [`${label} is bound twice at one place`] : [];
    }),
  );
}

function places({ bindings }: PlannedDispatch, limits: Limits): string[] {
  return bindings.flatMap(({ place: { buffer, offset, words } }) => [
    ...((offset * WORD_BYTES) % limits.minStorageBufferOffsetAlignment === 0
      ? []
      : [`${buffer.label}+${offset} is not aligned`]),
    ...(words > 0 && offset + words <= buffer.words ? [] : [`${buffer.label}+${offset} ends beyond the buffer`]),
  ]);
}

function grid({ workgroups }: PlannedDispatch, limits: Limits): string[] {
  const fits = workgroups.every((count) => count >= 1 && count <= limits.maxComputeWorkgroupsPerDimension);
  return fits ? [] : [`workgroups ${workgroups.join(' x ')}`];
}

/** What is wrong with a plan. */
export function lintPlan(plan: Plan, limits: Limits): string[] {
  return plan.steps
    .flatMap((step) => step.dispatches)
    .flatMap((dispatch) =>
      [...lintWgsl(dispatch.code), ...sharing(dispatch), ...places(dispatch, limits), ...grid(dispatch, limits)].map(
        (complaint) => `${dispatch.label} (${dispatch.file}): ${complaint}`,
      ),
    );
}
