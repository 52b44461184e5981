/** From a program to a plan: simplify, fuse, order, lower, place, write the WGSL. */
import { type Application, asVariable, isLeaf, topologicalOrder } from '../graph.ts';
import type { TensorSpec } from '../spec.ts';
import type { Resident } from '../variable.ts';
import { type Cluster, type Fusion, sourceOf } from './clusters.ts';
import { fuse } from './fuse.ts';
import { isolate } from './isolate.ts';
import { lowerKernel, type Target } from './kernel.ts';
import { type Placement, place } from './place.ts';
import type { Plan, Step } from './plan.ts';
import { type Program, rootsOf } from './program.ts';
import { lowerReduction } from './reduction.ts';
import { ConflictingUpdates, type Schedule, schedule } from './schedule.ts';
import { simplify } from './simplify.ts';
import { type Lowered, Writer } from './write.ts';

/** Compiles a program for a target. Pure: the same program gives the same plan, byte for byte. */
export function compilePlan(program: Program, target: Target): Plan {
  const own = compilePhase(program, target);
  const plan = program.before ? followedBy(compilePlan(program.before, target), own) : own;
  const whole = program.next ? followedBy(plan, compilePlan(program.next, target)) : plan;
  return { ...whole, name: program.name };
}

/** One plan that does what two do, one after the other. */
function followedBy(first: Plan, second: Plan): Plan {
  return {
    ...first,
    feeds: [...first.feeds, ...second.feeds],
    constants: [...first.constants, ...second.constants],
    steps: [...first.steps, ...second.steps],
    fetches: [...first.fetches, ...second.fetches],
    updates: [
      ...first.updates,
      ...second.updates.map((update) => ({ ...update, step: update.step + first.steps.length })),
    ],
    slabs: [...first.slabs, ...second.slabs],
    residents: [...new Set([...first.residents, ...second.residents])],
  };
}

function compilePhase(program: Program, target: Target): Plan {
  for (const { resident } of program.updates) resident.settle();
  for (const { outputs } of topologicalOrder(rootsOf(program))) asVariable(outputs[0]!)?.resident.settle(); // every op has an output
  let current = simplify(program);
  const copied = new Set<Resident>();
  for (;;) {
    const isolated = isolate(current, copied);
    const fusion = fuse(isolated, target.limits);
    const order = schedule(isolated, fusion);
    if (!(order instanceof ConflictingUpdates)) return new Compilation(isolated, fusion, order, target).plan();
    for (const { resident } of order.updates) {
      if (copied.has(resident)) throw new Error(`the update of ${resident.name} cannot be ordered`);
      copied.add(resident);
    }
    current = simplify(program);
  }
}

/** The work of one phase. */
class Compilation {
  readonly #program: Program;
  readonly #fusion: Fusion;
  readonly #schedule: Schedule;
  readonly #target: Target;
  readonly #lowered: ReadonlyMap<Cluster, Lowered>;
  readonly #places: Placement;
  readonly #writer: Writer;

  constructor(program: Program, fusion: Fusion, order: Schedule, target: Target) {
    this.#program = program;
    this.#fusion = fusion;
    this.#schedule = order;
    this.#target = target;
    this.#lowered = new Map(order.clusters.map((cluster) => [cluster, this.#lower(cluster)]));
    this.#places = place(fusion, order, this.#lowered);
    this.#writer = new Writer(fusion, this.#places, target);
  }

  #lower(cluster: Cluster): Lowered {
    if (cluster.kind === 'kernel') {
      const anchor = cluster.anchors[0]!; // a kernel cluster has one anchor
      this.#checkInPlace(anchor);
      return { ...lowerKernel(anchor, this.#target), reductions: [] };
    }
    if (cluster.kind === 'map') return { dispatches: [], workspaces: [], reductions: [] };
    const { kernels, partialWords } = lowerReduction(cluster.anchors, this.#target);
    const partial: TensorSpec = { shape: [partialWords], dtype: 'float32' };
    return { dispatches: [], workspaces: partialWords > 0 ? [partial] : [], reductions: kernels };
  }

  /** An op that works in place must be the update of the variable it works on. */
  #checkInPlace(anchor: Application): void {
    for (const [input, output] of anchor.op.inPlace ?? []) {
      if (output >= anchor.outputs.length) continue;
      const resident = asVariable(anchor.inputs[input]!)?.resident; // pairs name existing inputs
      const updated = this.#schedule.direct.get(anchor.outputs[output]!);
      if (!resident || resident !== updated)
        throw new Error(`${anchor.op.name} works in place: its output ${output} must update its input ${input}`);
    }
  }

  plan(): Plan {
    const computed = new Set<Application>();
    const steps = this.#schedule.clusters.map((cluster) => this.#step(cluster, computed));
    const stepOf = new Map<Application, number>();
    this.#schedule.clusters.forEach((cluster, step) => {
      for (const application of [...cluster.anchors, ...cluster.maps]) stepOf.set(application, step);
    });
    const leaves = this.#fusion.order.map((application) => asVariable(application.outputs[0]!)?.resident); // every op has an output
    const residents = [...leaves, ...this.#program.updates.map((update) => update.resident)].filter(
      (resident) => resident !== undefined,
    );
    return {
      name: this.#program.name,
      profile: this.#target.profile,
      feeds: this.#places.feeds,
      constants: this.#places.constants,
      steps,
      fetches: this.#program.fetches.map((node) => ({ node, place: this.#places.of(node) })),
      updates: this.#program.updates.map(({ resident, node }) => ({
        resident,
        node,
        step: stepOf.get(sourceOf(node).application)!, // updates are isolated: computed by a cluster
      })),
      slabs: this.#places.slabs,
      residents: [...new Set(residents)],
    };
  }

  #step(cluster: Cluster, computed: Set<Application>): Step {
    const applications: Application[] = [];
    const visit = (application: Application) => {
      if (computed.has(application) || isLeaf(application)) return;
      computed.add(application);
      for (const input of application.inputs) visit(input.application);
      applications.push(application);
    };
    for (const application of [...cluster.anchors, ...cluster.maps]) visit(application);
    const scopes = new Set(
      [...cluster.anchors, ...cluster.maps].map((application) => application.scope).filter((scope) => scope !== ''),
    );
    const names = [...cluster.anchors, ...cluster.maps].map((application) => application.op.name);
    const label = `${[...scopes].slice(0, 3).join(', ')}${scopes.size > 0 ? ': ' : ''}${names.join(' ')}`;
    const outputs = [...cluster.anchors, ...cluster.maps].flatMap((application) => application.outputs);
    return {
      label,
      applications,
      dispatches: this.#writer.dispatches(cluster, this.#lowered.get(cluster)!, label), // every cluster was lowered
      writes: outputs.filter((node) => this.#places.has(node)).map((node) => ({ node, place: this.#places.of(node) })),
    };
  }
}
