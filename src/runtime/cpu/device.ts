/** The CPU as a device: plans run through the reference executor, variables stay in host memory. */
import {
  type BatchSource,
  type Device,
  type DeviceMemory,
  type Executable,
  MASK_FEED,
  newCounters,
  type Table,
} from '../device.ts';
import type { Limits } from '../op.ts';
import type { Plan } from '../plan/plan.ts';
import type { Values } from '../spec.ts';
import { CpuProgram } from './executor.ts';

/** Limits that plans for the CPU are made with: those every WebGPU device has. */
export const DEFAULT_LIMITS: Limits = {
  maxStorageBuffersPerShaderStage: 8,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupsPerDimension: 65535,
  maxComputeWorkgroupStorageSize: 16384,
  minStorageBufferOffsetAlignment: 256,
  maxStorageBufferBindingSize: 134217728,
  maxBufferSize: 268435456,
  subgroups: false,
};

class CpuBatches implements BatchSource {
  readonly #tables: readonly Table[];
  readonly #rows: number;
  readonly #batchSize: number;
  #order: Int32Array | null = null;

  constructor(tables: readonly Table[], rows: number, batchSize: number) {
    this.#tables = tables;
    this.#rows = rows;
    this.#batchSize = batchSize;
  }

  setOrder(order: Int32Array<ArrayBuffer>): void {
    this.#order = order;
  }

  /** Copies the rows of a batch into the feeds; rows past the end repeat the last one, with mask 0. */
  load(program: CpuProgram, batch: number): void {
    for (const { feed, values, rowWords } of this.#tables) {
      const target = program.feed(feed);
      if (!target) continue;
      for (let row = 0; row < this.#batchSize; row++) {
        const place = Math.min(batch * this.#batchSize + row, this.#rows - 1);
        const source = this.#order?.[place] ?? place;
        for (let word = 0; word < rowWords; word++) target[row * rowWords + word] = values[source * rowWords + word]!; // inside the table
      }
    }
    const mask = program.feed(MASK_FEED);
    if (!mask) return;
    for (let row = 0; row < this.#batchSize; row++) mask[row] = batch * this.#batchSize + row < this.#rows ? 1 : 0;
  }

  dispose(): void {}
}

class CpuExecutable implements Executable {
  readonly plan: Plan;
  readonly #program: CpuProgram;

  constructor(plan: Plan) {
    this.plan = plan;
    this.#program = new CpuProgram(plan);
  }

  setFeed(name: string, values: Values): void {
    this.#program.setFeed(name, values);
  }

  async batches(tables: readonly Table[], rows: number, batchSize: number): Promise<BatchSource> {
    return new CpuBatches(tables, rows, batchSize);
  }

  run(count: number, source: BatchSource | null = null, first = 0): void {
    for (let step = 0; step < count; step++) {
      if (source instanceof CpuBatches) source.load(this.#program, first + step);
      this.#program.run();
    }
  }

  async collect(count: number, source: BatchSource | null = null, first = 0): Promise<Values[][]> {
    const collected: Values[][] = [];
    for (let step = 0; step < count; step++) {
      this.run(1, source, first + step);
      collected.push(await this.fetch());
    }
    return collected;
  }

  async fetch(): Promise<Values[]> {
    return this.plan.fetches.map(({ node }) => this.#program.value(node).slice());
  }

  dispose(): void {}
}

/** The device that needs nothing. */
export class CpuDevice implements Device {
  readonly kind = 'cpu';
  readonly name = 'CPU (reference)';
  readonly profile = 'soft';
  readonly limits = DEFAULT_LIMITS;
  readonly lost = false;
  readonly counters = newCounters();

  allocate(): DeviceMemory {
    throw new Error('the CPU device keeps variables in host memory');
  }

  async prepare(plan: Plan): Promise<Executable> {
    for (const resident of plan.residents) await resident.home.storage.attach(this);
    return new CpuExecutable(plan);
  }

  async settled(): Promise<void> {}

  dispose(): void {}
}
