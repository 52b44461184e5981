import { input, layers, type Model, model, optimizers, type Tensor, tensor } from '../../../src/index.ts';
import type { HostArray } from '../../workloads/hostArray.ts';
import type { Material } from '../../workloads/material.ts';
import { HYPERPARAMETERS, type LayerSpec, type ModelSpec, type Optimizer } from '../../workloads/model.ts';

type Symbol = ReturnType<typeof input>;

const { learningRate, adam, rmsprop } = HYPERPARAMETERS;

const optimizer: Record<Optimizer, () => ReturnType<typeof optimizers.adam | typeof optimizers.rmsprop>> = {
  adam: () => optimizers.adam({ learningRate, ...adam }),
  rmsprop: () => optimizers.rmsprop({ learningRate, ...rmsprop }),
};

function layer(spec: LayerSpec, x: Symbol): Symbol {
  switch (spec.type) {
    case 'dense':
      return layers.dense({ units: spec.units, activation: spec.activation ?? null }).apply(x);
    case 'flatten':
      return layers.flatten().apply(x);
    case 'conv2d':
      return layers
        .conv2d({ filters: spec.filters, kernelSize: spec.kernelSize, activation: spec.activation })
        .apply(x);
    case 'maxPool2d':
      return layers.maxPooling2d({ poolSize: spec.size }).apply(x);
    case 'encoder':
    case 'meanPool':
      throw new Error(`Hornbeam has no layer for ${spec.type} yet`);
  }
}

export const toTensor = ({ shape, values }: HostArray): Tensor => tensor(values, [...shape]);

export function buildModel(spec: ModelSpec, weights: Material['weights']): Model {
  const inputs = input([...spec.inputShape]);
  const built = model({ inputs, outputs: spec.layers.reduce((x, each) => layer(each, x), inputs) });
  built.setWeights(weights.flat().map(toTensor));
  built.compile({ optimizer: optimizer[spec.optimizer](), loss: spec.loss });
  return built;
}
