import { blockUntilReady, type Array as JaxArray, jit, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { type HostArray, rows } from '../../workloads/hostArray.ts';
import type { Examples, Material } from '../../workloads/material.ts';
import type { ModelSpec } from '../../workloads/model.ts';
import { forward, type Params } from './forward.ts';
import { toArray, toInput, toParams } from './layout.ts';
import { losses } from './losses.ts';
import { initialState, type OptimizerState, update } from './update.ts';

/** Everything that changes in training. `total` sums the losses since it was last set to zero. */
type Training = { readonly params: Params; readonly state: OptimizerState; readonly total: JaxArray };

/** A batch on the GPU. */
export type Batch = { readonly x: JaxArray; readonly y: JaxArray };

/** Cuts a data set into batches on the GPU: the last one may be shorter. */
export function toBatches({ x, y }: Examples, batchSize: number): Batch[] {
  const count = x.shape[0] ?? 0;
  const cut = (array: HostArray, start: number): HostArray => rows(array, start, Math.min(start + batchSize, count));
  const starts = Array.from({ length: Math.ceil(count / batchSize) }, (_, i) => i * batchSize);
  return starts.map((start) => ({ x: toInput(cut(x, start)), y: toArray(cut(y, start)) }));
}

/** jax-js advises to wait now and then; the small nets of the table were fastest with this many, measured from 1 to 26. */
const STEPS_IN_FLIGHT = 5;

/** The training loop that a user of jax-js writes: the whole step is one jitted function. */
export class Trainer {
  readonly #evaluate;
  readonly #step;
  #training: Training;

  constructor(model: ModelSpec, weights: Material['weights']) {
    const loss = (params: Params, x: JaxArray, y: JaxArray): JaxArray =>
      losses[model.loss](forward(model, params, x, 'logits'), y);
    this.#evaluate = jit(loss);
    this.#step = jit(({ params, state, total }: Training, x: JaxArray, y: JaxArray): Training => {
      const [value, gradients] = valueAndGrad(loss)(tree.ref(params), x, y);
      return { ...update(model.optimizer, params, gradients, state), total: total.add(value) };
    });
    const params = toParams(model, weights);
    this.#training = { params, state: initialState(model.optimizer, tree.ref(params)), total: np.zeros([]) };
  }

  /** One step on each batch. */
  async epoch(batches: readonly Batch[]): Promise<void> {
    for (const [i, { x, y }] of batches.entries()) {
      this.#training = this.#step(this.#training, x.ref, y.ref);
      if ((i + 1) % STEPS_IN_FLIGHT === 0) await blockUntilReady(this.#training.total);
    }
    await blockUntilReady(this.#training.total);
  }

  /** The sum of all steps' losses so far. */
  async total(): Promise<number> {
    return (await this.#training.total.ref.data())[0] ?? Number.NaN;
  }

  async evaluate({ x, y }: Batch): Promise<number> {
    return (await this.#evaluate(tree.ref(this.#training.params), x.ref, y.ref).data())[0] ?? Number.NaN;
  }

  dispose(): void {
    tree.dispose(this.#training);
    this.#evaluate.dispose();
    this.#step.dispose();
  }
}
