/** Time, without the pauses. */
export class Stopwatch {
  #counted = 0;
  #since: number | null = null;

  get seconds(): number {
    return (this.#counted + (this.#since === null ? 0 : performance.now() - this.#since)) / 1000;
  }

  restart(): void {
    this.#counted = 0;
    this.#since = performance.now();
  }

  pause(): void {
    if (this.#since !== null) this.#counted += performance.now() - this.#since;
    this.#since = null;
  }

  resume(): void {
    this.#since ??= performance.now();
  }
}
