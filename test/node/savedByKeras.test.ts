/** Files of Keras 3.16: loaded, trained on as Keras did, written again, compared with Keras's own. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { loadModel, type Model, modelFromConfig, setBackend, type Tensor } from '../../src/index.ts';
import { readHdf5 } from '../../src/nn/saving/files/hdf5.ts';
import { WRITTEN } from '../golden/agreement.ts';
import { configDifferences, listing, partsOf } from '../golden/kerasFiles.ts';
import { needsOf } from '../golden/needs.ts';
import { pending } from '../golden/pending.ts';
import { fitAsGolden, type GoldenWeight, type TrainingCase, wrongTensors, wrongTraining } from '../golden/training.ts';
import { golden } from '../golden.ts';
import { describeWithShared } from './sharedData.ts';

beforeAll(() => setBackend('cpu'));

/** Everything that a model keeps: weights, then what its optimizer has. */
async function stateOf(model: Model): Promise<Tensor[]> {
  const kept = model.optimizer?.variables ?? [];
  return Promise.all([...model.weights.map((weight) => weight.read()), ...kept.map((each) => each.get())]);
}

/** What is wrong with weights that were read. */
async function wrongWeights(model: Model, wanted: readonly GoldenWeight[]): Promise<string[]> {
  const expected = wanted.map(({ values }) => values);
  return wrongTensors('weight', await model.getWeights(), expected, WRITTEN);
}

const bytesOf = (path: string) => new Uint8Array(readFileSync(path));

for (const each of golden<TrainingCase>('training.json')?.cases ?? []) {
  const missing = [...new Set(needsOf([each.model, each.compile]).map(({ name }) => name))].filter((name) =>
    pending.includes(name),
  );
  describeWithShared(`golden/models/${each.id}.trained.keras`, (trained) => {
    const initial = trained.replace('.trained.', '.initial.');
    const test = missing.length > 0 ? it.todo : it;
    const why = missing.length > 0 ? `: needs ${missing.join(', ')}` : '';

    test(`starts as Keras did, and trains as Keras did${why}`, async () => {
      const model = await loadModel(initial);
      expect(await wrongWeights(model, each.initial)).toEqual([]);
      await model.fit(...fitAsGolden(each));
      expect(await wrongTraining(model, each)).toEqual([]);
      const own = listing((await partsOf(await model.save())).weights);
      const wanted = listing((await partsOf(bytesOf(trained))).weights);
      expect(Object.keys(own)).toEqual(Object.keys(wanted));
    });

    test(`goes on where Keras stopped${why}`, async () => {
      const model = await loadModel(trained);
      expect(await wrongWeights(model, each.final)).toEqual([]);
      expect(await wrongTraining(model, each)).toEqual([]);
    });

    test(`is written as Keras writes it${why}`, async () => {
      const keras = await partsOf(bytesOf(trained));
      const model = await loadModel(trained);
      const own = await partsOf(await model.save());
      expect(own.names).toEqual(keras.names);
      expect(Object.keys(own.metadata)).toEqual(Object.keys(keras.metadata));
      expect(configDifferences(own.config, keras.config)).toEqual([]);
      expect(listing(own.weights)).toEqual(listing(keras.weights));
      const weights = bytesOf(trained.replace('.keras', '.weights.h5'));
      const alone = await readHdf5('test', await model.saveWeights());
      expect(listing(alone)).toEqual(listing(await readHdf5('test', weights)));
    });

    test(`takes weights alone, with the state of the optimizer${why}`, async () => {
      const model = modelFromConfig(each.model);
      model.compileFromConfig(each.compile);
      await model.loadWeights(trained.replace('.keras', '.weights.h5'));
      expect(await stateOf(model)).toEqual(await stateOf(await loadModel(trained)));
      await model.loadWeights(initial);
      expect(await wrongWeights(model, each.initial)).toEqual([]);
    });

    test(`trains on bit by bit as without an interruption${why}`, async () => {
      const whole = await loadModel(initial);
      const [x, y, options] = fitAsGolden(each);
      await whole.fit(x, y, { ...options, epochs: 2 });
      const first = await loadModel(initial);
      await first.fit(x, y, { ...options, epochs: 1 });
      const second = await loadModel(await first.save());
      await second.fit(x, y, { ...options, epochs: 2, initialEpoch: 1 });
      expect(await stateOf(second)).toEqual(await stateOf(whole));
    });
  });
}
