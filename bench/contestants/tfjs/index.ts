import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import type { Contestant, Prepared } from '../../contestant.ts';
import { rows } from '../../workloads/hostArray.ts';
import type { Material } from '../../workloads/material.ts';
import type { FitWorkload, MatmulWorkload, PredictWorkload, TrainWorkload } from '../../workloads/workload.ts';
import { buildModel, toTensor } from './model.ts';

/** No yielding to the page: it costs tfjs up to a frame each time. */
const quiet = { shuffle: false, verbose: 0, yieldEvery: 'never' } as const;

const meanSquare = (values: Float32Array): number => values.reduce((sum, x) => sum + x * x, 0) / values.length;

async function readScalar(tensor: tf.Tensor): Promise<number> {
  const [value = Number.NaN] = await tensor.data();
  tensor.dispose();
  return value;
}

/** fit() and not trainOnBatch(), which reads the loss back at each step. */
function prepareTrain(workload: TrainWorkload, { weights, train }: Material): Prepared {
  const { batchSize, batches } = workload;
  const model = buildModel(workload.model, weights);
  const [x, y] = [toTensor(train.x), toTensor(train.y)];
  const [firstX, firstY] = [toTensor(rows(train.x, 0, batchSize)), toTensor(rows(train.y, 0, batchSize))];
  return {
    async step(n) {
      await model.fit(x, y, { batchSize, epochs: n / batches, ...quiet });
    },
    loss: () => readScalar(model.evaluate(firstX, firstY, { batchSize })),
    dispose() {
      for (const each of [model, x, y, firstX, firstY]) each.dispose();
    },
  };
}

function prepareFit(workload: FitWorkload, { weights, train, validation }: Material): Prepared {
  const { batchSize, epochs } = workload;
  const model = buildModel(workload.model, weights);
  const [x, y, validationX, validationY] = [train.x, train.y, validation.x, validation.y].map(toTensor);
  if (!x || !y || !validationX || !validationY) throw new Error('tfjs: no data');
  let last = Number.NaN;
  return {
    async step(n) {
      for (let i = 0; i < n; i++) {
        const validationData: [tf.Tensor, tf.Tensor] = [validationX, validationY];
        const { history } = await model.fit(x, y, { batchSize, epochs, validationData, ...quiet });
        last = history.val_loss.at(-1) ?? Number.NaN;
      }
    },
    loss: async () => last,
    dispose() {
      for (const each of [model, x, y, validationX, validationY]) each.dispose();
    },
  };
}

function preparePredict({ model: spec, batchSize }: PredictWorkload, { weights, train }: Material): Prepared {
  const model = buildModel(spec, weights);
  const x = toTensor(train.x);
  let result: Float32Array = new Float32Array(0);
  return {
    async step(n) {
      for (let i = 0; i < n; i++) {
        const y = model.predict(x, { batchSize });
        result = await y.data();
        y.dispose();
      }
    },
    loss: async () => meanSquare(result),
    dispose() {
      model.dispose();
      x.dispose();
    },
  };
}

function prepareMatmul({ chain }: MatmulWorkload, { train }: Material): Prepared {
  const [start, a] = [toTensor(train.x), toTensor(train.y)];
  const multiply = (): tf.Tensor => {
    let x = start;
    for (let i = 0; i < chain; i++) x = tf.matMul(a, x);
    return tf.mean(tf.square(x));
  };
  let result = Number.NaN;
  return {
    async step(n) {
      for (let i = 0; i < n; i += chain) result = await readScalar(tf.tidy(multiply));
    },
    loss: async () => result,
    dispose() {
      start.dispose();
      a.dispose();
    },
  };
}

export const contestant: Contestant = {
  async start() {
    await tf.setBackend('webgpu');
    await tf.ready();
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
