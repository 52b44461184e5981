/** Where batches come from: tables that stay on the device, or arrays of single batches. */
import type { BatchSource, Executable, Table } from '../../runtime/device.ts';
import { sizeOf, type TensorSpec, type Values } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Structure } from '../structure.ts';
import { isStable } from './samples.ts';
import { type BatchSpecs, feedName } from './step.ts';

/** Inputs, targets and weights with equal numbers of rows. */
export interface Samples {
  readonly x: readonly Tensor[];
  readonly y: readonly (Tensor | null)[];
  readonly weights: readonly (Tensor | null)[];
  readonly rows: number;
  /** How the model takes the inputs; default: one alone, several as a list. */
  readonly form?: Structure<null> | undefined;
}

/** Tensors of all kinds with the feeds they go to. */
export function feedsOf(samples: Samples): { readonly name: string; readonly tensor: Tensor }[] {
  const named = (list: readonly (Tensor | null)[], name: (index: number) => string) =>
    list.flatMap((tensor, index) => (tensor ? [{ name: name(index), tensor }] : []));
  return [...named(samples.x, feedName.x), ...named(samples.y, feedName.y), ...named(samples.weights, feedName.weight)];
}

/** Specs of a batch of these samples. */
export function batchSpecs(samples: Samples, batch: number): BatchSpecs {
  const spec = (tensor: Tensor): TensorSpec => ({ shape: [batch, ...tensor.shape.slice(1)], dtype: tensor.dtype });
  const optional = (tensor: Tensor | null) => (tensor ? spec(tensor) : null);
  const specs = { x: samples.x.map(spec), y: samples.y.map(optional), weights: samples.weights.map(optional) };
  return samples.form === undefined ? specs : { ...specs, form: samples.form };
}

/** A tensor's values as a device takes them: booleans as words. */
export function wordsFor(tensor: Tensor): Values {
  return tensor.dtype === 'bool' ? Uint32Array.from(tensor.data) : (tensor.data as Values); // the other classes are values
}

/** Tensors as tables; the same tensor always gives the same table, so that the device keeps it once. */
export function tablesOf(samples: Samples): Table[] {
  return feedsOf(samples).map(({ name, tensor }) => ({
    feed: name,
    values: wordsFor(tensor),
    rowWords: sizeOf(tensor.shape.slice(1)),
    stable: isStable(tensor),
  }));
}

/** Bytes of all samples. */
export function bytesOf(samples: Samples): number {
  return feedsOf(samples).reduce((sum, { tensor }) => sum + tensor.size * 4, 0);
}

/** Batches of an executable: loads them from tables on the device when it can, else copies each batch's rows. */
export class BatchReader {
  readonly executable: Executable;
  readonly source: BatchSource | null;
  readonly #samples: Samples;
  readonly #batch: number;
  #order: Int32Array | null = null;

  private constructor(executable: Executable, samples: Samples, batch: number, source: BatchSource | null) {
    this.executable = executable;
    this.#samples = samples;
    this.#batch = batch;
    this.source = source;
  }

  /** @param rows - How many rows the batches are taken from (fewer than the samples have for a remainder). */
  static async create(
    executable: Executable,
    samples: Samples,
    batch: number,
    rows: number,
    resident: boolean,
  ): Promise<BatchReader> {
    const source = resident ? await executable.batches(tablesOf(samples), rows, batch) : null;
    return new BatchReader(executable, samples, batch, source);
  }

  /** Rows in the order in which they are taken. */
  setOrder(order: Int32Array<ArrayBuffer>): void {
    this.#order = order;
    this.source?.setOrder(order);
  }

  /** Runs steps `first` to `first + count - 1`. Without tables on the device only one at a time. */
  run(count: number, first: number): void {
    if (!this.source) this.#feed(first);
    this.executable.run(count, this.source, first);
  }

  /** Runs steps and returns what each fetched. */
  async collect(count: number, first: number): Promise<Values[][]> {
    if (this.source) return this.executable.collect(count, this.source, first);
    const all: Values[][] = [];
    for (let step = first; step < first + count; step++) {
      this.#feed(step);
      all.push(...(await this.executable.collect(1)));
    }
    return all;
  }

  #feed(step: number): void {
    const total = this.#order?.length ?? this.#samples.rows;
    for (const { name, tensor } of feedsOf(this.#samples)) {
      const width = sizeOf(tensor.shape.slice(1));
      const values = wordsFor(tensor);
      const rows = new (values.constructor as { new (size: number): Values })(this.#batch * width); // the same class
      for (let row = 0; row < this.#batch; row++) {
        const place = Math.min(step * this.#batch + row, total - 1);
        const from = (this.#order?.[place] ?? place) * width;
        rows.set(values.subarray(from, from + width), row * width);
      }
      this.executable.setFeed(name, rows);
    }
    const mask = Float32Array.from({ length: this.#batch }, (_, row) => (step * this.#batch + row < total ? 1 : 0));
    this.executable.setFeed('rowMask', mask);
  }

  dispose(): void {
    this.source?.dispose();
  }
}
