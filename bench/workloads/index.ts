/** What is measured. To measure something else, add a row. */
import type { ModelSpec } from './model.ts';
import type { Workload } from './workload.ts';

const mnistMlp: ModelSpec = {
  inputShape: [784],
  layers: [
    { type: 'dense', units: 512, activation: 'relu' },
    { type: 'dense', units: 512, activation: 'relu' },
    { type: 'dense', units: 10, activation: 'softmax' },
  ],
  loss: 'categoricalCrossentropy',
  optimizer: 'adam',
};

const reviewsMlp: ModelSpec = {
  inputShape: [10000],
  layers: [
    { type: 'dense', units: 16, activation: 'relu' },
    { type: 'dense', units: 16, activation: 'relu' },
    { type: 'dense', units: 1, activation: 'sigmoid' },
  ],
  loss: 'binaryCrossentropy',
  optimizer: 'rmsprop',
};

const housingMlp: ModelSpec = {
  inputShape: [13],
  layers: [
    { type: 'dense', units: 64, activation: 'relu' },
    { type: 'dense', units: 64, activation: 'relu' },
    { type: 'dense', units: 1 },
  ],
  loss: 'meanSquaredError',
  optimizer: 'rmsprop',
};

const mnistCnn: ModelSpec = {
  inputShape: [28, 28, 1],
  layers: [
    { type: 'conv2d', filters: 32, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', size: 2 },
    { type: 'conv2d', filters: 64, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', size: 2 },
    { type: 'flatten' },
    { type: 'dense', units: 128, activation: 'relu' },
    { type: 'dense', units: 10, activation: 'softmax' },
  ],
  loss: 'categoricalCrossentropy',
  optimizer: 'adam',
};

const transformer: ModelSpec = {
  inputShape: [64, 64],
  layers: [
    { type: 'encoder', heads: 4, feedForward: 256 },
    { type: 'encoder', heads: 4, feedForward: 256 },
    { type: 'meanPool' },
    { type: 'dense', units: 10, activation: 'softmax' },
  ],
  loss: 'categoricalCrossentropy',
  optimizer: 'adam',
};

export const workloads: readonly Workload[] = [
  {
    id: 'W1',
    title: 'MLP 784-512-512-10, Adam, batch 128',
    task: 'train',
    model: mnistMlp,
    batchSize: 128,
    batches: 4,
    unit: 'step',
    steps: { swiftshader: 4, gpu: 100 },
  },
  {
    id: 'W2',
    title: 'CNN 28x28x1: conv 32, pool, conv 64, pool, dense 128-10, Adam, batch 64',
    task: 'train',
    model: mnistCnn,
    batchSize: 64,
    batches: 2,
    unit: 'step',
    steps: { swiftshader: 2, gpu: 100 },
    maxRounds: 2,
  },
  {
    id: 'W3',
    title: 'MLP 10000-16-16-1, RMSprop, batch 512',
    task: 'train',
    model: reviewsMlp,
    batchSize: 512,
    batches: 2,
    unit: 'step',
    steps: { swiftshader: 2, gpu: 100 },
  },
  {
    id: 'W4',
    title: 'MLP 13-64-64-1, RMSprop, batch 16',
    task: 'train',
    model: housingMlp,
    batchSize: 16,
    batches: 25,
    unit: 'step',
    steps: { swiftshader: 25, gpu: 250 },
  },
  {
    id: 'W6',
    title: 'Transformer: 2 pre-norm encoders, 64 tokens of width 64, 4 heads, ff 256, Adam, batch 16',
    task: 'train',
    model: transformer,
    batchSize: 16,
    batches: 2,
    unit: 'step',
    steps: { swiftshader: 2, gpu: 100 },
    maxRounds: 2,
  },
  {
    id: 'W7',
    title: "W4's whole fit(): 20 epochs of 404 rows, 102 rows of validation",
    task: 'fit',
    model: housingMlp,
    batchSize: 16,
    rows: 404,
    validationRows: 102,
    epochs: 20,
    unit: 'fit',
    steps: { swiftshader: 1, gpu: 1 },
    fresh: 'model',
    maxRounds: 2,
  },
  {
    id: 'I2',
    title: "predict() of W2's model, batch 256",
    task: 'predict',
    model: mnistCnn,
    batchSize: 256,
    unit: 'predict',
    steps: { swiftshader: 1, gpu: 50 },
    maxRounds: 2,
  },
  {
    id: 'M1',
    title: 'Matrix product 512 x 512 x 512',
    task: 'matmul',
    size: 512,
    chain: 8,
    unit: 'product',
    steps: { swiftshader: 8, gpu: 200 },
  },
  {
    id: 'S1',
    title: 'Start-up: from import to the first finished step of W1, in a fresh page',
    task: 'train',
    model: mnistMlp,
    batchSize: 128,
    batches: 1,
    unit: 'start',
    steps: { swiftshader: 1, gpu: 1 },
    fresh: 'page',
  },
];
