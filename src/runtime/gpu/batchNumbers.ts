/** Numbers of batches for kernels, without an upload per step: all of them lie in one buffer, and a step picks its own by offsets. */
import { InvalidArgumentError } from '../errors.ts';
import type { Allocator } from './memory.ts';
import type { Pipelines } from './pipelines.ts';

/** Bytes between entries of the uniform buffer: the largest dynamic offset alignment of any device. */
const STRIDE = 256;

/** A number has two digits, so that a buffer of 1 MiB is enough for four million batches. */
const BASE = 2048;

export class BatchNumbers {
  readonly #buffer: GPUBuffer;
  /** The bind group for `offsetsOf`. */
  readonly group: GPUBindGroup;
  readonly #offsets = new Uint32Array(2);

  constructor(
    allocator: Allocator,
    pipelines: Pipelines,
    bindGroup: (layout: GPUBindGroupLayout, entries: GPUBindGroupEntry[], label: string) => GPUBindGroup,
  ) {
    const words = new Uint32Array((2 * BASE * STRIDE) / 4);
    for (let digit = 0; digit < BASE; digit++) {
      words[(digit * STRIDE) / 4] = digit;
      words[((BASE + digit) * STRIDE) / 4] = digit * BASE;
    }
    this.#buffer = allocator.uniform(words.byteLength, 'batch numbers');
    allocator.write(this.#buffer, 0, words);
    const resource = { buffer: this.#buffer, size: 16 };
    this.group = bindGroup(
      pipelines.batchLayout(),
      [
        { binding: 0, resource },
        { binding: 1, resource },
      ],
      'batch',
    );
  }

  /** The dynamic offsets for a batch; the same array each time. */
  offsetsOf(batch: number): Uint32Array {
    if (batch >= BASE * BASE)
      throw new InvalidArgumentError({
        who: 'fit',
        expected: `at most ${BASE * BASE} batches an epoch`,
        received: batch + 1,
        fix: 'Use larger batches, or give the data as an iterable of batches.',
      });
    this.#offsets[0] = (batch % BASE) * STRIDE;
    this.#offsets[1] = (BASE + Math.floor(batch / BASE)) * STRIDE;
    return this.#offsets;
  }

  dispose(allocator: Allocator): void {
    allocator.destroy(this.#buffer);
  }
}
