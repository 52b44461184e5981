/** How many steps go into one submit, and when the page gets its turn. */

/** GPU time that one submit should take: long enough to hide its cost, short enough for the page to stay alive. */
const TARGET_MS = 40;

/** Steps that one submit may have at most. */
const MOST_STEPS = 256;

/** Adapts the number of steps per submit to the time they take. */
export class Pace {
  #steps = 1;
  #last = 0;

  /** Steps for the next submit, at most `left`. */
  next(left: number): number {
    if (this.#last === 0) this.#last = performance.now();
    return Math.min(this.#steps, left);
  }

  /** Tells that a submit of so many steps is through. */
  done(steps: number): void {
    const now = performance.now();
    const perStep = (now - this.#last) / steps;
    this.#last = now;
    const wanted = Math.max(1, Math.min(MOST_STEPS, Math.round(TARGET_MS / Math.max(0.01, perStep))));
    this.#steps = Math.min(wanted, this.#steps * 2);
  }
}

/** Lets the page handle events; a message is not slowed down in hidden tabs as timers are. */
export function yieldToPage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
