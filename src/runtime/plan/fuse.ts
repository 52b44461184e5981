/**
 * Fusion: which applications share a kernel.
 *
 * - `map`: elementwise ops over the same number of elements.
 * - `reduce`: reductions over the same elements, with elementwise ops on the results (epilogue).
 * - `kernel`: one op with its own kernel, with elementwise ops on its first output (epilogue).
 *
 * Everything else is inline, computed anew wherever it is read: views, index movements, cheap ops, and elementwise ops
 * that only a reduction's loop reads (prologue).
 */
import { type Application, type GraphNode, isLeaf } from '../graph.ts';
import type { Limits } from '../op.ts';
import { sizeOf } from '../spec.ts';
import { type Cluster, Fusion, geometryOf, hasKernel, sourceOf } from './clusters.ts';
import type { Program } from './program.ts';
import { sink } from './sink.ts';

/** Gathers the applications of a program into clusters. */
export function fuse(program: Program, limits: Limits): Fusion {
  const fusion = new Fusion(program, limits);
  const forced = forcedIn(fusion);
  new Gathering(fusion, forced).run();
  sink(fusion, forced);
  joinIndependent(fusion);
  return fusion;
}

/** Clusters of at most this many elements are joined even when nothing connects them: a dispatch costs more than they do. */
const SMALL = 1024;

/** Kernels read memory, and so does the caller: what they read is stored even when it is cheap to compute. */
function forcedIn({ roots, order }: Fusion): ReadonlySet<Application> {
  const forced = new Set<Application>();
  const need = (node: GraphNode) => {
    const source = sourceOf(node).application;
    if (source.op.move || source.op.map) forced.add(source);
  };
  for (const root of roots) need(root);
  for (const application of order) if (hasKernel(application)) for (const input of application.inputs) need(input);
  return forced;
}

/** Joins small clusters that do not depend on each other. */
function joinIndependent(fusion: Fusion): void {
  const small = [...fusion.clusters].filter((cluster) => cluster.size <= SMALL && cluster.kind !== 'kernel');
  for (let i = 0; i < small.length; i++) {
    for (let j = i + 1; j < small.length; j++) {
      const [a, b] = [small[i]!, small[j]!]; // i, j < length
      if (!fusion.clusters.has(a) || !fusion.clusters.has(b) || a.size !== b.size) continue;
      if (fusion.reach([a], new Set([b])) || fusion.reach([b], new Set([a]))) continue;
      small[i] = fusion.join(a, b) ?? a;
    }
  }
}

/** The pass in program order that gives every application its cluster, or leaves it inline. */
class Gathering {
  readonly #fusion: Fusion;
  /** Ops that could be inline, but that a kernel or a root reads from memory. */
  readonly #forced: ReadonlySet<Application>;
  readonly #loops = new Map<Application, string | null>();

  constructor(fusion: Fusion, forced: ReadonlySet<Application>) {
    this.#fusion = fusion;
    this.#forced = forced;
  }

  run(): void {
    const { order } = this.#fusion;
    for (const application of order) {
      if (application.op.reduce)
        this.#fusion.create('reduce', [application], application.outputs[0]!, geometryOf(application)); // one output
    }
    for (const application of order) {
      this.#limitReads(application);
      this.#place(application);
    }
  }

  #place(application: Application): void {
    if (isLeaf(application) || this.#fusion.clusterOf.has(application) || this.#isInline(application)) return;
    const output = application.outputs[0]!; // every op has an output
    if (hasKernel(application)) {
      this.#fusion.create('kernel', [application], output);
      return;
    }
    let home: Cluster | null = null;
    for (const producer of this.#producers(application)) {
      if (producer.size !== sizeOf(output.shape) || !this.#fusion.accepts(producer, application)) continue;
      if (home) home = this.#fusion.join(home, producer, application) ?? home;
      else home = producer;
    }
    home ??= this.#fusion.create('map', [], output);
    home.maps.push(application);
    this.#fusion.clusterOf.set(application, home);
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
    while (!this.#fusion.fits([application])) {
      const inline = this.#inlineMaps(application).map((map) => ({ map, count: this.#fusion.boundBy([map]).size }));
      const largest = inline.sort((a, b) => b.count - a.count)[0];
      if (!largest) return;
      const cluster = this.#fusion.create('map', [], largest.map.outputs[0]!); // maps have one output
      cluster.maps.push(largest.map);
      this.#fusion.clusterOf.set(largest.map, cluster);
    }
  }

  /** The nearest elementwise ops that an application computes inline, through views and movements. */
  #inlineMaps(application: Application): Application[] {
    return application.inputs.flatMap((input) => {
      const source = input.application;
      if (isLeaf(source) || this.#fusion.clusterOf.has(source)) return [];
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
    for (const user of this.#fusion.users.get(application) ?? []) {
      let own: string | null = null;
      if (user.op.reduce) own = geometryOf(user);
      else if ((user.op.map || user.op.view) && !this.#forced.has(user) && sizeOf(user.outputs[0]!.shape) === size)
        own = this.#loopOf(user, size);
      if (own === null || (geometry !== null && own !== geometry)) return null;
      geometry = own;
    }
    return geometry;
  }

  /** Fusion whose values an application reads, looking through inline ops; the last computed first. */
  #producers(application: Application): Cluster[] {
    const found = new Set<Cluster>();
    this.#fusion.collectNeeds(application, found);
    return [...found].reverse();
  }
}
