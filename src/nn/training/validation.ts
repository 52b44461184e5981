/** Measuring a model, again and again. */
import type { Logs } from '../callbacks/callback.ts';
import type { CallbackGroup } from '../callbacks/callbackGroup.ts';

export interface EvaluationOptions {
  readonly callbacks: CallbackGroup;
  /** Batches at most; null: all. */
  readonly most: number | null;
  /** Batches between two calls of hooks. */
  readonly perHook: number;
  readonly signal: AbortSignal | null;
  /** Whether `onProgress` is called. */
  readonly progress: boolean;
  /** Is told how many batches there were. */
  readonly onSteps?: ((steps: number) => void) | undefined;
}

/** Data made ready to be measured: validation keeps it through all epochs. */
export interface Validation {
  /** Batches in all; null: not known yet. */
  readonly steps: number | null;
  run(options: EvaluationOptions): Promise<Logs>;
  dispose(): Promise<void>;
}
