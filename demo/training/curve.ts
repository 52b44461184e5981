/** The points of one chart: what was measured while training, the same smoothed, and validation. */
import { data } from '../../src/index.ts';

/** How strongly a long curve is smoothed; short ones less, or they would stay where they began. */
const FACTOR = 0.9;
const SHORT = 5;

/** Columns for the chart: places, then three curves, null where a curve has no point. */
export type Columns = readonly [number[], (number | null)[], (number | null)[], (number | null)[]];

export class Curve {
  #places: number[] = [];
  #training: (number | null)[] = [];
  #validation: (number | null)[] = [];

  clear(): void {
    this.#places = [];
    this.#training = [];
    this.#validation = [];
  }

  addTraining(epoch: number, value: number): void {
    this.#add(epoch, value, null);
  }

  addValidation(epoch: number, value: number): void {
    const last = this.#places.length - 1;
    if (this.#places[last] === epoch) this.#validation[last] = value;
    else this.#add(epoch, null, value);
  }

  #add(epoch: number, training: number | null, validation: number | null): void {
    this.#places.push(epoch);
    this.#training.push(training);
    this.#validation.push(validation);
  }

  columns(): Columns {
    const values = this.#training.filter((value) => value !== null);
    const smooth = data.smoothCurve(values, Math.min(FACTOR, values.length / (values.length + SHORT)));
    let next = 0;
    const smoothed = this.#training.map((value) => (value === null ? null : (smooth[next++] ?? null)));
    return [this.#places, this.#training, smoothed, this.#validation];
  }
}
