/** Fusion: groups of applications, each of which becomes one kernel (or one op's few kernels), and what may join them. */
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

/** The applications of a program, and the clusters they are in; those in none are computed inline by their readers. */
export class Fusion {
  readonly order: readonly Application[];
  readonly users = new Map<Application, Application[]>();
  readonly clusterOf = new Map<Application, Cluster>();
  readonly clusters = new Set<Cluster>();
  readonly roots: ReadonlySet<GraphNode>;
  readonly #position: ReadonlyMap<Application, number>;
  readonly #maxBindings: number;

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
  }

  create(kind: ClusterKind, anchors: Application[], output: GraphNode, geometry = ''): Cluster {
    const cluster: Cluster = { kind, anchors, maps: [], size: sizeOf(output.shape), geometry };
    for (const anchor of anchors) this.clusterOf.set(anchor, cluster);
    this.clusters.add(cluster);
    return cluster;
  }

  collectNeeds(application: Application, into: Set<Cluster>): void {
    for (const input of application.inputs) {
      const cluster = this.clusterOf.get(input.application);
      if (cluster) into.add(cluster);
      else this.collectNeeds(input.application, into);
    }
  }

  /** The clusters that must run before a cluster, directly. */
  needsOf(cluster: Cluster): Set<Cluster> {
    const needs = new Set<Cluster>();
    for (const application of [...cluster.anchors, ...cluster.maps]) this.collectNeeds(application, needs);
    needs.delete(cluster);
    return needs;
  }

  /** Whether any of `from` is, or comes after, one of `on`. */
  reach(from: Iterable<Cluster>, on: ReadonlySet<Cluster>): boolean {
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
  accepts(cluster: Cluster, application: Application): boolean {
    if (cluster.kind === 'kernel' && !cluster.anchors[0]?.op.epilogue) return false;
    if (this.readsElsewhere(cluster, application)) return false;
    const needs = new Set<Cluster>();
    this.collectNeeds(application, needs);
    needs.delete(cluster);
    return !this.reach(needs, new Set([cluster])) && this.fits([...cluster.anchors, ...cluster.maps, application]);
  }

  /** Whether an application reads a value of the cluster at another place than its own, or a further output of its kernel. */
  readsElsewhere(cluster: Cluster, application: Application): boolean {
    const visit = (current: Application, moved: boolean): boolean =>
      current.inputs.some((input) => {
        const elsewhere = moved || Boolean(current.op.move) || sizeOf(input.shape) !== cluster.size;
        const owner = this.clusterOf.get(input.application);
        if (owner === cluster) return elsewhere || input.index > 0;
        return !owner && !isLeaf(input.application) && visit(input.application, elsewhere);
      });
    return visit(application, false);
  }

  /**
   * Makes one cluster of two of equal size; null when they cannot share a kernel.
   *
   * @param next - An elementwise application that must fit too.
   */
  join(a: Cluster, b: Cluster, next: Application | null = null): Cluster | null {
    const [into, from] = a.kind === 'map' ? [b, a] : [a, b];
    if (from.kind !== 'map' && (into.kind !== 'reduce' || from.kind !== 'reduce' || into.geometry !== from.geometry))
      return null;
    if (into.kind === 'kernel' && !into.anchors[0]?.op.epilogue) return null;
    const both = new Set([into, from]);
    const needsOfAnchors = new Set<Cluster>();
    for (const anchor of [...into.anchors, ...from.anchors]) this.collectNeeds(anchor, needsOfAnchors);
    if (needsOfAnchors.has(into) || needsOfAnchors.has(from)) return null;
    const outside = [...this.needsOf(into), ...this.needsOf(from)].filter((cluster) => !both.has(cluster));
    if (this.reach(outside, both)) return null;
    if (
      from.maps.some((map) => this.readsElsewhere(into, map)) ||
      into.maps.some((map) => this.readsElsewhere(from, map))
    )
      return null;
    const all = [...into.anchors, ...from.anchors, ...into.maps, ...from.maps];
    if (!this.fits(next ? [...all, next] : all)) return null;
    into.anchors.push(...from.anchors);
    into.maps.push(...from.maps);
    into.maps.sort((x, y) => this.#position.get(x)! - this.#position.get(y)!); // every application has a position
    for (const application of [...from.anchors, ...from.maps]) this.clusterOf.set(application, into);
    this.clusters.delete(from);
    return into;
  }

  /** Whether the buffers that a kernel of these applications would bind are few enough. */
  fits(applications: readonly Application[]): boolean {
    return this.boundBy(applications).size <= this.#maxBindings;
  }

  /**
   * The values and leaves that a kernel of these applications would bind. What an op's own kernel reads it binds itself,
   * once more than the elementwise ops behind it.
   */
  boundBy(applications: readonly Application[]): ReadonlySet<unknown> {
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
      if (hasKernel(application))
        for (const place of application.inputs.keys()) bound.add(`${application.id}/${place}`);
      else for (const input of application.inputs) read(input);
      for (const output of application.outputs) {
        const outside = (this.users.get(application) ?? []).some((user) => !inside.has(user));
        if (outside || this.roots.has(output)) bound.add(output);
      }
    }
    return bound;
  }
}

/** Whether an application is computed by a kernel of its own. */
export function hasKernel(application: Application): boolean {
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
export function geometryOf(application: Application): string {
  const specs = {
    inputs: application.inputs.map((node) => node.spec),
    outputs: application.outputs.map((node) => node.spec),
  };
  const axes = application.op.reduce!.axes(application.attrs, specs); // only called for reductions
  return `${specs.inputs[0]?.shape.join('x')}/${axes.join()}`;
}
