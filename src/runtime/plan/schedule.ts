/** The order of clusters: values before their readers, and readers of a variable's old value before its update. */
import { type Application, asVariable, type GraphNode, isLeaf } from '../graph.ts';
import { sizeOf } from '../spec.ts';
import type { Home, Resident } from '../variable.ts';
import { type Cluster, type Fusion, sourceOf } from './clusters.ts';
import type { Program, Update } from './program.ts';

export interface Schedule {
  readonly clusters: readonly Cluster[];
  /** Values (and leaves) that a cluster's kernels read from memory. */
  readonly reads: ReadonlyMap<Cluster, ReadonlySet<GraphNode>>;
  /** Updates whose value is written straight into the variable. */
  readonly direct: ReadonlyMap<GraphNode, Resident>;
}

/** Updates that cannot be written in place without destroying a value that is still read. */
export class ConflictingUpdates {
  readonly updates: readonly Update[];
  constructor(updates: readonly Update[]) {
    this.updates = updates;
  }
}

/** The values that the kernels of a cluster read from memory: looking through inline ops, up to leaves and other clusters. */
export function readsOf(cluster: Cluster, fusion: Fusion): Set<GraphNode> {
  const reads = new Set<GraphNode>();
  const visit = (application: Application) => {
    for (const input of application.inputs) {
      const owner = fusion.clusterOf.get(input.application);
      if (isLeaf(input.application) || (owner && owner !== cluster)) reads.add(input);
      else if (!owner) visit(input.application);
    }
  };
  for (const application of [...cluster.anchors, ...cluster.maps]) visit(application);
  return reads;
}

function overlap(a: Home, aWords: number, b: Home, bWords: number): boolean {
  return a.storage === b.storage && a.offset < b.offset + bWords && b.offset < a.offset + aWords;
}

/** Whether a cluster that writes a variable reads its old value only where it writes it. */
function readsAtOwnPlace(cluster: Cluster, leaf: GraphNode, fusion: Fusion): boolean {
  const visit = (application: Application, moved: boolean): boolean =>
    application.inputs.every((input) => {
      const elsewhere = moved || Boolean(application.op.move) || sizeOf(input.shape) !== cluster.size;
      if (input === leaf) return !elsewhere;
      const inline = !isLeaf(input.application) && !fusion.clusterOf.has(input.application);
      return !inline || visit(input.application, elsewhere);
    });
  const anchorsApart = cluster.anchors.every((anchor) => {
    const shared = anchor.op.inPlace?.some(([input]) => anchor.inputs[input] === leaf) ?? false;
    return shared || !reaches(anchor, leaf, fusion);
  });
  return anchorsApart && cluster.maps.every((map) => visit(map, false));
}

function reaches(application: Application, leaf: GraphNode, fusion: Fusion): boolean {
  return application.inputs.some((input) => {
    if (input === leaf) return true;
    return (
      !isLeaf(input.application) && !fusion.clusterOf.has(input.application) && reaches(input.application, leaf, fusion)
    );
  });
}

/** Orders the clusters, or tells which updates must go through a copy. */
export function schedule(program: Program, fusion: Fusion): Schedule | ConflictingUpdates {
  const clusters = [...fusion.clusters];
  const reads = new Map(clusters.map((cluster) => [cluster, readsOf(cluster, fusion)]));
  const needs = new Map(clusters.map((cluster) => [cluster, new Set(fusion.needsOf(cluster))]));
  const dependsOn = (from: Cluster, on: Cluster): boolean => {
    const seen = new Set<Cluster>();
    const stack = [from];
    while (stack.length > 0) {
      const cluster = stack.pop()!; // length > 0
      if (cluster === on) return true;
      if (seen.has(cluster)) continue;
      seen.add(cluster);
      stack.push(...needs.get(cluster)!); // every cluster has an entry
    }
    return false;
  };
  const direct = new Map<GraphNode, Resident>();
  const conflicts: Update[] = [];
  for (const update of program.updates) {
    const source = sourceOf(update.node);
    const writer = fusion.clusterOf.get(source.application)!; // isolated: computed by a cluster
    const { home } = update.resident;
    const words = sizeOf(update.resident.spec.shape);
    const others: Cluster[] = [];
    let possible = true;
    for (const cluster of clusters) {
      for (const node of reads.get(cluster)!) {
        const resident = asVariable(node)?.resident;
        if (!resident || !overlap(resident.home, sizeOf(resident.spec.shape), home, words)) continue;
        if (cluster !== writer) others.push(cluster);
        else if (resident !== update.resident || !readsAtOwnPlace(cluster, node, fusion)) possible = false;
      }
    }
    if (!possible || others.some((reader) => dependsOn(reader, writer))) {
      conflicts.push(update);
      continue;
    }
    for (const reader of others) needs.get(writer)!.add(reader);
    direct.set(source, update.resident);
  }
  if (conflicts.length > 0) return new ConflictingUpdates(conflicts);
  return { clusters: sort(clusters, needs, fusion), reads, direct };
}

/** Topological order; among the ready clusters the one whose last application was made first. */
function sort(
  clusters: readonly Cluster[],
  needs: ReadonlyMap<Cluster, ReadonlySet<Cluster>>,
  fusion: Fusion,
): Cluster[] {
  const position = new Map(fusion.order.map((application, index) => [application, index]));
  const keyOf = (cluster: Cluster) =>
    Math.max(...[...cluster.anchors, ...cluster.maps].map((application) => position.get(application)!)); // all are in the order
  const key = new Map(clusters.map((cluster) => [cluster, keyOf(cluster)]));
  const waiting = new Map(clusters.map((cluster) => [cluster, needs.get(cluster)!.size]));
  const users = new Map<Cluster, Cluster[]>();
  for (const cluster of clusters)
    for (const need of needs.get(cluster)!) users.set(need, [...(users.get(need) ?? []), cluster]);
  const ready = clusters.filter((cluster) => waiting.get(cluster) === 0);
  const sorted: Cluster[] = [];
  while (ready.length > 0) {
    ready.sort((a, b) => key.get(b)! - key.get(a)!); // every cluster has a key
    const next = ready.pop()!; // length > 0
    sorted.push(next);
    for (const user of users.get(next) ?? []) {
      const left = waiting.get(user)! - 1;
      waiting.set(user, left);
      if (left === 0) ready.push(user);
    }
  }
  if (sorted.length !== clusters.length) throw new Error('clusters wait for each other');
  return sorted;
}
