/** A plan: everything that one step does, as plain data. Printable, testable without a GPU, run by both executors. */
import type { Application, GraphNode } from '../graph.ts';
import type { Profile } from '../op.ts';
import type { TensorSpec, Values } from '../spec.ts';
import type { Storage } from '../storage.ts';
import type { Resident } from '../variable.ts';

/** Memory that a plan uses: its own (slabs, feeds, constants) or a variable's. */
export interface PlanBuffer {
  readonly kind: 'slab' | 'feed' | 'constants' | 'storage';
  readonly label: string;
  /** Grows while places are given out. */
  words: number;
  readonly storage?: Storage;
}

/** Where a value is. */
export interface Place {
  readonly buffer: PlanBuffer;
  /** In words. */
  readonly offset: number;
  readonly words: number;
}

export interface PlanBinding {
  readonly place: Place;
  readonly access: 'read' | 'read_write';
}

export interface PlannedDispatch {
  readonly label: string;
  readonly file: string;
  /** The shader file's own text, to find the line of an error in. */
  readonly source: string;
  /** Complete WGSL. */
  readonly code: string;
  /** By binding number. */
  readonly bindings: readonly PlanBinding[];
  readonly workgroups: readonly [number, number, number];
}

export interface Step {
  readonly label: string;
  /** What the CPU executor computes for this step, in order. */
  readonly applications: readonly Application[];
  readonly dispatches: readonly PlannedDispatch[];
  /** Values in memory after the step, for `compare`. */
  readonly writes: readonly { readonly node: GraphNode; readonly place: Place }[];
}

export interface PlanFeed {
  readonly name: string;
  readonly spec: TensorSpec;
  readonly buffer: PlanBuffer;
}

export interface PlanConstant {
  readonly values: Values;
  readonly spec: TensorSpec;
  readonly place: Place;
}

export interface PlanFetch {
  readonly node: GraphNode;
  readonly place: Place;
}

export interface PlanUpdate {
  readonly resident: Resident;
  readonly node: GraphNode;
  /** The step after which the new value is in place. */
  readonly step: number;
}

export interface Plan {
  readonly name: string;
  readonly profile: Profile;
  readonly feeds: readonly PlanFeed[];
  readonly constants: readonly PlanConstant[];
  readonly steps: readonly Step[];
  readonly fetches: readonly PlanFetch[];
  readonly updates: readonly PlanUpdate[];
  readonly slabs: readonly PlanBuffer[];
  readonly residents: readonly Resident[];
}

/** What a plan costs per step, by counting. */
export interface PlanCounts {
  readonly dispatches: number;
  readonly pipelines: number;
  readonly slabBytes: number;
  readonly bindings: number;
}

export function countsOf(plan: Plan): PlanCounts {
  const dispatches = plan.steps.flatMap((step) => step.dispatches);
  return {
    dispatches: dispatches.length,
    pipelines: new Set(dispatches.map((dispatch) => dispatch.code)).size,
    slabBytes: plan.slabs.reduce((sum, slab) => sum + slab.words * 4, 0),
    bindings: dispatches.reduce((sum, dispatch) => sum + dispatch.bindings.length, 0),
  };
}

/** A plan as text: one line a dispatch, with the ops it computes and the places it reads and writes. */
export function printPlan(plan: Plan): string {
  const counts = countsOf(plan);
  const lines = [
    `plan ${plan.name} (${plan.profile}): ${counts.dispatches} dispatches, ${counts.pipelines} pipelines, ${counts.slabBytes} slab bytes`,
  ];
  for (const feed of plan.feeds) lines.push(`  feed ${feed.name} ${feed.spec.dtype}[${feed.spec.shape.join(', ')}]`);
  for (const step of plan.steps) {
    lines.push(`  ${step.label}`);
    for (const dispatch of step.dispatches) {
      const bindings = dispatch.bindings.map(
        ({ place, access }) => `${access === 'read' ? '' : '*'}${place.buffer.label}+${place.offset}`,
      );
      lines.push(`    ${dispatch.label} [${dispatch.workgroups.join(' ')}] ${bindings.join(' ')}`);
    }
  }
  return lines.join('\n');
}
