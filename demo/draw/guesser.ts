/** Asks the network what a picture is: always the newest picture, never two questions at once. */
import { type Model, Tensor, tensor } from '../../src/index.ts';
import { SIDE } from '../pictures/sets.ts';

export class Guesser {
  readonly #show: (probabilities: Float32Array | null) => void;
  #model: Model | null = null;
  #picture: Float32Array | null = null;
  #isAsking = false;
  #isStale = false;

  /** @param show - Takes ten probabilities; null: there is nothing to guess. */
  constructor(show: (probabilities: Float32Array | null) => void) {
    this.#show = show;
  }

  get hasModel(): boolean {
    return this.#model !== null;
  }

  /** Whether the answer shown last is not to the newest question. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** From now on this model is asked. */
  use(model: Model): void {
    this.#model = model;
    void this.refresh();
  }

  /** @param picture - 28 x 28 pixels from 0 to 1; null: none. */
  ask(picture: Float32Array | null): Promise<void> {
    this.#picture = picture;
    return this.refresh();
  }

  /** Asks again: the model may have learned something. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        this.#show(await this.#answer());
      }
    } finally {
      this.#isAsking = false;
    }
  }

  async #answer(): Promise<Float32Array | null> {
    if (!this.#model || !this.#picture) return null;
    const output = await this.#model.predict(tensor(this.#picture, [1, SIDE, SIDE]), { batchSize: 1 });
    return output instanceof Tensor ? Float32Array.from(output.data) : null;
  }
}
