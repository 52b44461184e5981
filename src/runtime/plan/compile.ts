/** From a program to a plan: simplify, fuse, order, lower, place, write the WGSL. */
import mapShader from '../../../shaders/map.wgsl?raw';
import { type Application, asVariable, type GraphNode, isLeaf, reapply, topologicalOrder } from '../graph.ts';
import { gridOf, groupFor } from '../grid.ts';
import type { Dispatch, Operand } from '../op.ts';
import { sizeOf, type TensorSpec } from '../spec.ts';
import type { Resident } from '../variable.ts';
import { Bindings, harmonize, VECTOR } from './bind.ts';
import { type Cluster, Fusion, sourceOf } from './cluster.ts';
import { Emitter } from './emit.ts';
import type { Point } from './indexing.ts';
import { lowerKernel, type Skeleton, type Target } from './kernel.ts';
import { type Placement, place } from './place.ts';
import type { Place, Plan, PlanBinding, PlannedDispatch, Step } from './plan.ts';
import { type Program, rootsOf } from './program.ts';
import {
  accumulateText,
  accumulatorText,
  lowerReduction,
  type ReductionKernel,
  type ReductionPlan,
} from './reduction.ts';
import { ConflictingUpdates, type Schedule, schedule } from './schedule.ts';
import { simplify } from './simplify.ts';
import { copy, packOp } from './transfer.ts';
import { bindingLine, constantLines, declaredBindings, usedFunctions, VALUE_TYPE } from './wgsl.ts';

/** Compiles a program for a target. Pure: the same program gives the same plan, byte for byte. */
export function compilePlan(program: Program, target: Target): Plan {
  const plan = compilePhase(program, target);
  return program.next ? followedBy(plan, compilePlan(program.next, target)) : plan;
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
    const fusion = new Fusion(isolated, target.limits);
    const order = schedule(isolated, fusion);
    if (!(order instanceof ConflictingUpdates)) return new Compilation(isolated, fusion, order, target).plan();
    for (const { resident } of order.updates) {
      if (copied.has(resident)) throw new Error(`the update of ${resident.name} cannot be ordered`);
      copied.add(resident);
    }
    current = simplify(program);
  }
}

/** Puts copies where one value would have to be in two places at once: two updates, a pack and a leaf, and so on. */
function isolate(program: Program, alwaysCopied: ReadonlySet<Resident>): Program {
  const claimed = new Set<GraphNode>();
  let copies = 0;
  const own = (node: GraphNode, always: boolean): GraphNode => {
    const source = sourceOf(node);
    const taken = isLeaf(source.application) || source.op === packOp || claimed.has(source) || always;
    const free = taken ? copy(node, `copy ${copies++}`) : node;
    const result = always && isLeaf(source.application) ? copy(free, `copy ${copies++}`) : free; // away from the leaf, then into place
    claimed.add(sourceOf(result));
    return result;
  };
  const updates = program.updates.map(({ resident, node }) => ({
    resident,
    node: own(node, alwaysCopied.has(resident)),
  }));
  const replaced = new Map<Application, readonly GraphNode[]>();
  const value = (node: GraphNode): GraphNode => replaced.get(node.application)?.[node.index] ?? node;
  for (const application of topologicalOrder(rootsOf({ ...program, updates }))) {
    let inputs = application.inputs.map(value);
    if (application.op === packOp) inputs = inputs.map((input) => own(input, false));
    if (inputs.some((input, index) => input !== application.inputs[index]))
      replaced.set(application, reapply(application, inputs));
  }
  return {
    name: program.name,
    fetches: program.fetches.map((node) =>
      isLeaf(sourceOf(node).application) ? copy(node, `fetch ${copies++}`) : value(node),
    ),
    updates: updates.map(({ resident, node }) => ({ resident, node: value(node) })),
  };
}

/** Elementwise kernels of so many elements read and write vectors. */
const VECTORIZED = 1024;

interface MapKernel {
  readonly label: string;
  readonly items: number;
  readonly lines: readonly string[];
  readonly libraries: Iterable<string>;
  readonly bindings: Bindings;
}

class Compilation {
  readonly #program: Program;
  readonly #fusion: Fusion;
  readonly #schedule: Schedule;
  readonly #target: Target;
  readonly #skeletons = new Map<Cluster, Skeleton>();
  readonly #reductions = new Map<Cluster, ReductionPlan>();
  readonly #places: Placement;

  constructor(program: Program, fusion: Fusion, order: Schedule, target: Target) {
    this.#program = program;
    this.#fusion = fusion;
    this.#schedule = order;
    this.#target = target;
    for (const cluster of order.clusters) this.#lower(cluster);
    this.#places = place(fusion, order, this.#skeletons);
  }

  #lower(cluster: Cluster): void {
    if (cluster.kind === 'kernel') {
      const anchor = cluster.anchors[0]!; // a kernel cluster has one anchor
      this.#checkInPlace(anchor);
      this.#skeletons.set(cluster, lowerKernel(anchor, this.#target));
    } else if (cluster.kind === 'reduce') {
      const reduction = lowerReduction(cluster.anchors, this.#target);
      const partial: TensorSpec = { shape: [reduction.partialWords], dtype: 'float32' };
      this.#reductions.set(cluster, reduction);
      this.#skeletons.set(cluster, { dispatches: [], workspaces: reduction.partialWords > 0 ? [partial] : [] });
    }
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
      dispatches: this.#dispatches(cluster, label),
      writes: outputs.filter((node) => this.#places.has(node)).map((node) => ({ node, place: this.#places.of(node) })),
    };
  }

  #dispatches(cluster: Cluster, label: string): PlannedDispatch[] {
    if (cluster.kind === 'map') return [this.#mapDispatch(cluster, label)];
    if (cluster.kind === 'reduce') {
      return this.#reductions.get(cluster)!.kernels.map((kernel) => this.#reduceDispatch(cluster, kernel, label)); // lowered above
    }
    return this.#skeletons.get(cluster)!.dispatches.map((dispatch) => this.#kernelDispatch(cluster, dispatch, label)); // lowered above
  }

  #storedOutside(cluster: Cluster): (application: Application) => boolean {
    return (application) => {
      const owner = this.#fusion.clusterOf.get(application);
      return owner !== undefined && owner !== cluster;
    };
  }

  #emitter(cluster: Cluster, bindings: Bindings, prefix?: string): Emitter {
    const load = (node: GraphNode, index: string) => bindings.load(this.#places.of(node), node.dtype, index);
    return new Emitter(load, this.#storedOutside(cluster), prefix);
  }

  /** Computes the elementwise values of a cluster at a point, and stores those (and the given ones) that have a place. */
  #emitMaps(cluster: Cluster, emitter: Emitter, bindings: Bindings, point: Point, given: readonly GraphNode[]): void {
    const nodes = [...given, ...cluster.maps.flatMap((map) => map.outputs)];
    const values = nodes
      .filter((node) => this.#places.has(node))
      .map((node) => ({ node, value: emitter.value(node, point) }));
    for (const { node, value } of values) {
      emitter.lines.push(bindings.store(this.#places.of(node), node.dtype, point.index, value));
    }
  }

  #mapDispatch(cluster: Cluster, label: string): PlannedDispatch {
    if (cluster.size % VECTOR === 0 && cluster.size >= VECTORIZED) return this.#vectorDispatch(cluster, label);
    const bindings = new Bindings(true);
    const emitter = this.#emitter(cluster, bindings);
    this.#emitMaps(cluster, emitter, bindings, { index: 'i' }, []);
    return this.#mapKernel({
      label,
      items: cluster.size,
      lines: emitter.lines,
      libraries: emitter.libraries,
      bindings,
    });
  }

  /** Every invocation computes four neighbours: full-size values are read and written as vectors. */
  #vectorDispatch(cluster: Cluster, label: string): PlannedDispatch {
    const bindings = new Bindings(true, 'b', (place) => place.words === cluster.size);
    const isStored = this.#storedOutside(cluster);
    const load = (node: GraphNode, index: string): string => {
      const place = this.#places.of(node);
      const position = ['i0', 'i1', 'i2', 'i3'].indexOf(index);
      const vector = position < 0 ? null : bindings.loadVector(place, node.dtype, 'i');
      return vector
        ? bindings.component(emitter.shared(vector), position, node.dtype)
        : bindings.load(place, node.dtype, index);
    };
    const emitter: Emitter = new Emitter(load, isStored);
    const points = [0, 1, 2, 3].map((position): Point => ({ index: `i${position}` }));
    points.forEach(({ index }, position) => {
      emitter.lines.push(`let ${index} = i * 4u + ${position}u;`);
    });
    const nodes = cluster.maps.flatMap((map) => map.outputs).filter((node) => this.#places.has(node));
    const values = nodes.map((node) => ({ node, parts: points.map((point) => emitter.value(node, point)) }));
    for (const { node, parts } of values)
      emitter.lines.push(...bindings.storeVector(this.#places.of(node), node.dtype, 'i', parts));
    return this.#mapKernel({
      label,
      items: cluster.size / VECTOR,
      lines: emitter.lines,
      libraries: emitter.libraries,
      bindings,
    });
  }

  #mapKernel({ label, items, lines, libraries, bindings }: MapKernel): PlannedDispatch {
    const grid = gridOf(items, groupFor(items, this.#target.profile), this.#target.limits);
    const code = [
      constantLines({ SIZE: items, ...grid.constants }),
      functionText('store', 'i: u32', lines),
      mapShader,
    ].join('\n');
    return assemble({
      label,
      file: 'map.wgsl',
      source: mapShader,
      code,
      workgroups: grid.workgroups,
      libraries,
      bindings,
      own: [],
    });
  }

  #reduceDispatch(cluster: Cluster, kernel: ReductionKernel, label: string): PlannedDispatch {
    const bindings = new Bindings(true);
    const parts = [kernel.code, accumulatorText(cluster.anchors)];
    const libraries = new Set<string>();
    const { anchors } = cluster;
    if (kernel.reads) {
      const emitter = this.#emitter(cluster, bindings, 'x');
      const values = anchors.map((anchor) => emitter.value(anchor.inputs[0]!, { index: 'i' })); // one input
      emitter.lines.push(accumulateText(anchors, values));
      parts.push(functionText('accumulate', 'a: Accumulator, i: u32', emitter.lines, 'Accumulator'));
      for (const library of emitter.libraries) libraries.add(library);
    }
    if (kernel.savesPartial || kernel.loadsPartial) {
      const partial = this.#places.workspace(cluster, 0);
      const size = Math.floor(sizeOf([partial.words]) / anchors.length);
      const at = (field: number) => `${field * size}u + t`;
      if (kernel.savesPartial) {
        const lines = anchors.map((_, field) =>
          bindings.store(partial, 'float32', at(field), asFloat(anchors[field]!, `acc.r${field}`)),
        );
        parts.push(functionText('savePartial', 't: u32, acc: Accumulator', lines));
      } else {
        const fields = anchors.map((anchor, field) => fromFloat(anchor, bindings.load(partial, 'float32', at(field))));
        parts.push(functionText('loadPartial', 't: u32', [`return Accumulator(${fields.join(', ')});`], 'Accumulator'));
      }
    }
    if (kernel.finishes) {
      const emitter = this.#emitter(cluster, bindings, 'y');
      const point: Point = { index: 'o' };
      anchors.forEach((anchor, field) => emitter.define(anchor.outputs[0]!, point, `acc.r${field}`)); // one output
      this.#emitMaps(
        cluster,
        emitter,
        bindings,
        point,
        anchors.map((anchor) => anchor.outputs[0]!),
      ); // one output
      parts.push(functionText('finish', 'o: u32, acc: Accumulator', emitter.lines));
      for (const library of emitter.libraries) libraries.add(library);
    }
    const detail = kernel.loadsPartial ? `${label} (merge)` : label;
    return assemble({
      label: detail,
      file: kernel.file,
      source: kernel.source,
      code: parts.join('\n'),
      workgroups: kernel.workgroups,
      libraries,
      bindings,
      own: [],
    });
  }

  #kernelDispatch(cluster: Cluster, dispatch: Dispatch, label: string): PlannedDispatch {
    const anchor = cluster.anchors[0]!; // a kernel cluster has one anchor
    const bindings = new Bindings(false, 'e');
    const libraries = new Set(dispatch.libraries);
    let { code } = dispatch;
    if (dispatch.stores) {
      const output = anchor.outputs[0]!; // every op has an output
      const emitter = this.#emitter(cluster, bindings);
      const columns = output.shape[output.shape.length - 1] ?? 1;
      const point: Point = { index: 'i', row: 'row', column: 'column', columns };
      emitter.define(output, point, 'value');
      this.#emitMaps(cluster, emitter, bindings, point, [output]);
      code = [
        functionText('store', `i: u32, row: u32, column: u32, value: ${VALUE_TYPE[output.dtype]}`, emitter.lines),
        code,
      ].join('\n');
      for (const library of emitter.libraries) libraries.add(library);
    }
    const own = Object.entries(dispatch.bindings).map(([name, each]) => ({
      name,
      place: this.#operandPlace(cluster, anchor, each),
    }));
    const detail = dispatch.label === anchor.op.name ? label : `${label} (${dispatch.label})`;
    return assemble({
      label: detail,
      file: dispatch.file,
      source: dispatch.source,
      code,
      workgroups: dispatch.workgroups,
      libraries,
      bindings,
      own,
    });
  }

  #operandPlace(cluster: Cluster, anchor: Application, { role, index }: Operand): Place {
    if (role === 'workspace') return this.#places.workspace(cluster, index);
    const nodes = role === 'input' ? anchor.inputs : anchor.outputs;
    return this.#places.of(nodes[index]!); // operands name existing inputs and outputs
  }
}

function asFloat(anchor: Application, value: string): string {
  return anchor.outputs[0]?.dtype === 'float32' ? value : `bitcast<f32>(${value})`;
}

function fromFloat(anchor: Application, value: string): string {
  return anchor.outputs[0]?.dtype === 'float32' ? value : `bitcast<i32>(${value})`;
}

function functionText(name: string, parameters: string, lines: readonly string[], result = ''): string {
  return `fn ${name}(${parameters})${result === '' ? '' : ` -> ${result}`} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;
}

interface Parts {
  readonly label: string;
  readonly file: string;
  readonly source: string;
  readonly code: string;
  readonly workgroups: readonly [number, number, number];
  readonly libraries: Iterable<string>;
  /** Bindings of generated parts. */
  readonly bindings: Bindings;
  /** Bindings that the shader's own text declares, by name. */
  readonly own: readonly { readonly name: string; readonly place: Place }[];
}

/** Numbers the bindings, settles their access, and puts the text together. */
function assemble({ label, file, source, code, workgroups, libraries, bindings, own }: Parts): PlannedDispatch {
  const declared = declaredBindings(code);
  const ownBindings = declared.map(({ name, access }): PlanBinding => {
    const match = own.find((each) => each.name === name);
    if (!match) throw new Error(`${file}: the binding ${name} is declared but not given`);
    return { place: match.place, access };
  });
  for (const { name } of own) {
    if (!declared.some((each) => each.name === name))
      throw new Error(`${file}: the binding ${name} is given but not declared`);
  }
  const generated = bindings.declare(declared.length);
  const all = harmonize([...ownBindings, ...generated.bindings]);
  let text = code;
  declared.forEach(({ line, name, type }, index) => {
    const { access, place } = all[index]!; // one binding per declaration
    text = text.replace(line, bindingLine(index, access, name, fixedSize(type, place.words)));
  });
  const lines = generated.lines.map(({ line }, index) => line(all[declared.length + index]!.access)); // one binding per line
  const functions = usedFunctions(text, libraries);
  const directives = text.match(DIRECTIVE) ?? [];
  text = text.replace(DIRECTIVE, '');
  return {
    label,
    file,
    source,
    code: [...directives, ...lines, functions, text].filter((part) => part !== '').join('\n'),
    bindings: all,
    workgroups,
  };
}

/** Lines that WGSL wants before everything else. */
const DIRECTIVE = /^(?:enable|diagnostic).*;$/gm;

/** `array<f32>` as `array<f32, 100>`: an index that is provably inside needs no clamp. */
function fixedSize(type: string, words: number): string {
  const open = /^array<(f32|i32|u32)>$/.exec(type);
  return open ? `array<${open[1]}, ${words}>` : type;
}
