/** The whole program of a user who trains an MLP with TensorFlow.js: for the size of its bundle. */
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

const noise = (shape: readonly [number, number]): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: shape[0] * shape[1] }, () => Math.random()),
    shape,
  );

await tf.setBackend('webgpu');
await tf.ready();
const inputs = tfl.input({ shape: [784] });
const hidden = tfl.layers.dense({ units: 512, activation: 'relu' }).apply(inputs);
const outputs = tfl.layers.dense({ units: 10, activation: 'softmax' }).apply(hidden);
const model = tfl.model({ inputs, outputs });
model.compile({ optimizer: tf.train.adam(0.001, 0.9, 0.999, 1e-7), loss: 'categoricalCrossentropy' });
const { history } = await model.fit(noise([128, 784]), noise([128, 10]), {
  batchSize: 32,
  epochs: 2,
  shuffle: true,
  verbose: 0,
  yieldEvery: 'never',
});
console.log(history.loss);
