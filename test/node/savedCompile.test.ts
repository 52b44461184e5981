/** Ways to compile are written, and read again. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  input,
  layers,
  loadModel,
  losses,
  type Model,
  metrics,
  model,
  optimizers,
  schedules,
  sequential,
  setBackend,
} from '../../src/index.ts';
import { arrayPaths } from '../../src/nn/saving/files/h5Tree.ts';
import { readHdf5 } from '../../src/nn/saving/files/hdf5.ts';
import { partsOf } from '../golden/kerasFiles.ts';
import { again, stateOf, x, y } from './roundTrip.ts';

beforeAll(() => setBackend('cpu'));
beforeEach(() => {
  vi.restoreAllMocks();
});

describe('ways to compile', () => {
  const small = () => sequential([input([4]), layers.dense({ units: 3 }), layers.dense({ units: 1 })]);
  const compileConfig = async (own: Model) =>
    ((await partsOf(await own.save())).config as { readonly compile_config: Record<string, unknown> }).compile_config;

  it('names are written as Keras knows them', async () => {
    const own = small();
    own.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['cosineSimilarity', 'MAE', 'accuracy'] });
    expect(await compileConfig(own)).toMatchObject({
      loss: 'mean_squared_error',
      metrics: ['cosine_similarity', 'MAE', 'accuracy'],
      weighted_metrics: null,
    });
    own.compile({ optimizer: 'sgd', loss: 'logcosh', stepsPerExecution: 4 });
    const written = await compileConfig(own);
    expect(written).toMatchObject({ loss: 'log_cosh', metrics: null, steps_per_execution: 4 });
    expect((await loadModel(await own.save())).compileOptions).toMatchObject({ stepsPerExecution: 4 });
  });

  it.each([
    ['objects', { loss: losses.huber({ delta: 0.5 }), metrics: [metrics.meanAbsoluteError({ name: 'a' }), 'mape'] }],
    [
      'a schedule',
      {
        optimizer: optimizers.sgd({
          learningRate: schedules.exponentialDecay({ initialLearningRate: 0.1, decaySteps: 2, decayRate: 0.5 }),
        }),
      },
    ],
    ['a rarer optimizer by its name', { optimizer: 'nadam' }],
    ['averages of weights', { optimizer: optimizers.adam({ useEma: true, emaMomentum: 0.5 }) }],
    ['means of rows and columns', { optimizer: optimizers.adafactor() }],
    ['an optimizer for matrices', { optimizer: optimizers.muon({ nsSteps: 2, excludeLayers: ['dense_1'] }) }],
    [
      'a scaled loss',
      { optimizer: optimizers.lossScaleOptimizer({ innerOptimizer: optimizers.adam(), initialScale: 4 }) },
    ],
    [
      'optimizers for some variables',
      {
        optimizer: optimizers.multiOptimizer({
          defaultOptimizer: optimizers.adam(),
          objMap: optimizers.optimizerMap({
            optimizer: [optimizers.sgd({ momentum: 0.9 })],
            variableIdentifier: ['.*bias'],
          }),
        }),
      },
    ],
    ['accumulated gradients', { optimizer: optimizers.sgd({ momentum: 0.9, gradientAccumulationSteps: 3 }) }],
    ['rarer metrics by name', { metrics: ['r2_score', 'rmse'] }],
    ['weights of losses', { lossWeights: [0.5], weightedMetrics: ['mse'] }],
  ])('%s', async (_, options) => {
    const own = small();
    own.compile({ optimizer: 'adam', loss: 'mse', ...options });
    await own.fit(x, y, { epochs: 2, batchSize: 2, shuffle: false });
    await again(own);
  });

  it('the learning rate stays where it was set', async () => {
    const own = small();
    own.compile({ optimizer: 'rmsprop', loss: 'mse' });
    await own.fit(x, y);
    Object.assign(own.optimizer ?? {}, { learningRate: 0.0625 });
    const other = await again(own);
    expect(Number(other.optimizer?.learningRate)).toBe(0.0625);
    expect(await compileConfig(other)).toMatchObject({ optimizer: { config: { learning_rate: 0.0625 } } });
  });

  it('a model that was compiled and never trained starts anew', async () => {
    const own = small();
    own.compile({ optimizer: 'adam', loss: 'mse' });
    expect(arrayPaths(await readHdf5('test', await own.saveWeights())).filter((path) => /^opt/.test(path))).toEqual([
      'optimizer/vars/0',
      'optimizer/vars/1',
    ]);
    const warn = vi.spyOn(console, 'warn');
    const other = await loadModel(await own.save());
    await other.fit(x, y, { shuffle: false });
    await own.fit(x, y, { shuffle: false });
    expect(await stateOf(other)).toEqual(await stateOf(own));
    expect(warn).not.toHaveBeenCalled();
  });

  it('compile: false gives a model that only predicts', async () => {
    const own = small();
    own.compile({ optimizer: 'adam', loss: 'mse' });
    await own.fit(x, y);
    const other = await loadModel(await own.save(), { compile: false });
    expect(other.optimizer).toBeNull();
    expect(await other.predict(x)).toEqual(await own.predict(x));
  });

  it('several outputs, by name', async () => {
    const a = input([4], { name: 'a' });
    const [p, q] = [layers.dense({ units: 1, name: 'p' }).apply(a), layers.dense({ units: 1, name: 'q' }).apply(a)];
    const own = model({ inputs: { a }, outputs: { p, q } });
    own.compile({
      optimizer: 'sgd',
      loss: { p: 'mse', q: 'mae' },
      lossWeights: { p: 1, q: 2 },
      metrics: { q: ['mse'] },
    });
    await own.fit({ a: x }, { p: y, q: y });
    const other = await loadModel(await own.save());
    const measured = await own.evaluate({ a: x }, { p: y, q: y });
    expect(await other.evaluate({ a: x }, { p: y, q: y })).toEqual(measured);
    expect(Object.keys(measured)).toEqual(['loss', 'p_loss', 'q_loss', 'q_mse']);
  });
});
