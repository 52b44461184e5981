import { jit, ops, setBackend, type Tensor, Variable } from '../../../src/index.ts';
import type { Contestant, Prepared } from '../../contestant.ts';
import { rows } from '../../workloads/hostArray.ts';
import type { Material } from '../../workloads/material.ts';
import type { FitWorkload, MatmulWorkload, PredictWorkload, TrainWorkload } from '../../workloads/workload.ts';
import { buildModel, toTensor } from './model.ts';

const quiet = { shuffle: false, verbose: 0 } as const;

const meanSquare = (values: Tensor['data']): number => {
  let sum = 0;
  for (const x of values) sum += x * x;
  return sum / values.length;
};

/** Each sample is one fit() of whole epochs, the upload of the data set included. */
function prepareTrain(workload: TrainWorkload, { weights, train }: Material): Prepared {
  const { batchSize, batches } = workload;
  const model = buildModel(workload.model, weights);
  const [x, y] = [toTensor(train.x), toTensor(train.y)];
  const [firstX, firstY] = [toTensor(rows(train.x, 0, batchSize)), toTensor(rows(train.y, 0, batchSize))];
  return {
    async step(n) {
      await model.fit(x, y, { batchSize, epochs: n / batches, ...quiet });
    },
    loss: async () => (await model.evaluate(firstX, firstY, { batchSize }))['loss'] ?? Number.NaN,
    dispose: () => model.dispose(),
  };
}

function prepareFit(workload: FitWorkload, { weights, train, validation }: Material): Prepared {
  const { batchSize, epochs } = workload;
  const model = buildModel(workload.model, weights);
  const [x, y] = [toTensor(train.x), toTensor(train.y)];
  const validationData = [toTensor(validation.x), toTensor(validation.y)] as const;
  let last = Number.NaN;
  return {
    async step(n) {
      for (let i = 0; i < n; i++) {
        const { history } = await model.fit(x, y, { batchSize, epochs, validationData, ...quiet });
        last = history['val_loss']?.at(-1) ?? Number.NaN;
      }
    },
    loss: async () => last,
    dispose: () => model.dispose(),
  };
}

function preparePredict({ model: spec, batchSize }: PredictWorkload, { weights, train }: Material): Prepared {
  const model = buildModel(spec, weights);
  const x = toTensor(train.x);
  let result: Tensor | Tensor[] = [];
  return {
    async step(n) {
      for (let i = 0; i < n; i++) result = await model.predict(x, { batchSize });
    },
    loss: async () => (Array.isArray(result) ? Number.NaN : meanSquare(result.data)),
    dispose: () => model.dispose(),
  };
}

type Node = Variable['value'];

interface Operations {
  matmul(a: Node, b: Node): Node;
  mean(x: Node): Node;
  square(x: Node): Node;
}

/** The matrices are variables, which stay on the GPU: arguments of a jitted function come from the host. */
function prepareMatmul({ chain }: MatmulWorkload, { train }: Material): Prepared {
  const [start, a] = [new Variable(toTensor(train.x)), new Variable(toTensor(train.y))];
  const { matmul, mean, square } = ops as unknown as Operations; // `ops` has no types of its own yet: all are `never`
  const multiply = jit(() => {
    let x = start.value;
    for (let i = 0; i < chain; i++) x = matmul(a.value, x);
    return mean(square(x));
  });
  let result = Number.NaN;
  return {
    async step(n) {
      for (let i = 0; i < n; i += chain) result = (await multiply()).data[0] ?? Number.NaN;
    },
    loss: async () => result,
    dispose() {},
  };
}

export const contestant: Contestant = {
  async start() {
    await setBackend('webgpu');
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
