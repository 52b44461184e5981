/** Batches taken on the GPU: tables of samples stay in GPU memory, one dispatch a step copies a batch's rows into the feeds. */
import batchShader from '../../../shaders/batch.wgsl?raw';
import { type BatchSource, MASK_FEED, type Table } from '../device.ts';
import { gridOf, groupFor } from '../grid.ts';
import type { Limits, Profile } from '../op.ts';
import { constantLines, preprocess } from '../plan/wgsl.ts';
import { WORD_BYTES } from '../spec.ts';
import type { Allocator } from './memory.ts';
import type { Access, Pipelines } from './pipelines.ts';

/** Tables that one kernel copies from: with the order and the mask this makes 8 bindings. */
const TABLES_PER_KERNEL = 3;

export interface Loader {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
}

export interface GpuBatchOptions {
  readonly allocator: Allocator;
  readonly pipelines: Pipelines;
  readonly limits: Limits;
  readonly profile: Profile;
  readonly tables: readonly Table[];
  /** The buffer of each table. */
  readonly buffers: readonly GPUBuffer[];
  readonly feeds: ReadonlyMap<string, GPUBuffer>;
  readonly rows: number;
  readonly batchSize: number;
  readonly release: () => void;
  readonly bindGroup: (layout: GPUBindGroupLayout, entries: GPUBindGroupEntry[], label: string) => GPUBindGroup;
}

/** What one loader kernel copies. */
interface Part {
  readonly tables: readonly GPUBuffer[];
  readonly targets: readonly GPUBuffer[];
  readonly words: readonly number[];
  readonly mask: GPUBuffer | null;
}

export class GpuBatches implements BatchSource {
  readonly loaders: readonly Loader[];
  readonly #options: GpuBatchOptions;
  readonly #order: GPUBuffer;

  private constructor(options: GpuBatchOptions, order: GPUBuffer, loaders: readonly Loader[]) {
    this.#options = options;
    this.#order = order;
    this.loaders = loaders;
  }

  static async create(options: GpuBatchOptions): Promise<GpuBatches> {
    const { allocator, tables, buffers, feeds, rows } = options;
    const order = allocator.storage(rows, 'batch order');
    allocator.write(
      order,
      0,
      Int32Array.from({ length: rows }, (_, row) => row),
    );
    const used = tables.flatMap((table, index) => {
      const target = feeds.get(table.feed);
      return target ? [{ words: table.rowWords, buffer: buffers[index]!, target }] : []; // one buffer per table
    });
    const mask = feeds.get(MASK_FEED) ?? null;
    const parts: Part[] = [];
    for (let start = 0; start < used.length; start += TABLES_PER_KERNEL) {
      const some = used.slice(start, start + TABLES_PER_KERNEL);
      parts.push({
        tables: some.map(({ buffer }) => buffer),
        targets: some.map(({ target }) => target),
        words: some.map(({ words }) => words),
        mask: start === 0 ? mask : null,
      });
    }
    const loaders = await Promise.all(parts.map((part) => makeLoader(options, order, part)));
    return new GpuBatches(options, order, loaders);
  }

  setOrder(order: Int32Array<ArrayBuffer>): void {
    this.#options.allocator.write(this.#order, 0, order);
  }

  dispose(): void {
    this.#options.allocator.destroy(this.#order);
    this.#options.release();
  }
}

async function makeLoader(
  options: GpuBatchOptions,
  order: GPUBuffer,
  { tables, targets, words, mask }: Part,
): Promise<Loader> {
  const { pipelines, batchSize, rows } = options;
  const vectors = words.map((count) => count % 4 === 0);
  const elements = words.map((count, index) => (vectors[index] ? count / 4 : count));
  const most = batchSize * Math.max(...elements);
  const grid = gridOf(most, groupFor(most, options.profile), options.limits);
  const widths = Object.fromEntries(elements.map((count, index) => [`WORDS${index}`, count]));
  const aliases = vectors.map((vector, index) => `alias WORD${index} = ${vector ? 'vec4u' : 'u32'};`).join('\n');
  const flags = { SECOND: tables.length > 1, THIRD: tables.length > 2, MASK: mask !== null };
  const text = `${constantLines({ BATCH: batchSize, ...widths, ...grid.constants })}\n${aliases}\n${preprocess('batch.wgsl', batchShader, flags)}`;
  const code = text.replace('@group(0) @binding(7)', `@group(0) @binding(${1 + 2 * tables.length})`);
  const accesses: Access[] = [
    'read',
    ...tables.flatMap((): Access[] => ['read', 'read_write']),
    ...(mask ? (['read_write'] as const) : []),
  ];
  const buffers = tables.flatMap((table, index) => [table, targets[index]!]); // one target per table
  const entries = [
    { binding: 0, resource: { buffer: order, size: rows * WORD_BYTES } },
    ...[...buffers, ...(mask ? [mask] : [])].map((buffer, index) => ({ binding: index + 1, resource: { buffer } })),
  ];
  return {
    pipeline: await pipelines.get({ label: 'batch', file: 'batch.wgsl', source: batchShader, code }, accesses, true),
    group: options.bindGroup(pipelines.layout(accesses), entries, 'batch'),
    workgroups: grid.workgroups,
  };
}
