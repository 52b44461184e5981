/** The names that users are told of are there, and are what they are told to be. */
import { describe, expect, it } from 'vitest';
import * as hornbeam from '../../src/index.ts';

const exported: Readonly<Record<string, unknown>> = hornbeam;
const { callbacks, data, layers, losses, metrics, model, optimizers, schedules, sequential } = hornbeam;

const functions =
  'sequential model input tensor jit valueAndGrad setBackend getBackend getDevice setRandomSeed loadModel modelFromConfig compare';
const classes = 'Sequential Model Layer Tensor Variable';
const namespaces =
  'layers losses metrics optimizers schedules callbacks initializers regularizers constraints activations ops random data';

const words = (text: string) => text.split(' ');

it.each(words(`${functions} ${classes}`))('%s is a function or class', (name) => {
  expect(hornbeam).toHaveProperty(name, expect.any(Function));
});

it.each(words(namespaces))('%s is a namespace', (name) => {
  expect(Object.prototype.toString.call(exported[name])).toBe('[object Module]');
});

const deserializing = 'layers losses metrics optimizers schedules initializers regularizers constraints activations';

it.each(words(deserializing))('%s reads and writes configurations', (name) => {
  const namespace = exported[name] as typeof layers; // likewise the others
  expect(namespace.deserialize).toBeTypeOf('function');
  expect(namespace.serialize).toBeTypeOf('function');
});

/** An object, and its methods and properties. */
const members: Readonly<Record<string, readonly [of: () => object, methods: string, properties: string]>> = {
  'a model': [
    () => {
      const x = hornbeam.input([2], { name: 'a', dtype: 'float32' });
      return model({ inputs: [x], outputs: [layers.dense({ units: 3 }).apply(x)], name: 'net' });
    },
    'compile fit evaluate predict trainOnBatch testOnBatch predictOnBatch summary countParams getLayer getWeights setWeights dispose save saveWeights loadWeights compileFromConfig getConfig',
    'layers weights stopTraining',
  ],
  'a sequential model': [() => sequential(), 'add pop', 'layers'],
  'a layer': [
    () => layers.dense({ units: 1 }),
    'apply run build call addWeight computeMask getConfig setWeights',
    'weights trainableWeights trainable name',
  ],
  'a loss': [() => losses.categoricalCrossentropy({ fromLogits: true }), 'call getConfig', 'name'],
  'a metric': [() => metrics.auc(), 'update result reset getConfig', 'name'],
  'an optimizer': [() => optimizers.rmsprop({ learningRate: 0.001 }), 'build apply getConfig', 'learningRate'],
  'a schedule': [() => schedules.cosineDecay({ initialLearningRate: 1, decaySteps: 2 }), 'at getConfig', ''],
  'a callback': [() => callbacks.earlyStopping({ monitor: 'val_loss' }), 'onEpochEnd onTrainBegin', ''],
  'a variable': [() => new hornbeam.Variable([1], { name: 'v', trainable: true }), 'read assign', 'shape'],
  'a tensor': [() => hornbeam.tensor([1]), 'toNested toString', 'shape dtype data'],
  data: [() => data, 'npy npz csv idx padSequences multiHot toCategorical normalize kFold smoothCurve', ''],
};

describe('members', () => {
  it.each(Object.entries(members))('%s', (_, [make, methods, properties]) => {
    const object = make() as Readonly<Record<string, unknown>>; // looked at by names
    expect(words(methods).filter((name) => typeof object[name] !== 'function')).toEqual([]);
    expect(words(properties).filter((name) => name !== '' && !(name in object))).toEqual([]);
  });
});
