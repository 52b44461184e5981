/** When files are written during training: after every epoch, or every so many batches. */
import { InvalidArgumentError } from '../../runtime/errors.ts';

/** After every epoch, or after so many batches. */
export type SaveFrequency = 'epoch' | number;

/** @throws InvalidArgumentError for anything else. */
export function checkFrequency(who: string, frequency: unknown): SaveFrequency {
  if (frequency === 'epoch') return frequency;
  if (typeof frequency === 'number' && Number.isInteger(frequency) && frequency > 0) return frequency;
  throw new InvalidArgumentError({
    who,
    expected: "saveFreq must be 'epoch' or a positive number of batches",
    received: frequency,
  });
}

/** Counts batches over the ends of epochs; hooks may come after several batches. */
export class BatchCount {
  readonly #every: number;
  #last = -1;
  #since = 0;

  constructor(every: number) {
    this.#every = every;
  }

  /** The epoch ends: the next batch is its first. */
  startEpoch(): void {
    this.#last = -1;
  }

  /** Whether it will be time after a batch. @param batch - Its place in the epoch, from 0. */
  willBeDue(batch: number): boolean {
    return this.#since + batch - this.#last >= this.#every;
  }

  /** Whether it is time, after a batch. */
  isDue(batch: number): boolean {
    const due = this.willBeDue(batch);
    this.#since = due ? 0 : this.#since + batch - this.#last;
    this.#last = batch;
    return due;
  }
}
