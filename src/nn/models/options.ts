/** Options of a model's methods. */
import type { Callback, CallbackHooks } from '../callbacks/callback.ts';
import type { OptimizerIdentifier } from '../optimizers/get.ts';
import type { ClassWeight } from '../training/classWeight.ts';
import type { Shuffle } from '../training/feeders.ts';
import type { OutputOptions } from '../training/outputs.ts';
import type { DataLike } from '../training/samples.ts';

export interface CompileOptions extends OutputOptions {
  /** Default `rmsprop`. */
  readonly optimizer?: OptimizerIdentifier | undefined;
}

export type SampleWeights = DataLike | null;

export interface FitOptions {
  /** Number of the last epoch; default 1. */
  readonly epochs?: number | undefined;
  /** Default 32. */
  readonly batchSize?: number | null | undefined;
  /** Share of the samples, from the end, that is kept for validation. */
  readonly validationSplit?: number | undefined;
  readonly validationData?: readonly [x: DataLike, y: DataLike, sampleWeight?: SampleWeights] | null | undefined;
  /** Default: `batchSize`. */
  readonly validationBatchSize?: number | null | undefined;
  /** Default true. */
  readonly shuffle?: Shuffle | undefined;
  readonly sampleWeight?: SampleWeights | undefined;
  readonly classWeight?: ClassWeight | null | undefined;
  /** Default 0. */
  readonly initialEpoch?: number | undefined;
  readonly stepsPerEpoch?: number | null | undefined;
  readonly validationSteps?: number | null | undefined;
  /** Default 1: after every epoch. */
  readonly validationFreq?: number | readonly number[] | undefined;
  readonly callbacks?: readonly (Callback | CallbackHooks)[] | Callback | CallbackHooks | undefined;
  /** 0: silent, 1: progress bar, 2: a line per epoch; default: 1 in a terminal, else 0. */
  readonly verbose?: 0 | 1 | 2 | 'auto' | undefined;
  /** Aborting makes `fit` reject with the signal's reason, after the steps under way. */
  readonly signal?: AbortSignal | null | undefined;
}

export interface EvaluateOptions {
  readonly batchSize?: number | null | undefined;
  readonly sampleWeight?: SampleWeights | undefined;
  readonly steps?: number | null | undefined;
  readonly callbacks?: FitOptions['callbacks'];
  readonly verbose?: FitOptions['verbose'];
}

export interface PredictOptions {
  readonly batchSize?: number | null | undefined;
  readonly callbacks?: FitOptions['callbacks'];
  readonly verbose?: FitOptions['verbose'];
}

export interface BatchOptions {
  readonly sampleWeight?: SampleWeights | undefined;
  readonly classWeight?: ClassWeight | null | undefined;
}
