import { defaultDevice, init, type Array as JaxArray, jit, numpy as np, tree } from '@jax-js/jax';
import type { Contestant, Prepared } from '../../contestant.ts';
import type { Material } from '../../workloads/material.ts';
import type { FitWorkload, MatmulWorkload, PredictWorkload, TrainWorkload } from '../../workloads/workload.ts';
import { forward, type Params } from './forward.ts';
import { toArray, toInput, toParams } from './layout.ts';
import { type Batch, Trainer, toBatches } from './trainer.ts';

const meanSquare = (values: Float32Array): number => values.reduce((sum, x) => sum + x * x, 0) / values.length;

function only(batches: readonly Batch[]): Batch {
  const [batch] = batches;
  if (!batch) throw new Error('jax-js: no batch');
  return batch;
}

function prepareTrain(workload: TrainWorkload, { weights, train }: Material): Prepared {
  const trainer = new Trainer(workload.model, weights);
  const batches = toBatches(train, workload.batchSize);
  const first = only(batches);
  return {
    async step(n) {
      for (let i = 0; i < n; i += batches.length) await trainer.epoch(batches);
      await trainer.total();
    },
    loss: () => trainer.evaluate(first),
    dispose() {
      trainer.dispose();
      tree.dispose(batches);
    },
  };
}

/** The data set is cut and uploaded once per fit; the validation is one batch, as no layer needs it smaller. */
function prepareFit(workload: FitWorkload, { weights, train, validation }: Material): Prepared {
  const trainer = new Trainer(workload.model, weights);
  const history: number[] = [];
  async function fit(): Promise<void> {
    const batches = toBatches(train, workload.batchSize);
    const validationBatch = only(toBatches(validation, workload.validationRows));
    for (let epoch = 0; epoch < workload.epochs; epoch++) {
      await trainer.epoch(batches);
      await trainer.total();
      history.push(await trainer.evaluate(validationBatch));
    }
    tree.dispose(batches);
    tree.dispose(validationBatch);
  }
  return {
    async step(n) {
      for (let i = 0; i < n; i++) await fit();
    },
    loss: async () => history.at(-1) ?? Number.NaN,
    dispose: () => trainer.dispose(),
  };
}

function preparePredict({ model }: PredictWorkload, { weights, train }: Material): Prepared {
  const params = toParams(model, weights);
  const predict = jit((given: Params, x: JaxArray) => forward(model, given, x, 'activated'));
  const x = toInput(train.x);
  let result: Float32Array = new Float32Array(0);
  return {
    async step(n) {
      for (let i = 0; i < n; i++) result = await predict(tree.ref(params), x.ref).data();
    },
    loss: async () => meanSquare(result),
    dispose() {
      tree.dispose([params, x]);
      predict.dispose();
    },
  };
}

function prepareMatmul({ chain }: MatmulWorkload, { train }: Material): Prepared {
  const multiply = jit((a: JaxArray, x: JaxArray) => {
    for (let i = 0; i < chain; i++) x = np.matmul(a.ref, x);
    a.dispose();
    return np.square(x).mean();
  });
  const [x, a] = [toArray(train.x), toArray(train.y)];
  let result = Number.NaN;
  return {
    async step(n) {
      for (let i = 0; i < n; i += chain) result = (await multiply(a.ref, x.ref).data())[0] ?? Number.NaN;
    },
    loss: async () => result,
    dispose() {
      tree.dispose([a, x]);
      multiply.dispose();
    },
  };
}

export const contestant: Contestant = {
  async start() {
    await init('webgpu');
    defaultDevice('webgpu');
  },
  async prepare(workload, material) {
    switch (workload.task) {
      case 'train':
        return prepareTrain(workload, material);
      case 'fit':
        return prepareFit(workload, material);
      case 'predict':
        return preparePredict(workload, material);
      case 'matmul':
        return prepareMatmul(workload, material);
    }
  },
};
