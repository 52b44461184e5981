/** Masks on their way through models: from layers that make them to layers, losses and metrics that heed them. */
import { input, type Layer, layers, Model, model, ops, sequential, type Tensor, tensor } from '../../../src/index.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { checkClose, checkEqual } from '../../expectations.ts';
import type { Behaviours } from '../models.ts';

/** The mean over steps that count: it tells which they were. */
function counted() {
  return layers.globalAveragePooling1d();
}

async function predicted(own: Model, x: Parameters<Model['predict']>[0]): Promise<unknown> {
  return ((await own.predict(x, { verbose: 0 })) as Tensor).toNested(); // one output
}

/** Index i gives the vector [i]. */
function embedding(inputDim = 6) {
  const table = tensor(
    Float32Array.from({ length: inputDim }, (_, row) => row),
    [inputDim, 1],
  );
  return layers.embedding({ inputDim, outputDim: 1, maskZero: true, weights: [table] });
}

const tokens = tensor([[2, 4, 0, 0]]);
const sequence = tensor([[[2], [4], [0], [9]]]);
const frozen = { class_name: 'SGD', config: { learning_rate: 0 } };

/** Layers that let masks pass. */
const passing = {
  dense: () => layers.dense({ units: 1, kernelInitializer: 'ones' }),
  dropout: () => layers.dropout({ rate: 0.5 }),
  activation: () => layers.activation({ activation: 'linear' }),
  identity: () => layers.identity(),
  'a Sequential inside': () => sequential([layers.identity()]),
};

/** Layers that do not. */
const stopping = {
  reshape: () => layers.reshape({ targetShape: [-1, 1] }),
  lambda: () => layers.lambda({ function: (x: GraphNode) => ops.multiply(x, 1) }),
  timeDistributed: () => layers.timeDistributed({ layer: layers.leakyReLU({ negativeSlope: 1 }) }),
};

export const maskBehaviours: Behaviours = {
  async 'indices of 0 do not count after an embedding'() {
    checkEqual(await predicted(sequential([embedding(), counted()]), tokens), [[3]], '(2 + 4) / 2');
    const plain = layers.embedding({ inputDim: 6, outputDim: 1, embeddingsInitializer: 'ones' });
    checkEqual(await predicted(sequential([plain, counted()]), tokens), [[1]], 'without maskZero');
  },

  async 'steps with the value of Masking do not count'() {
    const own = sequential([input([4, 1]), layers.masking({ maskValue: 9 }), counted()]);
    checkEqual(await predicted(own, sequence), [[2]], '(2 + 4 + 0) / 3');
  },

  async 'masks pass through layers that let them'() {
    for (const [name, make] of Object.entries(passing))
      checkEqual(await predicted(sequential([embedding(), make(), counted()]), tokens), [[3]], name);
  },

  async 'and end at those that do not'() {
    for (const [name, make] of Object.entries(stopping))
      checkEqual(await predicted(sequential([embedding(), make(), counted()]), tokens), [[1.5]], name);
  },

  async 'masks go into models inside, and come out of them'() {
    const a = input([4]);
    const vectors = model({ inputs: a, outputs: embedding().apply(a) });
    const b = input([4, 1]);
    const mean = model({ inputs: b, outputs: counted().apply(layers.identity().apply(b)) });
    const c = input([4]);
    checkEqual(await predicted(model({ inputs: c, outputs: mean.apply(vectors.apply(c)) }), tokens), [[3]], 'both');
  },

  async 'a mask given in the call takes the place of the one that came along'() {
    const x = input([4], { name: 'x' });
    const mask = input([4], { name: 'mask', dtype: 'bool' });
    const given = counted().apply(embedding().apply(x), { mask });
    const own = model({ inputs: [x, mask], outputs: given });
    checkEqual(await predicted(own, [tokens, tensor([[true, false, true, false]])]), [[1]], '(2 + 0) / 2');
    const run = await counted().run(sequence, { mask: tensor([[true, true, false, false]]) });
    checkEqual((run as Tensor).toNested(), [[3]], 'of values'); // one output
    const b = input([4, 1]);
    const inside = model({ inputs: b, outputs: counted().apply(b) });
    const outer = await inside.run(sequence, { mask: tensor([[false, true, false, true]]) });
    checkEqual((outer as Tensor).toNested(), [[6.5]], 'of a model'); // likewise
  },

  async 'merged masks: where any counts, if all have one'() {
    const [a, b] = [input([4], { name: 'a' }), input([4], { name: 'b' })];
    const [one, other] = [embedding().apply(a), embedding().apply(b)];
    const both = model({ inputs: [a, b], outputs: counted().apply(layers.add().apply([one, other])) });
    const second = tensor([[0, 1, 3, 0]]);
    checkClose(((await both.predict([tokens, second])) as Tensor).item(), (2 + 5 + 3) / 3, 'three of four steps'); // one output
    const c = input([4, 1], { name: 'c' });
    const some = model({ inputs: [a, c], outputs: counted().apply(layers.add().apply([embedding().apply(a), c])) });
    checkEqual(await predicted(some, [tokens, sequence]), [[(4 + 8 + 0 + 9) / 4]], 'one of them has none');
    const joint = layers.concatenate({ axis: 1 }).apply([embedding().apply(a), c]);
    const concatenated = model({ inputs: [a, c], outputs: counted().apply(joint) });
    checkClose(
      ((await concatenated.predict([tokens, sequence])) as Tensor).item(),
      (6 + 15) / 6,
      'all of the other count',
    ); // one output
  },

  async 'losses and metrics leave masked steps out'() {
    const own = sequential([embedding()]);
    own.compile({ optimizer: frozen, loss: 'mse', metrics: ['mae'], weightedMetrics: ['mse'] });
    const y = tensor([[[0], [0], [7], [7]]]);
    const logs = await own.evaluate(tokens, y, { verbose: 0 });
    checkClose(logs['loss'], (4 + 16) / 2, 'loss');
    checkClose(logs['mae'], (2 + 4) / 2, 'mae');
    checkClose(logs['mse'], (4 + 16) / 2, 'mse');
    const { history } = await own.fit(tokens, y, { verbose: 0, sampleWeight: tensor([[1, 0, 1, 1]]) });
    checkClose(history['loss']?.[0], 4 / 2, 'a loss with weights is divided by the steps that count');
    checkClose(history['mse']?.[0], 4, 'a metric by their weights');
  },

  async 'a layer of its own may make a mask'() {
    class Positive extends layers.Identity {
      override computeMask(x: GraphNode): GraphNode {
        return ops.squeeze(ops.greater(x, 0), -1);
      }
    }
    const own = sequential([input([4, 1]), new Positive(), counted()]);
    checkEqual(await predicted(own, tensor([[[-5], [1], [3], [0]]])), [[2]], 'the mean of 1 and 3');
  },

  async 'a model of its own hands masks on'() {
    class Tagger extends Model {
      readonly words = embedding();
      readonly inner: Layer[] = [layers.dense({ units: 1, kernelInitializer: 'ones' }), counted()];
      override call(x: GraphNode): GraphNode {
        return this.inner.reduce((value, layer) => layer.apply(value), this.words.apply(x));
      }
    }
    checkEqual(await predicted(new Tagger(), tokens), [[3]], 'the mean of what counts');
  },
};
