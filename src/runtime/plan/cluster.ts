/**
 * Fusion: applications are gathered into clusters, each of which becomes one kernel (or one op's few kernels).
 *
 * - `map`: elementwise ops over the same number of elements.
 * - `reduce`: reductions over the same elements, with elementwise ops on the results (epilogue).
 * - `kernel`: one op with its own kernel, with elementwise ops on its first output (epilogue).
 *
 * Everything else is inline, computed anew wherever it is read: views, index movements, cheap ops, and elementwise ops
 * that only a reduction's loop reads (prologue).
 */
import {
  type Application,
  asConstant,
  asVariable,
  type GraphNode,
  isLeaf,
  topologicalOrder,
  uniformValue,
} from '../graph.ts';
import type { Limits } from '../op.ts';
import { sizeOf } from '../spec.ts';
import { type Program, rootsOf } from './program.ts';

export type ClusterKind = 'map' | 'reduce' | 'kernel';

export interface Cluster {
  readonly kind: ClusterKind;
  /** The op with the kernel, or the reductions; empty for `map`. */
  readonly anchors: Application[];
  /** Elementwise applications computed once for each element of the output, in order. */
  readonly maps: Application[];
  /** Elements of the output. */
  readonly size: number;
  /** For `reduce`: what two reductions must have in common to share a loop. */
  readonly geometry: string;
}

/** Clusters of at most this many elements are joined even when nothing connects them: a dispatch costs more than they do. */
const SMALL = 1024;

/** Elementwise ops that readers compute anew rather than read: a memory access costs more than a few instructions. */
const RECOMPUTED = 4;

export class Fusion {
  readonly order: readonly Application[];
  readonly users = new Map<Application, Application[]>();
  readonly clusterOf = new Map<Application, Cluster>();
  readonly clusters = new Set<Cluster>();
  readonly roots: ReadonlySet<GraphNode>;
  /** Ops that could be inline, but that a kernel or a root reads from memory. */
  readonly #forced: ReadonlySet<Application>;
  readonly #position: ReadonlyMap<Application, number>;
  readonly #maxBindings: number;
  readonly #loops = new Map<Application, string | null>();

  constructor(program: Program, limits: Limits) {
    const roots = rootsOf(program);
    this.roots = new Set(roots);
    this.order = topologicalOrder(roots);
    this.#position = new Map(this.order.map((application, index) => [application, index]));
    this.#maxBindings = limits.maxStorageBuffersPerShaderStage;
    for (const application of this.order) {
      for (const input of new Set(application.inputs.map((node) => node.application))) {
        const list = this.users.get(input);
        if (list) list.push(application);
        else this.users.set(input, [application]);
      }
    }
    this.#forced = this.#findForced();
    for (const application of this.order) {
      if (application.op.reduce)
        this.#create('reduce', [application], application.outputs[0]!, geometryOf(application)); // one output
    }
    for (const application of this.order) {
      this.#limitReads(application);
      this.#place(application);
    }
    this.#sink();
    this.#joinIndependent();
  }

  /** Kernels read memory, and so does the caller: what they read is stored even when it is cheap to compute. */
  #findForced(): ReadonlySet<Application> {
    const forced = new Set<Application>();
    const need = (node: GraphNode) => {
      const source = sourceOf(node).application;
      if (source.op.move || source.op.map) forced.add(source);
    };
    for (const root of this.roots) need(root);
    for (const application of this.order)
      if (hasKernel(application)) for (const input of application.inputs) need(input);
    return forced;
  }

  #create(kind: ClusterKind, anchors: Application[], output: GraphNode, geometry = ''): Cluster {
    const cluster: Cluster = { kind, anchors, maps: [], size: sizeOf(output.shape), geometry };
    for (const anchor of anchors) this.clusterOf.set(anchor, cluster);
    this.clusters.add(cluster);
    return cluster;
  }

  #place(application: Application): void {
    if (isLeaf(application) || this.clusterOf.has(application) || this.#isInline(application)) return;
    const output = application.outputs[0]!; // every op has an output
    if (hasKernel(application)) {
      this.#create('kernel', [application], output);
      return;
    }
    let home: Cluster | null = null;
    for (const producer of this.#producers(application)) {
      if (producer.size !== sizeOf(output.shape) || !this.#accepts(producer, application)) continue;
      if (home) home = this.#join(home, producer) ?? home;
      else home = producer;
    }
    home ??= this.#create('map', [], output);
    home.maps.push(application);
    this.clusterOf.set(application, home);
  }

  #isInline(application: Application): boolean {
    const { op } = application;
    if (op.view) return true;
    if (this.#forced.has(application)) return false;
    if (op.move || op.map?.cheap) return true;
    return Boolean(op.map) && this.#loopOf(application, sizeOf(application.outputs[0]!.shape)) !== null; // maps have one output
  }

  /** Stores what a loop would compute inline, where it would otherwise read from more buffers than a kernel can bind. */
  #limitReads(application: Application): void {
    if (!application.op.reduce && (isLeaf(application) || !application.op.map || !this.#isInline(application))) return;
    while (!this.#fits([application])) {
      const inline = this.#inlineMaps(application).map((map) => ({ map, count: this.#boundBy([map]).size }));
      const largest = inline.sort((a, b) => b.count - a.count)[0];
      if (!largest) return;
      const cluster = this.#create('map', [], largest.map.outputs[0]!); // maps have one output
      cluster.maps.push(largest.map);
      this.clusterOf.set(largest.map, cluster);
    }
  }

  /** The nearest elementwise ops that an application computes inline, through views and movements. */
  #inlineMaps(application: Application): Application[] {
    return application.inputs.flatMap((input) => {
      const source = input.application;
      if (isLeaf(source) || this.clusterOf.has(source)) return [];
      return source.op.map && !source.op.map.cheap ? [source] : this.#inlineMaps(source);
    });
  }

  /** The one geometry of reductions in whose loops all uses of an application end; null when there is another use. */
  #loopOf(application: Application, size: number): string | null {
    const known = this.#loops.get(application);
    if (known !== undefined) return known;
    const geometry = this.#findLoop(application, size);
    this.#loops.set(application, geometry);
    return geometry;
  }

  #findLoop(application: Application, size: number): string | null {
    let geometry: string | null = null;
    for (const user of this.users.get(application) ?? []) {
      let own: string | null = null;
      if (user.op.reduce) own = geometryOf(user);
      else if ((user.op.map || user.op.view) && !this.#forced.has(user) && sizeOf(user.outputs[0]!.shape) === size)
        own = this.#loopOf(user, size);
      if (own === null || (geometry !== null && own !== geometry)) return null;
      geometry = own;
    }
    return geometry;
  }

  /** Clusters whose values an application reads, looking through inline ops; the last computed first. */
  #producers(application: Application): Cluster[] {
    const found = new Set<Cluster>();
    this.#collectNeeds(application, found);
    return [...found].reverse();
  }

  #collectNeeds(application: Application, into: Set<Cluster>): void {
    for (const input of application.inputs) {
      const cluster = this.clusterOf.get(input.application);
      if (cluster) into.add(cluster);
      else this.#collectNeeds(input.application, into);
    }
  }

  /** The clusters that must run before a cluster, directly. */
  needsOf(cluster: Cluster): Set<Cluster> {
    const needs = new Set<Cluster>();
    for (const application of [...cluster.anchors, ...cluster.maps]) this.#collectNeeds(application, needs);
    needs.delete(cluster);
    return needs;
  }

  /** Whether any of `from` is, or comes after, one of `on`. */
  #reach(from: Iterable<Cluster>, on: ReadonlySet<Cluster>): boolean {
    const seen = new Set<Cluster>();
    const stack = [...from];
    while (stack.length > 0) {
      const cluster = stack.pop()!; // length > 0
      if (on.has(cluster)) return true;
      if (seen.has(cluster)) continue;
      seen.add(cluster);
      stack.push(...this.needsOf(cluster));
    }
    return false;
  }

  /** Whether an elementwise application can be computed at the end of a cluster's kernel. */
  #accepts(cluster: Cluster, application: Application): boolean {
    if (cluster.kind === 'kernel' && !cluster.anchors[0]?.op.epilogue) return false;
    if (this.#readsElsewhere(cluster, application)) return false;
    const needs = new Set<Cluster>();
    this.#collectNeeds(application, needs);
    needs.delete(cluster);
    return !this.#reach(needs, new Set([cluster])) && this.#fits([...cluster.anchors, ...cluster.maps, application]);
  }

  /** Whether an application reads a value of the cluster at another place than its own, or a further output of its kernel. */
  #readsElsewhere(cluster: Cluster, application: Application): boolean {
    const visit = (current: Application, moved: boolean): boolean =>
      current.inputs.some((input) => {
        const elsewhere = moved || Boolean(current.op.move) || sizeOf(input.shape) !== cluster.size;
        const owner = this.clusterOf.get(input.application);
        if (owner === cluster) return elsewhere || input.index > 0;
        return !owner && !isLeaf(input.application) && visit(input.application, elsewhere);
      });
    return visit(application, false);
  }

  /** Makes one cluster of two of equal size; null when they cannot share a kernel. */
  #join(a: Cluster, b: Cluster): Cluster | null {
    const [into, from] = a.kind === 'map' ? [b, a] : [a, b];
    if (from.kind !== 'map' && (into.kind !== 'reduce' || from.kind !== 'reduce' || into.geometry !== from.geometry))
      return null;
    if (into.kind === 'kernel' && !into.anchors[0]?.op.epilogue) return null;
    const both = new Set([into, from]);
    const needsOfAnchors = new Set<Cluster>();
    for (const anchor of [...into.anchors, ...from.anchors]) this.#collectNeeds(anchor, needsOfAnchors);
    if (needsOfAnchors.has(into) || needsOfAnchors.has(from)) return null;
    const outside = [...this.needsOf(into), ...this.needsOf(from)].filter((cluster) => !both.has(cluster));
    if (this.#reach(outside, both)) return null;
    if (
      from.maps.some((map) => this.#readsElsewhere(into, map)) ||
      into.maps.some((map) => this.#readsElsewhere(from, map))
    )
      return null;
    if (!this.#fits([...into.anchors, ...from.anchors, ...into.maps, ...from.maps])) return null;
    into.anchors.push(...from.anchors);
    into.maps.push(...from.maps);
    into.maps.sort((x, y) => this.#position.get(x)! - this.#position.get(y)!); // every application has a position
    for (const application of [...from.anchors, ...from.maps]) this.clusterOf.set(application, into);
    this.clusters.delete(from);
    return into;
  }

  /** Whether the buffers that a kernel of these applications would bind are few enough. */
  #fits(applications: readonly Application[]): boolean {
    return this.#boundBy(applications).size <= this.#maxBindings;
  }

  /** The values and leaves that a kernel of these applications would bind. */
  #boundBy(applications: readonly Application[]): ReadonlySet<unknown> {
    const inside = new Set(applications);
    const bound = new Set<unknown>();
    const read = (node: GraphNode) => {
      const { application } = node;
      if (inside.has(application)) return;
      if (isLeaf(application)) {
        if (!asConstant(node) || uniformValue(node) === null) bound.add(blockOf(node));
      } else if (this.clusterOf.has(application)) bound.add(node);
      else for (const input of application.inputs) read(input);
    };
    for (const application of applications) {
      for (const input of application.inputs) read(input);
      for (const output of application.outputs) {
        const outside = (this.users.get(application) ?? []).some((user) => !inside.has(user));
        if (outside || this.roots.has(output)) bound.add(output);
      }
    }
    return bound;
  }

  /**
   * Values that are cheap to compute from what is in memory anyway are not stored: their readers compute them. The usual
   * case is a derivative that needs only the activation's output.
   */
  #sink(): void {
    for (let position = this.order.length - 1; position >= 0; position--) {
      const application = this.order[position]!; // position < length
      const cluster = this.clusterOf.get(application);
      if (!cluster?.maps.includes(application) || !this.#readOutside(application, cluster)) continue;
      const locals = new Set<Application>();
      if (!this.#isRecomputable(application, cluster, locals) || locals.size > RECOMPUTED) continue;
      if (cluster.kind === 'map' && cluster.maps.every((map) => locals.has(map))) continue;
      this.#release(locals, cluster);
    }
  }

  /** Whether elementwise ops outside of its cluster (and nothing else) read a value: only they can compute it themselves. */
  #readOutside(application: Application, cluster: Cluster): boolean {
    if (this.#forced.has(application)) return false;
    const size = sizeOf(application.outputs[0]!.shape); // maps have one output
    const outside = (this.users.get(application) ?? []).filter((user) => this.clusterOf.get(user) !== cluster);
    return (
      outside.length > 0 &&
      outside.every((user) => Boolean(user.op.map || user.op.reduce) && sizeOf(user.outputs[0]!.shape) <= size)
    ); // one output
  }

  /** Collects the applications that a reader would have to compute: down to values that are in memory anyway. */
  #isRecomputable(application: Application, cluster: Cluster, locals: Set<Application>): boolean {
    if (locals.has(application)) return true;
    if (!application.op.map || application.op.map.library || this.#forced.has(application)) return false;
    locals.add(application);
    return application.inputs.every((input) => {
      const owner = this.clusterOf.get(input.application);
      if (isLeaf(input.application) || (owner && owner !== cluster)) return true;
      if (!owner)
        return (
          Boolean(input.application.op.view || input.application.op.move) && this.#isInMemory(sourceOf(input), cluster)
        );
      return this.#isInMemory(input, cluster) || this.#isRecomputable(input.application, cluster, locals);
    });
  }

  /** Whether a value of a cluster is stored for another reason: a kernel or the caller reads it. */
  #isInMemory(node: GraphNode, cluster: Cluster): boolean {
    if (isLeaf(node.application)) return true;
    const owner = this.clusterOf.get(node.application);
    if (!owner) return false;
    if (owner !== cluster || this.roots.has(node)) return true;
    return (this.users.get(node.application) ?? []).some(
      (user) => hasKernel(user) || (user.op.view && this.#readByKernel(user)),
    );
  }

  #readByKernel(view: Application): boolean {
    return (
      (this.users.get(view) ?? []).some((user) => hasKernel(user) || (user.op.view && this.#readByKernel(user))) ||
      view.outputs.some((output) => this.roots.has(output))
    );
  }

  /** Makes applications inline, unless a reader would then bind too many buffers. */
  #release(applications: ReadonlySet<Application>, cluster: Cluster): void {
    for (const application of applications) this.clusterOf.delete(application);
    const readers = new Set<Cluster>();
    for (const application of applications) this.#collectReaders(application, readers);
    if (
      [...readers].every((reader) =>
        this.#fits([...reader.anchors, ...reader.maps.filter((map) => !applications.has(map))]),
      )
    ) {
      const kept = cluster.maps.filter((map) => !applications.has(map));
      cluster.maps.splice(0, cluster.maps.length, ...kept);
    } else for (const application of applications) this.clusterOf.set(application, cluster);
  }

  /** The clusters that read a value, directly or through inline ops. */
  #collectReaders(application: Application, into: Set<Cluster>): void {
    for (const user of this.users.get(application) ?? []) {
      const cluster = this.clusterOf.get(user);
      if (cluster) into.add(cluster);
      else this.#collectReaders(user, into);
    }
  }

  /** Joins small clusters that do not depend on each other. */
  #joinIndependent(): void {
    const small = [...this.clusters].filter((cluster) => cluster.size <= SMALL && cluster.kind !== 'kernel');
    for (let i = 0; i < small.length; i++) {
      for (let j = i + 1; j < small.length; j++) {
        const [a, b] = [small[i]!, small[j]!]; // i, j < length
        if (!this.clusters.has(a) || !this.clusters.has(b) || a.size !== b.size) continue;
        if (this.#reach([a], new Set([b])) || this.#reach([b], new Set([a]))) continue;
        small[i] = this.#join(a, b) ?? a;
      }
    }
  }
}

function hasKernel(application: Application): boolean {
  const { op } = application;
  return Boolean(op.lower) && !op.map && !op.move && !op.reduce && !op.view;
}

/** The node whose memory a view looks at. */
export function sourceOf(node: GraphNode): GraphNode {
  let source = node;
  while (source.op.view) source = source.application.inputs[0]!; // a view has one input
  return source;
}

/** What a leaf is bound as: values of a merged block share one binding. */
function blockOf(node: GraphNode): unknown {
  const resident = asVariable(node)?.resident;
  return resident?.home.storage.merged ? resident.home.storage : (resident ?? node);
}

/** Reductions share a loop when they run over the same elements in the same grouping. */
function geometryOf(application: Application): string {
  const specs = {
    inputs: application.inputs.map((node) => node.spec),
    outputs: application.outputs.map((node) => node.spec),
  };
  const axes = application.op.reduce!.axes(application.attrs, specs); // only called for reductions
  return `${specs.inputs[0]?.shape.join('x')}/${axes.join()}`;
}
