/** Saves models and loads them again, and compares. */
import { expect } from 'vitest';
import { loadModel, type Model, type Tensor, tensor } from '../../src/index.ts';
import { arrayPaths } from '../../src/nn/saving/files/h5Tree.ts';
import { readHdf5 } from '../../src/nn/saving/files/hdf5.ts';

export const x = tensor(
  Float32Array.from({ length: 24 }, (_, place) => Math.sin(place)),
  [6, 4],
);
export const y = tensor(
  Float32Array.from({ length: 6 }, (_, row) => Math.cos(row)),
  [6, 1],
);

/** Paths of the arrays of a model's file, without those of the optimizer. */
export async function pathsOf(own: Model): Promise<string[]> {
  const root = await readHdf5('test', await own.saveWeights());
  return arrayPaths(root).filter((path) => !path.startsWith('optimizer/'));
}

export async function stateOf(own: Model): Promise<Tensor[]> {
  const kept = own.optimizer?.variables ?? [];
  return Promise.all([...own.weights.map((weight) => weight.read()), ...kept.map((each) => each.get())]);
}

/** Saves and loads; weights, optimizer, predictions and the next epoch must be the same. */
export async function again(own: Model, options: Parameters<typeof loadModel>[1] = {}): Promise<Model> {
  const other = await loadModel(await own.save(), options);
  expect(await stateOf(other)).toEqual(await stateOf(own));
  expect(await other.predict(x)).toEqual(await own.predict(x));
  expect(JSON.stringify(other.getConfig())).toBe(JSON.stringify(own.getConfig()));
  if (!own.optimizer) return other;
  const [a, b] = [await own.fit(x, y, { shuffle: false }), await other.fit(x, y, { shuffle: false })];
  expect(b.history).toEqual(a.history);
  expect(await stateOf(other)).toEqual(await stateOf(own));
  return other;
}
