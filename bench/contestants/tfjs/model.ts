import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { HostArray } from '../../workloads/hostArray.ts';
import type { Material } from '../../workloads/material.ts';
import { HYPERPARAMETERS, type LayerSpec, type ModelSpec, type Optimizer } from '../../workloads/model.ts';
import { Attention } from './attention.ts';
import { Norm } from './norm.ts';

const { learningRate, adam, rmsprop, layerNormEpsilon } = HYPERPARAMETERS;

const optimizers: Record<Optimizer, () => tf.Optimizer> = {
  adam: () => tf.train.adam(learningRate, adam.beta1, adam.beta2, adam.epsilon),
  rmsprop: () => tf.train.rmsprop(learningRate, rmsprop.rho, 0, rmsprop.epsilon),
};

function encoder(spec: Extract<LayerSpec, { type: 'encoder' }>, x: tfl.SymbolicTensor): tfl.SymbolicTensor {
  const norm = (y: tfl.SymbolicTensor): tfl.SymbolicTensor => new Norm({ epsilon: layerNormEpsilon }).apply(y);
  const attended = new Attention({ heads: spec.heads }).apply(norm(x));
  const middle = tfl.layers.add().apply([x, attended]);
  const hidden = tfl.layers.dense({ units: spec.feedForward, activation: 'relu' }).apply(norm(middle));
  return tfl.layers.add().apply([middle, tfl.layers.dense({ units: x.shape.at(-1) ?? 1 }).apply(hidden)]);
}

function layer(spec: LayerSpec, x: tfl.SymbolicTensor): tfl.SymbolicTensor {
  switch (spec.type) {
    case 'dense':
      return tfl.layers.dense(spec).apply(x);
    case 'conv2d':
      return tfl.layers.conv2d(spec).apply(x);
    case 'maxPool2d':
      return tfl.layers.maxPooling2d({ poolSize: spec.size }).apply(x);
    case 'flatten':
      return tfl.layers.flatten().apply(x);
    case 'encoder':
      return encoder(spec, x);
    case 'meanPool':
      return tfl.layers.globalAveragePooling1d({}).apply(x);
  }
}

export const toTensor = ({ shape, values }: HostArray): tf.Tensor => tf.tensor(values, shape);

export function buildModel(spec: ModelSpec, weights: Material['weights']): tfl.LayersModel {
  const inputs = tfl.input({ shape: spec.inputShape });
  const outputs = spec.layers.reduce((x, each) => layer(each, x), inputs);
  const model = tfl.model({ inputs, outputs });
  const values = weights.flat().map(toTensor);
  model.setWeights(values);
  for (const value of values) value.dispose();
  model.compile({ optimizer: optimizers[spec.optimizer](), loss: spec.loss });
  return model;
}
