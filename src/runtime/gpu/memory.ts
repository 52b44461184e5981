/** GPU buffers: variables' memory, and reading back through reused staging buffers. */
import type { Counters, Device, DeviceMemory } from '../device.ts';
import { DeviceLostError, OutOfMemoryError } from '../errors.ts';
import type { Limits } from '../op.ts';
import { WORD_BYTES } from '../spec.ts';

/** Makes buffers, checks their sizes, counts them. */
export class Allocator {
  readonly device: GPUDevice;
  readonly #counters: Counters;
  readonly #limits: Limits;
  readonly #staging = new Map<number, GPUBuffer[]>();
  #live = 0;

  constructor(device: GPUDevice, limits: Limits, counters: Counters) {
    this.device = device;
    this.#limits = limits;
    this.#counters = counters;
  }

  /** Buffers that exist now, without the reused staging buffers. */
  get live(): number {
    return this.#live;
  }

  /** A storage buffer of whole words, zeroed. */
  storage(words: number, label: string): GPUBuffer {
    const size = Math.max(16, Math.ceil(words / 4) * 4 * WORD_BYTES);
    const most = Math.min(this.#limits.maxBufferSize, this.#limits.maxStorageBufferBindingSize);
    if (size > most) {
      throw new OutOfMemoryError(
        `${label} needs a buffer of ${size} bytes; this device allows ${most}. Use a smaller batch or model, or stream the data from an iterable.`,
      );
    }
    return this.#create({
      label,
      size,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
  }

  uniform(bytes: number, label: string): GPUBuffer {
    return this.#create({ label, size: bytes, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  }

  #create(descriptor: GPUBufferDescriptor): GPUBuffer {
    this.#counters.buffers++;
    this.#live++;
    return this.device.createBuffer(descriptor);
  }

  destroy(buffer: GPUBuffer): void {
    this.#live--;
    buffer.destroy();
  }

  write(buffer: GPUBuffer, offset: number, words: ArrayBufferView<ArrayBuffer>): void {
    this.#counters.bytesUploaded += words.byteLength;
    this.device.queue.writeBuffer(buffer, offset * WORD_BYTES, words.buffer, words.byteOffset, words.byteLength);
  }

  /** A mapped-for-reading buffer of at least so many bytes; give it back with `release`. */
  staging(bytes: number): GPUBuffer {
    const size = 2 ** Math.ceil(Math.log2(Math.max(256, bytes)));
    const free = this.#staging.get(size)?.pop();
    if (free) return free;
    this.#counters.buffers++;
    return this.device.createBuffer({
      label: 'read back',
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
  }

  /** Maps a staging buffer, copies its words out and keeps it for the next read. */
  async take(buffer: GPUBuffer, words: number): Promise<Uint32Array<ArrayBuffer>> {
    try {
      await buffer.mapAsync(GPUMapMode.READ, 0, words * WORD_BYTES);
    } catch (cause) {
      throw await this.#mapError(cause);
    }
    const copy = new Uint32Array(buffer.getMappedRange(0, words * WORD_BYTES)).slice();
    buffer.unmap();
    this.#counters.bytesRead += words * WORD_BYTES;
    const list = this.#staging.get(buffer.size);
    if (list) list.push(buffer);
    else this.#staging.set(buffer.size, [buffer]);
    return copy;
  }

  /** Why a buffer could not be mapped: mostly because the device is lost, which the browser tells at about the same time. */
  async #mapError(cause: unknown): Promise<unknown> {
    const patience = new Promise<null>((resolve) => setTimeout(resolve, 100, null));
    const lost = await Promise.race([this.device.lost, patience]);
    return lost ? new DeviceLostError(lost.reason, lost.message, { cause }) : cause;
  }

  destroyStaging(): void {
    for (const list of this.#staging.values()) for (const buffer of list) buffer.destroy();
    this.#staging.clear();
  }
}

/** A variable's (or group's) memory on the GPU. */
export class GpuMemory implements DeviceMemory {
  readonly device: Device;
  readonly buffer: GPUBuffer;
  readonly #allocator: Allocator;
  readonly #submit: (commands: GPUCommandBuffer) => void;

  constructor(device: Device, allocator: Allocator, buffer: GPUBuffer, submit: (commands: GPUCommandBuffer) => void) {
    this.device = device;
    this.buffer = buffer;
    this.#allocator = allocator;
    this.#submit = submit;
  }

  write(offset: number, words: Uint32Array<ArrayBuffer>): void {
    this.#allocator.write(this.buffer, offset, words);
  }

  async read(offset: number, words: number): Promise<Uint32Array> {
    const staging = this.#allocator.staging(words * WORD_BYTES);
    const encoder = this.#allocator.device.createCommandEncoder({ label: 'read' });
    encoder.copyBufferToBuffer(this.buffer, offset * WORD_BYTES, staging, 0, words * WORD_BYTES);
    this.#submit(encoder.finish());
    return this.#allocator.take(staging, words);
  }

  copyFrom(source: DeviceMemory, sourceOffset: number, offset: number, words: number): void {
    if (!(source instanceof GpuMemory)) throw new Error('a copy needs GPU memory on both sides');
    const encoder = this.#allocator.device.createCommandEncoder({ label: 'move variable' });
    encoder.copyBufferToBuffer(
      source.buffer,
      sourceOffset * WORD_BYTES,
      this.buffer,
      offset * WORD_BYTES,
      words * WORD_BYTES,
    );
    this.#submit(encoder.finish());
  }

  destroy(): void {
    this.#allocator.destroy(this.buffer);
  }
}
