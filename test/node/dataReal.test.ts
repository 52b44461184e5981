/** The readers on real files; every expected figure is from the README beside the file. */
import { expect, it } from 'vitest';
import * as data from '../../src/nn/data/index.ts';
import type { Tensor } from '../../src/runtime/tensor.ts';
import { describeWithData } from './sharedData.ts';

function mean({ data: values }: Tensor): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

describeWithData('mnist/train-images-idx3-ubyte.gz', (path) => {
  it('is MNIST', async () => {
    const images = await data.idx(path);
    expect(images).toMatchObject({ shape: [60_000, 28, 28], dtype: 'int32' });
    expect(mean(images)).toBeCloseTo(33.318421449829934, 9);
    const labels = await data.idx(path.replace('images-idx3', 'labels-idx1'));
    expect(Array.from(labels.data.subarray(0, 5))).toEqual([5, 0, 4, 1, 9]);
  });
});

describeWithData('tabular/boston_housing_keras_split.npz', (path) => {
  it('is Boston housing as Keras divides it', async () => {
    const { x_train, y_train, x_test } = await data.npz(path);
    expect(x_train).toMatchObject({ shape: [404, 13], dtype: 'float32' });
    const first = [1.23247, 0, 8.14, 0, 0.538, 6.142, 91.7, 3.9769, 4, 307, 21, 396.9, 18.72];
    expect(x_train?.data.slice(0, 13)).toEqual(Float32Array.from(first));
    expect(y_train?.data.slice(0, 5)).toEqual(Float32Array.of(15.2, 42.3, 50, 21.1, 17.7));
    const { x, apply } = data.standardize(x_train ?? []);
    expect(mean(x)).toBeCloseTo(0, 6);
    expect(apply(x_test ?? []).shape).toEqual([102, 13]);
    const sizes = [...data.kFold([x, y_train ?? []], 4)].map(({ validation }) => validation[0].shape[0]);
    expect(sizes).toEqual([101, 101, 101, 101]);
  });
});

describeWithData('imdb/imdb_25k_25k_top10000_flat.npz', (path) => {
  it('is IMDB, its flat tokens cut into reviews', async () => {
    const names = ['x_train_tokens', 'x_train_offsets', 'y_train'];
    const { x_train_tokens: tokens, x_train_offsets: offsets, y_train } = await data.npz(path, { names });
    const reviews = Array.from(offsets?.data.subarray(0, 100) ?? [], (start, index) =>
      Array.from(tokens?.data.subarray(start, offsets?.data[index + 1]) ?? []),
    );
    expect(y_train?.shape).toEqual([25_000]);
    expect(reviews.every((review) => review[0] === 1)).toBe(true);
    expect(data.multiHot(reviews).shape).toEqual([100, 10_000]);
    expect(data.padSequences(reviews, { maxlen: 20 }).data.at(-1)).toBe(reviews[99]?.at(-1));
  });
});

describeWithData('reuters/reuters_flat.npz', (path) => {
  it('has the labels of Keras', async () => {
    const { y_train } = await data.npz(path, { names: ['y_train'] });
    expect(Array.from(y_train?.data.subarray(0, 10) ?? [])).toEqual([3, 4, 3, 4, 4, 4, 4, 3, 3, 16]);
    expect(data.toCategorical(y_train ?? []).shape).toEqual([8982, 46]);
  });
});

describeWithData('tabular/iris.csv', (path) => {
  it('has four measures and three species', async () => {
    const iris = await data.csv(path, { classes: 'text' });
    expect(iris.matrix(iris.names.slice(0, 4)).shape).toEqual([150, 4]);
    expect(iris.classNames['column4']).toEqual(['Iris-setosa', 'Iris-versicolor', 'Iris-virginica']);
    expect(mean(iris.column('column4'))).toBe(1);
  });
});

describeWithData('tabular/wine.csv', (path) => {
  it('has classes 1 to 3, numbered from 0', async () => {
    const wine = await data.csv(path, { classes: [13] });
    expect(wine.classNames).toEqual({ column13: ['1', '2', '3'] });
    expect(wine.rows).toBe(178);
  });
});

describeWithData('tabular/auto_mpg.csv', (path) => {
  it('misses six values', async () => {
    await expect(data.csv(path)).rejects.toThrow('column "horsepower", received "6 missing');
    expect((await data.csv(path, { missing: 'drop' })).matrix().shape).toEqual([392, 8]);
    expect(mean((await data.csv(path, { missing: 'mean' })).column('horsepower'))).toBeCloseTo(104.469388, 4);
  });
});

describeWithData('timeseries/daily-min-temperatures.csv', (path) => {
  it('has ten years', async () => {
    const days = await data.csv(path);
    expect(days.column('Temp').shape).toEqual([3650]);
    expect(days.columns['Date']).toContain('1981-01-01');
  });
});

describeWithData('paris_weather/weather_Paris_hourly.csv', (path) => {
  it('has six numbers an hour', async () => {
    const hours = await data.csv(path);
    const { x } = data.standardize(hours.matrix());
    const windows = data.timeseriesDatasetFromArray(x, null, { sequenceLength: 24, batchSize: 64 });
    expect(hours.matrix().shape).toEqual([35_064, 6]);
    expect([...windows].at(-1)?.shape).toEqual([(35_064 - 23) % 64, 24, 6]);
  });
});

describeWithData('paris_weather/paris_test_windows.npz', (path) => {
  it('holds windows', async () => {
    expect((await data.npz(path))['x_test']?.shape).toEqual([5256, 24, 10]);
  });
});
