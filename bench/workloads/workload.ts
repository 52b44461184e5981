import type { ModelSpec } from './model.ts';

interface Common {
  readonly id: string;
  readonly title: string;
  /** What one step is, as in "ms a step". */
  readonly unit: string;
  /** Steps in one timed sample: enough to bury the wait for the GPU at its end. */
  readonly steps: { readonly swiftshader: number; readonly gpu: number };
  /** Samples start from a fresh model or a fresh page, without a warm-up. Default: one warm model for all samples. */
  readonly fresh?: 'model' | 'page';
  /** Keep at most this many rounds of a slow workload. */
  readonly maxRounds?: number;
}

/** Training steps over a resident data set of `batches * batchSize` rows; a sample is a whole number of epochs. */
export interface TrainWorkload extends Common {
  readonly task: 'train';
  readonly model: ModelSpec;
  readonly batchSize: number;
  readonly batches: number;
}

/** A whole `fit()`: a step is `epochs` epochs over `rows` rows with a validation after each. */
export interface FitWorkload extends Common {
  readonly task: 'fit';
  readonly model: ModelSpec;
  readonly batchSize: number;
  readonly rows: number;
  readonly validationRows: number;
  readonly epochs: number;
}

/** The forward pass of one batch, up to the numbers on the host. */
export interface PredictWorkload extends Common {
  readonly task: 'predict';
  readonly model: ModelSpec;
  readonly batchSize: number;
}

/** A chain of products `x = a @ x` of square matrices; a step is one product, a sample a whole number of chains. */
export interface MatmulWorkload extends Common {
  readonly task: 'matmul';
  readonly size: number;
  readonly chain: number;
}

export type ModelWorkload = TrainWorkload | FitWorkload | PredictWorkload;
export type Workload = ModelWorkload | MatmulWorkload;
export type AdapterChoice = 'swiftshader' | 'gpu';
