/** A plan on the GPU: pipelines, bind groups and slabs made once, then replayed. */
import { type BatchSource, type Executable, MASK_FEED, type Table } from '../device.ts';
import { InvalidArgumentError } from '../errors.ts';
import type { Place, Plan, PlanBuffer } from '../plan/plan.ts';
import { allocate, fillFrom, sizeOf, type Values, view, WORD_BYTES } from '../spec.ts';
import { GpuBatches } from './batches.ts';
import type { GpuDevice } from './device.ts';
import { GpuMemory } from './memory.ts';

/** Bytes that `collect` reads back at once. */
const COLLECT_BYTES = 32 * 1024 * 1024;

interface Replay {
  readonly pipelines: readonly GPUComputePipeline[];
  readonly groups: readonly GPUBindGroup[];
  /** x, y, z of each dispatch in turn. */
  readonly workgroups: Uint32Array;
  /** Where each step's dispatches start. */
  readonly starts: readonly number[];
}

export class GpuExecutable implements Executable {
  readonly plan: Plan;
  readonly #device: GpuDevice;
  readonly #buffers = new Map<PlanBuffer, GPUBuffer>();
  readonly #feeds = new Map<string, GPUBuffer>();
  #replay: Replay;
  #disposed = false;

  private constructor(device: GpuDevice, plan: Plan) {
    this.#device = device;
    this.plan = plan;
    this.#replay = { pipelines: [], groups: [], workgroups: new Uint32Array(), starts: [] };
  }

  /** Allocates, compiles everything at once and binds. */
  static async prepare(device: GpuDevice, plan: Plan): Promise<GpuExecutable> {
    const executable = new GpuExecutable(device, plan);
    try {
      executable.#allocate();
      await executable.#bind();
      return executable;
    } catch (error) {
      executable.dispose();
      throw error;
    }
  }

  #allocate(): void {
    const { allocator } = this.#device;
    for (const slab of this.plan.slabs)
      this.#buffers.set(slab, allocator.storage(slab.words, `${this.plan.name}: ${slab.label}`));
    for (const feed of this.plan.feeds) {
      const shared = this.#feeds.get(feed.name); // both phases of a step may read one feed
      const buffer = shared ?? allocator.storage(feed.buffer.words, `${this.plan.name}: ${feed.buffer.label}`);
      this.#buffers.set(feed.buffer, buffer);
      this.#feeds.set(feed.name, buffer);
      if (feed.name === MASK_FEED) this.setFeed(MASK_FEED, new Float32Array(sizeOf(feed.spec.shape)).fill(1));
    }
    for (const { place, values, spec } of this.plan.constants) {
      let buffer = this.#buffers.get(place.buffer);
      if (!buffer) {
        buffer = allocator.storage(place.buffer.words, `${this.plan.name}: constants`);
        this.#buffers.set(place.buffer, buffer);
      }
      const typed = fillFrom(allocate(spec.dtype, sizeOf(spec.shape)), values);
      if (typed.length > 0) allocator.write(buffer, place.offset, typed as Float32Array<ArrayBuffer>);
    }
  }

  #bufferOf(place: Place): GPUBuffer {
    const { storage } = place.buffer;
    if (!storage) return this.#buffers.get(place.buffer)!; // allocated with the plan
    const { memory } = storage;
    if (!(memory instanceof GpuMemory)) throw new Error(`${storage.label} is not on the GPU`);
    return memory.buffer;
  }

  async #bind(): Promise<void> {
    const { pipelines } = this.#device;
    const dispatches = this.plan.steps.flatMap((step) => step.dispatches);
    const compiling = dispatches.map((dispatch) =>
      pipelines.get(
        dispatch,
        dispatch.bindings.map((binding) => binding.access),
      ),
    );
    const groups = dispatches.map((dispatch) =>
      this.#device.bindGroup(
        pipelines.layout(dispatch.bindings.map((binding) => binding.access)),
        dispatch.bindings.map(({ place }, binding) => ({
          binding,
          resource: {
            buffer: this.#bufferOf(place),
            offset: place.offset * WORD_BYTES,
            size: Math.max(1, place.words) * WORD_BYTES,
          },
        })),
        dispatch.label,
      ),
    );
    const starts: number[] = [];
    let start = 0;
    for (const step of this.plan.steps) {
      starts.push(start);
      start += step.dispatches.length;
    }
    this.#replay = {
      pipelines: await Promise.all(compiling),
      groups,
      workgroups: Uint32Array.from(dispatches.flatMap((dispatch) => dispatch.workgroups)),
      starts: [...starts, start],
    };
  }

  setFeed(name: string, values: Values): void {
    const feed = this.plan.feeds.find((each) => each.name === name);
    const buffer = this.#feeds.get(name);
    if (!feed || !buffer) return;
    const size = sizeOf(feed.spec.shape);
    if (values.length !== size) {
      throw new InvalidArgumentError({ who: `feed ${name}`, expected: `${size} values`, received: values.length });
    }
    const typed = allocate(feed.spec.dtype, size);
    const same = values.constructor === typed.constructor;
    if (!same) typed.set(values);
    this.#device.allocator.write(buffer, 0, (same ? values : typed) as Float32Array<ArrayBuffer>);
  }

  async batches(tables: readonly Table[], rows: number, batchSize: number): Promise<BatchSource> {
    const held = tables.map((table) => this.#device.tables.use(table));
    return GpuBatches.create({
      allocator: this.#device.allocator,
      pipelines: this.#device.pipelines,
      limits: this.#device.limits,
      profile: this.#device.profile,
      tables,
      buffers: held.map(({ buffer }) => buffer),
      feeds: this.#feeds,
      rows,
      batchSize,
      release: () => {
        for (const use of held) use.release();
      },
      bindGroup: (layout, entries, label) => this.#device.bindGroup(layout, entries, label),
    });
  }

  run(count: number, source: BatchSource | null = null, first = 0): void {
    this.#device.checkUsable();
    const encoder = this.#device.native.createCommandEncoder({ label: this.plan.name });
    const pass = encoder.beginComputePass({ label: this.plan.name });
    this.#device.counters.passes++;
    for (let step = 0; step < count; step++) {
      if (source) this.#load(pass, source as GpuBatches, first + step);
      this.#encode(pass, 0, this.plan.steps.length);
    }
    pass.end();
    this.#device.submit(encoder.finish());
  }

  #load(pass: GPUComputePassEncoder, source: GpuBatches, batch: number): void {
    const { loaders } = source;
    const { batchNumbers } = this.#device;
    const offsets = batchNumbers.offsetsOf(batch);
    for (let index = 0; index < loaders.length; index++) {
      const loader = loaders[index]!; // index < length
      pass.setPipeline(loader.pipeline);
      pass.setBindGroup(0, loader.group);
      pass.setBindGroup(1, batchNumbers.group, offsets, 0, 2);
      pass.dispatchWorkgroups(loader.workgroups[0], loader.workgroups[1], loader.workgroups[2]);
    }
    this.#device.counters.dispatches += loaders.length;
  }

  #encode(pass: GPUComputePassEncoder, from: number, to: number): void {
    const { pipelines, groups, workgroups, starts } = this.#replay;
    let current: GPUComputePipeline | null = null;
    const end = starts[to]!; // 0 <= from <= to <= steps
    for (let index = starts[from]!; index < end; index++) {
      const pipeline = pipelines[index]!; // index < dispatches
      if (pipeline !== current) pass.setPipeline(pipeline);
      current = pipeline;
      pass.setBindGroup(0, groups[index]!);
      pass.dispatchWorkgroups(workgroups[3 * index]!, workgroups[3 * index + 1]!, workgroups[3 * index + 2]!);
    }
    this.#device.counters.dispatches += end - starts[from]!;
  }

  /** Runs one step of the plan alone and returns what it wrote: for `compare`. */
  async runStep(index: number): Promise<Values[]> {
    const encoder = this.#device.native.createCommandEncoder({ label: `${this.plan.name} step ${index}` });
    const pass = encoder.beginComputePass();
    this.#encode(pass, index, index + 1);
    pass.end();
    this.#device.submit(encoder.finish());
    const step = this.plan.steps[index]!; // a step of the plan
    return Promise.all(step.writes.map(({ node, place }) => this.#read(place, node.spec)));
  }

  async #read(
    place: Place,
    spec: { readonly dtype: Plan['feeds'][number]['spec']['dtype']; readonly shape: readonly number[] },
  ): Promise<Values> {
    const words = sizeOf(spec.shape);
    const staging = this.#device.allocator.staging(words * WORD_BYTES);
    const encoder = this.#device.native.createCommandEncoder({ label: 'read' });
    encoder.copyBufferToBuffer(this.#bufferOf(place), place.offset * WORD_BYTES, staging, 0, words * WORD_BYTES);
    this.#device.submit(encoder.finish());
    return view(await this.#device.allocator.take(staging, words), 0, spec);
  }

  /** @internal For tests: fills one of the plan's own buffers with a word. */
  poison(buffer: PlanBuffer, word: number): void {
    const words = new Uint32Array(buffer.words).fill(word);
    this.#device.allocator.write(this.#buffers.get(buffer)!, 0, words); // allocated with the plan
  }

  /** @internal For tests: all words of one of the plan's own buffers. */
  async dump(buffer: PlanBuffer): Promise<Uint32Array> {
    const place: Place = { buffer, offset: 0, words: buffer.words };
    const values = await this.#read(place, { dtype: 'uint32', shape: [buffer.words] });
    return values as Uint32Array; // as asked for
  }

  async fetch(): Promise<Values[]> {
    const collected = await this.#collectChunk(0, null, 0, true);
    return collected[0]!; // one set of fetches
  }

  async collect(count: number, source: BatchSource | null = null, first = 0): Promise<Values[][]> {
    const bytes = this.#fetchWords() * WORD_BYTES;
    const chunk = Math.max(1, Math.min(count, Math.floor(COLLECT_BYTES / Math.max(1, bytes))));
    const collected: Values[][] = [];
    for (let start = 0; start < count; start += chunk) {
      collected.push(...(await this.#collectChunk(Math.min(chunk, count - start), source, first + start, false)));
    }
    return collected;
  }

  #fetchWords(): number {
    return this.plan.fetches.reduce((sum, { node }) => sum + Math.max(1, sizeOf(node.shape)), 0);
  }

  /** Runs `count` steps (none when `only` the last values are wanted), each followed by a copy of its fetches; reads them all at once. */
  async #collectChunk(count: number, source: BatchSource | null, first: number, only: boolean): Promise<Values[][]> {
    this.#device.checkUsable();
    const words = this.#fetchWords();
    const rounds = only ? 1 : count;
    const staging = this.#device.allocator.staging(words * rounds * WORD_BYTES);
    const encoder = this.#device.native.createCommandEncoder({ label: this.plan.name });
    for (let step = 0; step < rounds; step++) {
      if (!only) {
        const pass = encoder.beginComputePass({ label: this.plan.name });
        this.#device.counters.passes++;
        if (source) this.#load(pass, source as GpuBatches, first + step);
        this.#encode(pass, 0, this.plan.steps.length);
        pass.end();
      }
      let offset = step * words;
      for (const { node, place } of this.plan.fetches) {
        const size = Math.max(1, sizeOf(node.shape));
        encoder.copyBufferToBuffer(
          this.#bufferOf(place),
          place.offset * WORD_BYTES,
          staging,
          offset * WORD_BYTES,
          size * WORD_BYTES,
        );
        offset += size;
      }
    }
    this.#device.submit(encoder.finish());
    const all = await this.#device.allocator.take(staging, words * rounds);
    return Array.from({ length: rounds }, (_, step) => {
      let offset = step * words;
      return this.plan.fetches.map(({ node }) => {
        const values = view(all, offset, node.spec);
        offset += Math.max(1, sizeOf(node.shape));
        return values;
      });
    });
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const buffer of new Set(this.#buffers.values())) this.#device.allocator.destroy(buffer);
    this.#buffers.clear();
    this.#device.forget(this);
  }
}
