/** Going through batches: many per submit, unless a callback wants to be called at each; with progress, and turns for the page. */
import { currentDevice } from '../../runtime/backend.ts';
import type { Logs, PredictLogs } from '../callbacks/callback.ts';
import type { CallbackGroup } from '../callbacks/callbackGroup.ts';
import { Pace, yieldToPage } from './pace.ts';

/** Time between values read for `onProgress`. */
const PROGRESS_MS = 100;

/** Time after which a run on the CPU lets the page handle events. */
const CPU_TURN_MS = 50;

export interface BatchLoop {
  readonly callbacks: CallbackGroup;
  readonly kind: 'Train' | 'Test' | 'Predict';
  /** Batches that are done already; default 0. */
  readonly first?: number;
  /** Batches at most, with these. */
  readonly most: number;
  /** Batches between two calls of hooks. */
  readonly perHook: number;
  readonly signal: AbortSignal | null;
  /** Whether `onProgress` is called. */
  readonly progress: boolean;
  /** Whether there is another batch; asked before hooks are called. */
  hasNext(first: number): Promise<boolean>;
  /** Runs up to so many batches; how many it ran: 0 at the end of the data. */
  run(most: number, first: number): Promise<number>;
  /** What the hook at the end of the last batch is given. */
  lastLogs(): PredictLogs | Promise<Logs>;
  /** Values so far, for `onProgress`. */
  logs(): Promise<Logs>;
  /** Whether a callback wants to end it. */
  stopped(): boolean;
}

/** Runs batches until there are no more, or a callback ends it. @returns How many are done. */
export async function runBatches(loop: BatchLoop): Promise<number> {
  const { callbacks, kind, most, signal } = loop;
  const device = await currentDevice();
  const hooks = callbacks.wantsBatches(kind);
  const progress = new Progress(loop);
  const pace = new Pace();
  let turn = performance.now();
  let done = loop.first ?? 0;
  while (done < most) {
    signal?.throwIfAborted();
    if (hooks && !(await loop.hasNext(done))) break;
    if (hooks) await callbacks.call(`on${kind}BatchBegin`, done, {});
    const wanted = hooks ? Math.min(loop.perHook, most - done) : pace.next(most - done);
    const count = await runUpTo(loop, wanted, done, hooks);
    if (count === 0) break;
    await device.settled();
    pace.done(count);
    done += count;
    if (hooks) await endOfBatch(loop, done - 1);
    progress.reached(done);
    if (progress.held) await progress.held;
    if (loop.stopped()) break;
    if (device.kind === 'cpu' && performance.now() - turn > CPU_TURN_MS) {
      await yieldToPage();
      turn = performance.now();
    }
  }
  await progress.finish();
  return done;
}

/** A run may give fewer batches than asked for; hooks are called only when all of theirs are through. */
async function runUpTo(loop: BatchLoop, wanted: number, first: number, all: boolean): Promise<number> {
  let count = await loop.run(wanted, first);
  while (all && count > 0 && count < wanted) {
    const more = await loop.run(wanted - count, first + count);
    if (more === 0) break;
    count += more;
  }
  return count;
}

async function endOfBatch({ callbacks, kind, lastLogs }: BatchLoop, batch: number): Promise<void> {
  const logs = callbacks.wantsLogsOf(kind, batch) ? [await lastLogs()] : [];
  await callbacks.call(`on${kind}BatchEnd`, batch, ...(logs as [Logs & PredictLogs])); // as the kind has them
}

/** Reads values for `onProgress` now and then, without holding up the steps. */
class Progress {
  readonly #loop: BatchLoop;
  readonly #wanted: boolean;
  #last = performance.now();
  #pending: Promise<void> | null = null;
  #held: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(loop: BatchLoop) {
    this.#loop = loop;
    this.#wanted = loop.progress && loop.callbacks.wants('onProgress');
  }

  /** Not null while a callback holds on to its `onProgress`: training waits for it. @throws what a callback threw. */
  get held(): Promise<void> | null {
    if (this.#failure) throw this.#failure.error;
    return this.#held;
  }

  reached(step: number): void {
    const now = performance.now();
    if (!this.#wanted || this.#pending || now - this.#last < PROGRESS_MS) return;
    this.#last = now;
    this.#pending = this.#loop
      .logs()
      .then((logs) => {
        this.#held = this.#loop.callbacks.call('onProgress', step, logs);
        return this.#held;
      })
      .catch((error: unknown) => {
        this.#failure = { error };
      })
      .finally(() => {
        this.#pending = null;
        this.#held = null;
      });
  }

  async finish(): Promise<void> {
    await this.#pending;
    await this.held;
  }
}
