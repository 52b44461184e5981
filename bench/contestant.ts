import type { Material } from './workloads/material.ts';
import type { Workload } from './workloads/workload.ts';

/** A library under test, behind the one interface that the benchmark knows. */
export interface Contestant {
  /** Brings up the WebGPU backend. */
  start(): Promise<void>;
  /** Builds what a workload needs, with the material on the GPU as far as the library allows. */
  prepare(workload: Workload, material: Material): Promise<Prepared>;
}

/** A workload ready to run. */
export interface Prepared {
  /** Runs `n` steps. All of the library's GPU work is submitted, and one result of it read, when this resolves. */
  step(n: number): Promise<void>;
  /**
   * A number that every contestant must agree on after the same steps: the loss of the first batch with the present
   * weights, the last validation loss of a fit, the mean square of a prediction or product.
   */
  loss(): Promise<number>;
  dispose(): void;
}
