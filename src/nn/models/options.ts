/** Options of a model's methods. */
import type { CallbacksLike } from '../callbacks/callbackGroup.ts';
import type { OptimizerIdentifier } from '../optimizers/get.ts';
import type { ClassWeight } from '../training/classWeight.ts';
import type { Shuffle } from '../training/feeders.ts';
import type { OutputOptions } from '../training/outputs.ts';
import type { DataLike } from '../training/samples.ts';
import type { BatchSource } from '../training/streamed.ts';

export interface CompileOptions extends OutputOptions {
  /** Default `rmsprop`. */
  readonly optimizer?: OptimizerIdentifier | undefined;
  /** Batches between two calls of the hooks per batch, which then go to the device together; default 1. */
  readonly stepsPerExecution?: number | undefined;
  /** Taken for Keras's sake: steps are always compiled. Asking for it gives a warning. */
  readonly runEagerly?: boolean | undefined;
  /** Taken for Keras's sake: steps are always compiled. */
  readonly jitCompile?: boolean | 'auto' | undefined;
  /** Taken for Keras's sake: it concerns half precision, in which nothing is computed. */
  readonly autoScaleLoss?: boolean | undefined;
}

export type SampleWeights = DataLike | null;

/** Inputs, targets and weights of samples, or batches one after the other. */
export type ValidationData = readonly [x: DataLike, y?: DataLike | null, sampleWeight?: SampleWeights] | BatchSource;

/** What runs over data have in common. */
export interface RunOptions {
  readonly batchSize?: number | null | undefined;
  readonly callbacks?: CallbacksLike | undefined;
  /** 0: silent, 1: progress bar, 2: a line per epoch; default: 1 in a terminal, else 0. */
  readonly verbose?: 0 | 1 | 2 | boolean | 'auto' | undefined;
  /** Aborting makes the call reject with the signal's reason, after the steps under way. */
  readonly signal?: AbortSignal | null | undefined;
}

export interface FitOptions extends RunOptions {
  /** Number of the last epoch; default 1. */
  readonly epochs?: number | undefined;
  /** Default 32; with `stepsPerEpoch` as many samples as make that many steps. */
  readonly batchSize?: number | null | undefined;
  /** Share of the samples, from the end, that is kept for validation. */
  readonly validationSplit?: number | undefined;
  readonly validationData?: ValidationData | null | undefined;
  /** Default: `batchSize`. */
  readonly validationBatchSize?: number | null | undefined;
  /** Default true; batches of an iterable stay in their order. */
  readonly shuffle?: Shuffle | undefined;
  readonly sampleWeight?: SampleWeights | undefined;
  readonly classWeight?: ClassWeight | null | undefined;
  /** Default 0. */
  readonly initialEpoch?: number | undefined;
  readonly stepsPerEpoch?: number | null | undefined;
  readonly validationSteps?: number | null | undefined;
  /** After every how many epochs, or after which ones (the first is 1), validation runs; default 1. */
  readonly validationFreq?: number | readonly number[] | undefined;
}

export interface EvaluateOptions extends RunOptions {
  readonly sampleWeight?: SampleWeights | undefined;
  /** Batches at most. */
  readonly steps?: number | null | undefined;
}

export interface PredictOptions extends RunOptions {
  /** Batches at most. */
  readonly steps?: number | null | undefined;
}

export interface BatchOptions {
  readonly sampleWeight?: SampleWeights | undefined;
  readonly classWeight?: ClassWeight | null | undefined;
}
