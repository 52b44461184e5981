/** From running means, as training reports them, to the means of the pieces in between. */

/** Loss and accuracy over some batches. */
export interface Measure {
  readonly loss: number;
  readonly accuracy: number;
}

/** Keeps the last running mean of an epoch. */
export class Intervals {
  #batches = 0;
  #before: Measure = { loss: 0, accuracy: 0 };

  /** A new epoch: running means begin anew. */
  restart(): void {
    this.#batches = 0;
    this.#before = { loss: 0, accuracy: 0 };
  }

  /** The mean over the batches since the last call; null when there were none. */
  next(batches: number, mean: Measure): Measure | null {
    const count = batches - this.#batches;
    if (count <= 0) return null;
    const piece = (now: number, before: number) => (now * batches - before * this.#batches) / count;
    const measure = {
      loss: Math.max(0, piece(mean.loss, this.#before.loss)),
      accuracy: Math.min(1, Math.max(0, piece(mean.accuracy, this.#before.accuracy))),
    };
    this.#batches = batches;
    this.#before = mean;
    return measure;
  }
}
