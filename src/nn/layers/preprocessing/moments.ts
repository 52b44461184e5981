/** Mean and variance of data that comes in batches, in double precision. */
import { type Shape, sizeOf, stridesOf } from '../../../runtime/spec.ts';
import type { Tensor } from '../../../runtime/tensor.ts';

/** Counts, means and squared deviations of groups, added to batch by batch (Chan, Golub and LeVeque, 1983). */
export class RunningMoments {
  readonly mean: Float64Array;
  readonly #squares: Float64Array;
  #count = 0;

  constructor(groups: number) {
    this.mean = new Float64Array(groups);
    this.#squares = new Float64Array(groups);
  }

  /** Mean of the squared deviations. */
  get variance(): Float64Array {
    return this.#squares.map((squares) => squares / Math.max(1, this.#count));
  }

  /** Takes a batch in; elements with equal coordinates along `kept` axes belong to one group. */
  add({ data, shape }: Tensor, kept: readonly number[]): void {
    const groupOf = groupsOf(shape, kept);
    const period = groupOf.length;
    const groups = this.mean.length;
    const count = data.length / groups;
    const [mean, squares] = [new Float64Array(groups), new Float64Array(groups)];
    for (let i = 0; i < data.length; i++) mean[groupOf[i % period]!]! += data[i]!; // in range
    for (let each = 0; each < groups; each++) mean[each]! /= count; // in range
    for (let i = 0; i < data.length; i++) {
      const group = groupOf[i % period]!; // in range
      squares[group]! += (data[i]! - mean[group]!) ** 2; // likewise
    }
    const total = this.#count + count;
    for (let each = 0; each < groups; each++) {
      const step = mean[each]! - this.mean[each]!; // in range
      this.mean[each]! += (step * count) / total;
      this.#squares[each]! += squares[each]! + (step ** 2 * this.#count * count) / total;
    }
    this.#count = total;
  }
}

/** The group of each element: its place in the array of the kept axes alone. From the first of them on it repeats. */
function groupsOf(shape: Shape, kept: readonly number[]): Uint32Array {
  const strides = stridesOf(shape);
  const sizes = kept.map((axis) => shape[axis]!); // axes of the shape
  const inner = stridesOf(sizes);
  const place = (index: number) =>
    kept.reduce(
      (sum, axis, each) => sum + (Math.floor(index / strides[axis]!) % sizes[each]!) * inner[each]!, // likewise
      0,
    );
  const period = sizeOf(shape.slice(kept[0] ?? shape.length));
  return Uint32Array.from({ length: period }, (_, index) => place(index));
}
