/** Memory: which buffer and which words every value gets. */
import {
  type Application,
  asConstant,
  asVariable,
  type FeedAttrs,
  feedOp,
  type GraphNode,
  isLeaf,
  uniformValue,
} from '../graph.ts';
import { sizeOf, type TensorSpec } from '../spec.ts';
import { alignWords } from '../variable.ts';
import { type Cluster, type Fusion, sourceOf } from './clusters.ts';
import type { Skeleton } from './kernel.ts';
import type { Place, PlanBuffer, PlanConstant, PlanFeed } from './plan.ts';
import type { Schedule } from './schedule.ts';
import { type PackAttrs, packOp } from './transfer.ts';

/** A value (or workspace) that gets memory in a slab for a span of steps. */
interface Tenant {
  readonly words: number;
  readonly from: number;
  to: number;
  /** Slabs that a dispatch of its first step reads (or, for workspaces, uses at all). */
  slab: PlanBuffer | null;
  offset: number;
}

export interface Placement {
  of(node: GraphNode): Place;
  workspace(cluster: Cluster, index: number): Place;
  /** Whether the value is written to memory at all. */
  has(node: GraphNode): boolean;
  readonly slabs: readonly PlanBuffer[];
  readonly feeds: readonly PlanFeed[];
  readonly constants: readonly PlanConstant[];
}

export function place(fusion: Fusion, schedule: Schedule, skeletons: ReadonlyMap<Cluster, Skeleton>): Placement {
  return new Placer(fusion, schedule, skeletons).placement();
}

const FOREVER = Number.MAX_SAFE_INTEGER;

class Placer {
  readonly #fusion: Fusion;
  readonly #schedule: Schedule;
  readonly #skeletons: ReadonlyMap<Cluster, Skeleton>;
  readonly #fixed = new Map<GraphNode, Place>();
  readonly #tenants = new Map<GraphNode, Tenant>();
  readonly #workspaces = new Map<string, Tenant>();
  readonly #clusterIndex: ReadonlyMap<Cluster, number>;
  /** The pack whose block a value is written into. */
  readonly #parents = new Map<GraphNode, { readonly pack: GraphNode; readonly offset: number }>();
  readonly #slabs: PlanBuffer[] = [];
  readonly #feeds: PlanFeed[] = [];
  readonly #constants: PlanConstant[] = [];
  readonly #constantBuffer: PlanBuffer = { kind: 'constants', label: 'constants', words: 0 };

  constructor(fusion: Fusion, schedule: Schedule, skeletons: ReadonlyMap<Cluster, Skeleton>) {
    this.#fusion = fusion;
    this.#schedule = schedule;
    this.#skeletons = skeletons;
    this.#clusterIndex = new Map(schedule.clusters.map((cluster, index) => [cluster, index]));
  }

  placement(): Placement {
    const stored = this.#storedValues();
    this.#findParents(stored);
    for (const leaf of this.#readLeaves()) this.#placeLeaf(leaf);
    for (const node of stored) this.#open(node);
    this.#extendLives();
    this.#colour();
    for (const slab of this.#slabs) this.#fill(slab);
    return {
      of: (node) => this.#of(node),
      has: (node) => stored.has(node),
      workspace: (cluster, index) => placeOf(this.#workspaces.get(`${this.#clusterIndex.get(cluster)}.${index}`)!), // opened for every workspace
      slabs: this.#slabs,
      feeds: this.#feeds,
      constants: this.#constants,
    };
  }

  /** Values read by other clusters or by the caller, and every further output that a kernel writes. */
  #storedValues(): Set<GraphNode> {
    const stored = new Set<GraphNode>();
    const add = (node: GraphNode) => {
      const source = sourceOf(node);
      if (!isLeaf(source.application)) stored.add(source);
    };
    for (const reads of this.#schedule.reads.values()) for (const node of reads) add(node);
    for (const root of this.#fusion.roots) add(root);
    for (const cluster of this.#schedule.clusters) {
      if (cluster.kind !== 'kernel') continue;
      const anchor = cluster.anchors[0]!; // a kernel cluster has one anchor
      anchor.outputs.forEach((output, index) => {
        if (index > 0 || !anchor.op.epilogue) stored.add(output);
      });
    }
    return stored;
  }

  #findParents(stored: ReadonlySet<GraphNode>): void {
    for (const node of stored) {
      if (node.op !== packOp) continue;
      const { offsets } = node.application.attrs as PackAttrs;
      node.application.inputs.forEach((input, index) => {
        this.#parents.set(sourceOf(input), { pack: node, offset: offsets[index]! }); // one offset per input
      });
    }
  }

  /** Leaves that some kernel reads from memory. Constants with equal elements are written into the kernels' text instead, except by ops with kernels. */
  #readLeaves(): Set<GraphNode> {
    const leaves = new Set<GraphNode>();
    for (const [cluster, reads] of this.#schedule.reads) {
      const direct = new Set(cluster.kind === 'kernel' ? cluster.anchors[0]!.inputs.map(sourceOf) : []); // a kernel cluster has one anchor
      for (const node of reads) {
        const source = sourceOf(node);
        if (isLeaf(source.application) && (direct.has(source) || uniformValue(source) === null)) leaves.add(source);
      }
    }
    return leaves;
  }

  #placeLeaf(node: GraphNode): void {
    const { application } = node;
    const words = Math.max(1, sizeOf(node.shape));
    const resident = asVariable(node)?.resident;
    const fixed = asConstant(node);
    if (resident) {
      const { storage, offset } = resident.home;
      this.#fixed.set(node, { buffer: storageBuffer(storage), offset, words });
    } else if (fixed) {
      const offset = this.#constantBuffer.words;
      this.#constantBuffer.words += alignWords(words);
      const where = { buffer: this.#constantBuffer, offset, words };
      this.#constants.push({ values: fixed.values, spec: fixed.spec, place: where });
      this.#fixed.set(node, where);
    } else if (application.op === feedOp) {
      const { name, spec } = application.attrs as FeedAttrs;
      const buffer: PlanBuffer = { kind: 'feed', label: `feed ${name}`, words: alignWords(words) };
      this.#feeds.push({ name, spec, buffer });
      this.#fixed.set(node, { buffer, offset: 0, words });
    }
  }

  #open(node: GraphNode): void {
    const updated = this.#schedule.direct.get(node);
    if (updated) {
      const { storage, offset } = updated.home;
      this.#fixed.set(node, { buffer: storageBuffer(storage), offset, words: Math.max(1, sizeOf(node.shape)) });
      return;
    }
    if (this.#parents.has(node)) return;
    this.#tenants.set(node, tenant(node.spec, this.#stepOf(node.application)));
  }

  #stepOf(application: Application): number {
    return this.#clusterIndex.get(this.#fusion.clusterOf.get(application)!)!; // stored values belong to clusters
  }

  /** The tenant that holds a value: its own, or its pack's. */
  #holder(node: GraphNode): Tenant | undefined {
    const source = sourceOf(node);
    const parent = this.#parents.get(source);
    return this.#tenants.get(parent ? parent.pack : source);
  }

  #extendLives(): void {
    this.#schedule.clusters.forEach((cluster, step) => {
      for (const node of this.#schedule.reads.get(cluster)!) {
        const holder = this.#holder(node);
        if (holder) holder.to = Math.max(holder.to, step);
      }
    });
    for (const root of this.#fusion.roots) {
      const holder = this.#holder(root);
      if (holder) holder.to = FOREVER;
    }
  }

  /** Gives every tenant a slab so that no dispatch both reads and writes one. Packs get slabs of their own: their gaps stay zero. */
  #colour(): void {
    const packs = new Map<Tenant, GraphNode>();
    for (const [node, each] of this.#tenants) if (node.op === packOp) packs.set(each, node);
    for (const each of packs.keys())
      each.slab = this.#newSlab(`packed ${packs.size > 1 ? this.#slabs.length : 'gradients'}`);
    const shared: PlanBuffer[] = [];
    const choose = (each: Tenant, taken: ReadonlySet<PlanBuffer | null>) => {
      let slab = shared.find((candidate) => !taken.has(candidate));
      if (!slab) {
        slab = this.#newSlab(`slab ${shared.length}`);
        shared.push(slab);
      }
      each.slab = slab;
    };
    this.#schedule.clusters.forEach((cluster, step) => {
      const read = new Set([...this.#schedule.reads.get(cluster)!].map((node) => this.#holder(node)?.slab ?? null));
      const written = new Set<PlanBuffer | null>();
      for (const application of [...cluster.anchors, ...cluster.maps]) {
        for (const output of application.outputs) {
          const own = this.#tenants.get(output);
          if (!own) continue;
          if (!own.slab) choose(own, read);
          written.add(own.slab);
        }
      }
      const taken = new Set([...read, ...written]);
      this.#skeletons.get(cluster)?.workspaces.forEach((spec, index) => {
        const own = tenant(spec, step);
        choose(own, taken);
        taken.add(own.slab);
        this.#workspaces.set(`${step}.${index}`, own);
      });
    });
  }

  #newSlab(label: string): PlanBuffer {
    const slab: PlanBuffer = { kind: 'slab', label, words: 0 };
    this.#slabs.push(slab);
    return slab;
  }

  /** Offsets in one slab: the largest first, each at the lowest place that is free during its life. */
  #fill(slab: PlanBuffer): void {
    const all = [...this.#tenants.values(), ...this.#workspaces.values()].filter((each) => each.slab === slab);
    const placed: Tenant[] = [];
    for (const each of all.sort((a, b) => b.words - a.words || a.from - b.from)) {
      const neighbours = placed
        .filter((other) => other.from <= each.to && each.from <= other.to)
        .sort((a, b) => a.offset - b.offset);
      let offset = 0;
      for (const other of neighbours) {
        if (offset + each.words <= other.offset) break;
        offset = Math.max(offset, other.offset + other.words);
      }
      each.offset = offset;
      placed.push(each);
      slab.words = Math.max(slab.words, offset + each.words);
    }
  }

  #of(node: GraphNode): Place {
    const source = sourceOf(node);
    const words = Math.max(1, sizeOf(source.shape));
    const fixed = this.#fixed.get(source);
    if (fixed) return fixed;
    const parent = this.#parents.get(source);
    const holder = this.#holder(source);
    if (!holder?.slab) throw new Error(`${node} has no place in memory`);
    return { buffer: holder.slab, offset: holder.offset + (parent?.offset ?? 0), words };
  }
}

function tenant(spec: TensorSpec, step: number): Tenant {
  return { words: alignWords(Math.max(1, sizeOf(spec.shape))), from: step, to: step, slab: null, offset: 0 };
}

function placeOf(each: Tenant): Place {
  return { buffer: each.slab!, offset: each.offset, words: each.words }; // coloured before use
}

const storageBuffers = new WeakMap<object, PlanBuffer>();

/** The one plan buffer that stands for a variable's memory. */
function storageBuffer(storage: NonNullable<PlanBuffer['storage']>): PlanBuffer {
  const known = storageBuffers.get(storage);
  if (known) return known;
  const buffer: PlanBuffer = { kind: 'storage', label: storage.label, words: storage.words, storage };
  storageBuffers.set(storage, buffer);
  return buffer;
}
