/**
 * Values that are cheap to compute from what is in memory anyway are not stored: their readers compute them. The usual
 * case is a derivative that needs only the activation's output.
 */
import { type Application, type GraphNode, isLeaf } from '../graph.ts';
import { sizeOf } from '../spec.ts';
import { type Cluster, type Fusion, hasKernel, sourceOf } from './clusters.ts';

/** Elementwise ops that readers compute anew rather than read: a memory access costs more than a few instructions. */
const RECOMPUTED = 4;

/** Takes such values out of their clusters. */
export function sink(fusion: Fusion, forced: ReadonlySet<Application>): void {
  new Sinking(fusion, forced).run();
}

class Sinking {
  readonly #fusion: Fusion;
  /** Ops that could be inline, but that a kernel or a root reads from memory. */
  readonly #forced: ReadonlySet<Application>;

  constructor(fusion: Fusion, forced: ReadonlySet<Application>) {
    this.#fusion = fusion;
    this.#forced = forced;
  }

  run(): void {
    for (let position = this.#fusion.order.length - 1; position >= 0; position--) {
      const application = this.#fusion.order[position]!; // position < length
      const cluster = this.#fusion.clusterOf.get(application);
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
    const outside = (this.#fusion.users.get(application) ?? []).filter(
      (user) => this.#fusion.clusterOf.get(user) !== cluster,
    );
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
      const owner = this.#fusion.clusterOf.get(input.application);
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
    const owner = this.#fusion.clusterOf.get(node.application);
    if (!owner) return false;
    if (owner !== cluster || this.#fusion.roots.has(node)) return true;
    return (this.#fusion.users.get(node.application) ?? []).some(
      (user) => hasKernel(user) || (user.op.view && this.#readByKernel(user)),
    );
  }

  #readByKernel(view: Application): boolean {
    return (
      (this.#fusion.users.get(view) ?? []).some(
        (user) => hasKernel(user) || (user.op.view && this.#readByKernel(user)),
      ) || view.outputs.some((output) => this.#fusion.roots.has(output))
    );
  }

  /** Makes applications inline, unless a reader would then bind too many buffers. */
  #release(applications: ReadonlySet<Application>, cluster: Cluster): void {
    for (const application of applications) this.#fusion.clusterOf.delete(application);
    const readers = new Set<Cluster>();
    for (const application of applications) this.#collectReaders(application, readers);
    if (
      [...readers].every((reader) =>
        this.#fusion.fits([...reader.anchors, ...reader.maps.filter((map) => !applications.has(map))]),
      )
    ) {
      const kept = cluster.maps.filter((map) => !applications.has(map));
      cluster.maps.splice(0, cluster.maps.length, ...kept);
    } else for (const application of applications) this.#fusion.clusterOf.set(application, cluster);
  }

  /** The clusters that read a value, directly or through inline ops. */
  #collectReaders(application: Application, into: Set<Cluster>): void {
    for (const user of this.#fusion.users.get(application) ?? []) {
      const cluster = this.#fusion.clusterOf.get(user);
      if (cluster) into.add(cluster);
      else this.#collectReaders(user, into);
    }
  }
}
