/** A gate that training passes again and again: closed, it waits. */
export class Gate {
  #opened: Promise<void> | null = null;
  #open: (() => void) | null = null;

  get isClosed(): boolean {
    return this.#opened !== null;
  }

  close(): void {
    if (this.#opened) return;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open?.();
    this.#opened = null;
    this.#open = null;
  }

  /** Resolves when the gate is open; undefined: it is open now. */
  passed(): Promise<void> | undefined {
    return this.#opened ?? undefined;
  }
}
