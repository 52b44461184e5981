import { input, layers, type Model, model, optimizers, type Tensor, tensor } from '../../../src/index.ts';
import type { HostArray } from '../../workloads/hostArray.ts';
import type { Material } from '../../workloads/material.ts';
import { HYPERPARAMETERS, type LayerSpec, type ModelSpec, type Optimizer } from '../../workloads/model.ts';

type Symbol = ReturnType<typeof input>;

const { learningRate, adam, rmsprop, layerNormEpsilon } = HYPERPARAMETERS;

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
      return encoder(spec, x);
    case 'meanPool':
      return layers.globalAveragePooling1d().apply(x);
  }
}

/** Its weights come in the order of workloads/weights.ts: layers in the order of the calls. */
function encoder({ heads, feedForward }: Extract<LayerSpec, { type: 'encoder' }>, x: Symbol): Symbol {
  const width = x.shape.at(-1) ?? 1;
  const norm = (from: Symbol) => layers.layerNormalization({ epsilon: layerNormEpsilon }).apply(from);
  const normed = norm(x);
  const attention = layers.multiHeadAttention({ numHeads: heads, keyDim: width / heads });
  const middle = layers.add().apply([x, attention.apply([normed, normed])]);
  const hidden = layers.dense({ units: feedForward, activation: 'relu' }).apply(norm(middle));
  return layers.add().apply([middle, layers.dense({ units: width }).apply(hidden)]);
}

export const toTensor = ({ shape, values }: HostArray): Tensor => tensor(values, [...shape]);

export function buildModel(spec: ModelSpec, weights: Material['weights']): Model {
  const inputs = input([...spec.inputShape]);
  const built = model({ inputs, outputs: spec.layers.reduce((x, each) => layer(each, x), inputs) });
  const shapes = built.weights.map(({ shape }) => shape);
  built.setWeights(weights.flat().map(({ values }, index) => tensor(values, [...(shapes[index] ?? [])]))); // heads have axes of their own
  built.compile({ optimizer: optimizer[spec.optimizer](), loss: spec.loss });
  return built;
}
