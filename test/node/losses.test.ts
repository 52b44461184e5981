/** Losses: Keras's own numbers, reductions, losses of whole batches, names and configurations. Values and gradients: the golden rows. */
import { beforeAll, describe, expect, it } from 'vitest';
import { input, jit, layers, losses, ops, sequential, setBackend, type Tensor, tensor } from '../../src/index.ts';
import { setMask } from '../../src/nn/forward.ts';

beforeAll(() => setBackend('cpu'));

type Loss = InstanceType<typeof losses.Loss>;
type Numbers = Parameters<typeof tensor>[0];

async function valueOf(loss: Loss, yTrue: Numbers, yPred: Numbers, weights?: Numbers): Promise<Tensor> {
  const call = jit((t, p, w) => loss.call(t!, p!, w ?? null)); // called with two tensors or three
  return weights === undefined ? call(yTrue, yPred) : call(yTrue, yPred, weights);
}

const eye = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const probabilities = [
  [0.9, 0.05, 0.05],
  [0.5, 0.89, 0.6],
  [0.05, 0.01, 0.94],
];
const logits = [
  [8, 1, 1],
  [0, 9, 1],
  [2, 3, 5],
];
const targets = [
  [1, 9, 2],
  [-5, -2, 6],
];
const predictions = [
  [4, 8, 12],
  [8, 1, 3],
];

/** Numbers of keras/src/losses/losses_test.py, as listed in the specification, section 7.1. */
const kerasOwn: Readonly<
  Record<string, readonly [gives: number, loss: Loss, yTrue: Numbers, yPred: Numbers, weights?: Numbers]>
> = {
  'mean squared error': [49.5, losses.meanSquaredError(), targets, predictions],
  'mean squared error, one weight': [113.85, losses.meanSquaredError(), targets, predictions, 2.3],
  'mean squared error, a weight each': [127.96667, losses.meanSquaredError(), targets, predictions, [[1.2], [3.4]]],
  'mean squared error by the sum of weights': [
    55.638,
    losses.meanSquaredError({ reduction: 'mean_with_sample_weight' }),
    targets,
    predictions,
    [[1.2], [3.4]],
  ],
  'mean squared error, added up': [227.7, losses.meanSquaredError({ reduction: 'sum' }), targets, predictions, 2.3],
  'weights of times': [
    97.833336,
    losses.meanSquaredError(),
    [
      [[1], [9], [2]],
      [[-5], [-2], [6]],
    ],
    [
      [[4], [8], [12]],
      [[8], [1], [3]],
    ],
    [
      [3, 6, 5],
      [0, 4, 2],
    ],
  ],
  'mean absolute percentage error by the sum of weights': [
    183.865,
    losses.meanAbsolutePercentageError({ reduction: 'mean_with_sample_weight' }),
    targets,
    predictions,
    [[1.2], [3.4]],
  ],
  'binary crossentropy, clipped': [
    3.98559,
    losses.binaryCrossentropy(),
    [
      [1, 0],
      [1, 0],
    ],
    [
      [1, 1],
      [1, 0],
    ],
  ],
  'binary crossentropy of logits': [
    3.33333,
    losses.binaryCrossentropy({ fromLogits: true }),
    [
      [1, 0, 1],
      [0, 1, 1],
    ],
    [
      [10, -10, 10],
      [10, 10, -10],
    ],
  ],
  'binary crossentropy, smoothed': [
    3.5,
    losses.binaryCrossentropy({ fromLogits: true, labelSmoothing: 0.1 }),
    [[1, 0, 1]],
    [[10, -10, -10]],
  ],
  'categorical crossentropy': [0.3239, losses.categoricalCrossentropy(), eye, probabilities],
  'categorical crossentropy of logits': [0.0573, losses.categoricalCrossentropy({ fromLogits: true }), eye, logits],
  'categorical crossentropy, weighted': [1.0696, losses.categoricalCrossentropy(), eye, probabilities, [1.2, 3.4, 5.6]],
  'categorical crossentropy, smoothed': [
    13.33333,
    losses.categoricalCrossentropy({ fromLogits: true, labelSmoothing: 0.1 }),
    [[1, 0, 0]],
    [[100, -100, -100]],
  ],
  'a class that is ignored': [
    1.480129,
    losses.sparseCategoricalCrossentropy({ fromLogits: true, ignoreClass: -1 }),
    [[-1, 2]],
    [
      [
        [0.854, 0.698, 0.598],
        [0.088, 0.86, 0.018],
      ],
    ],
  ],
  'binary focal crossentropy': [
    0.26803,
    losses.binaryFocalCrossentropy(),
    [
      [1, 0],
      [1, 0],
    ],
    [
      [0.9, 0.8],
      [0.7, 0.2],
    ],
  ],
  'binary focal crossentropy of logits': [
    0.799,
    losses.binaryFocalCrossentropy({ gamma: 3, fromLogits: true }),
    [
      [1, 1, 0],
      [0, 1, 0],
    ],
    [
      [1.5, -2.7, 2.9],
      [-3.8, 1.2, -4.5],
    ],
  ],
  'categorical focal crossentropy': [0.02059, losses.categoricalFocalCrossentropy(), eye, probabilities],
  'categorical focal crossentropy of logits': [
    0.000345,
    losses.categoricalFocalCrossentropy({ fromLogits: true }),
    eye,
    logits,
  ],
  'categorical focal crossentropy, smoothed': [
    0.06685,
    losses.categoricalFocalCrossentropy({ fromLogits: true, labelSmoothing: 0.1 }),
    [[1, 0, 0]],
    [[4.9, -0.5, 2.05]],
  ],
  ctc: [
    2.448645,
    losses.ctc(),
    [
      [1, 2, 1, 0],
      [1, 2, 0, 2],
    ],
    [0, 1].map((n) => [0, 1, 2, 3].map((t) => [0, 1, 2].map((k) => (12 * n + 3 * t + k - 12) / 100))),
  ],
  dice: [
    -0.55555546,
    losses.dice(),
    [
      [1, 2],
      [1, 2],
    ],
    [
      [4, 1],
      [6, 1],
    ],
  ],
  tversky: [
    -0.55555558,
    losses.tversky(),
    [
      [1, 2],
      [1, 2],
    ],
    [
      [4, 1],
      [6, 1],
    ],
  ],
  'tversky, other weights': [
    -0.94444442,
    losses.tversky({ alpha: 0.2, beta: 0.8 }),
    [
      [1, 2],
      [1, 2],
    ],
    [
      [4, 1],
      [6, 1],
    ],
  ],
  'generalized crossentropy': [
    2 - (Math.sqrt(0.7) + Math.sqrt(0.8) + 2 * Math.sqrt(0.6)) / 2,
    losses.categoricalGeneralizedCrossEntropy(),
    [0, 1, 0, 1],
    [
      [0.7, 0.3],
      [0.2, 0.8],
      [0.6, 0.4],
      [0.4, 0.6],
    ],
  ],
};

describe("Keras's own numbers", () => {
  for (const [name, [gives, loss, yTrue, yPred, weights]] of Object.entries(kerasOwn)) {
    it(name, async () => {
      const value = (await valueOf(loss, yTrue, yPred, weights)).item();
      expect(Math.abs(value - gives)).toBeLessThanOrEqual(2e-4 * Math.max(1, Math.abs(gives)));
    });
  }
});

describe('reductions', () => {
  it('by the sum of weights divides by the weights as they are given', async () => {
    const loss = losses.meanSquaredError({ reduction: 'mean_with_sample_weight' });
    const ones = tensor(new Float32Array(12).fill(1), [2, 3, 2]);
    const zeros = tensor(new Float32Array(12), [2, 3, 2]);
    expect((await valueOf(loss, zeros, ones, [[1], [3]])).item()).toBe(3); // (1 + 3) · 3 times / (1 + 3), as in Keras
  });

  it('of one value for the whole batch is the value, or the mean over weights', async () => {
    const [t, p] = [[[1, 0]], [[1, 0]]] as const;
    const plain = (
      await valueOf(
        losses.dice(),
        [
          [1, 0],
          [0, 1],
        ],
        [
          [0.5, 0],
          [0, 0.5],
        ],
      )
    ).item();
    expect((await valueOf(losses.dice(), t, p)).item()).toBeCloseTo(0, 6);
    expect(
      (
        await valueOf(
          losses.dice(),
          [
            [1, 0],
            [0, 1],
          ],
          [
            [0.5, 0],
            [0, 0.5],
          ],
          [1, 3],
        )
      ).item(),
    ).toBeCloseTo(2 * plain, 6);
  });

  it('count only what the mask of the predictions lets through', async () => {
    const loss = losses.meanSquaredError();
    const masked = jit((t, p) => {
      const own = ops.multiply(p!, 1); // called with two tensors
      setMask(own, ops.squeeze(ops.less(t!, 9), -1));
      return loss.call(t!, own);
    });
    expect((await masked([[[1], [9], [2]]], [[[2], [5], [4]]])).item()).toBeCloseTo((1 + 4) / 2, 6);
  });
});

/** Numbers of samples that no batch size below divides. */
const ROWS = 23;

function data(width: number, values: (i: number) => number): Tensor {
  return tensor(
    Float32Array.from({ length: ROWS * width }, (_, i) => values(i)),
    [ROWS, width],
  );
}

/** A model that gives back its input. */
function echo(width: number, loss: Loss | string | ((t: never, p: never) => unknown)) {
  const m = sequential([input([width]), layers.activation({ activation: 'linear' })]);
  m.compile({ optimizer: 'sgd', loss: loss as Loss });
  return m;
}

describe('losses of whole batches', () => {
  const [x, y] = [data(4, (i) => (i * 0.37) % 1), data(4, (i) => Number(i % 3 === 0))];

  /** The mean over batches, by their sizes. */
  async function byBatches(loss: Loss, batch: number): Promise<number> {
    let total = 0;
    for (let start = 0; start < ROWS; start += batch) {
      const part = (each: Tensor) => tensor(each.data.slice(start * 4, (start + batch) * 4), [-1, 4]);
      total += (await valueOf(loss, part(y), part(x))).item() * Math.min(batch, ROWS - start);
    }
    return total / ROWS;
  }

  it.each([5, 8, 23, 32])('dice in batches of %i', async (batchSize) => {
    const { loss } = await echo(4, losses.dice()).evaluate(x, y, { batchSize, verbose: 0 });
    expect(loss).toBeCloseTo(await byBatches(losses.dice(), batchSize), 5);
  });

  it.each([5, 8, 32])('cosine similarity along the batch, in batches of %i', async (batchSize) => {
    const { loss } = await echo(4, losses.cosineSimilarity({ axis: 0 })).evaluate(x, y, { batchSize, verbose: 0 });
    expect(loss).toBeCloseTo(await byBatches(losses.cosineSimilarity({ axis: 0 }), batchSize), 5);
  });

  it('dice of each sample can be filled up', async () => {
    const loss = losses.dice({ axis: 1 });
    const whole = (await valueOf(loss, y, x)).item();
    for (const batchSize of [5, 8, 32])
      expect((await echo(4, losses.dice({ axis: 1 })).evaluate(x, y, { batchSize, verbose: 0 }))['loss']).toBeCloseTo(
        whole,
        5,
      );
  });

  it.each([5, 23, 32])('a function of the user that gives one number, in batches of %i', async (batchSize) => {
    const mean = (t: Parameters<typeof ops.subtract>[0], p: Parameters<typeof ops.subtract>[0]) =>
      ops.mean(ops.square(ops.subtract(t, p)));
    const m = echo(4, mean as never); // functions on nodes
    const expected = (await echo(4, 'mse').evaluate(x, y, { verbose: 0 }))['loss'];
    expect((await m.evaluate(x, y, { batchSize, verbose: 0 }))['loss']).toBeCloseTo(expected!, 5); // both have a loss
  });
});

describe('names', () => {
  it.each([
    'mean_squared_error',
    'logcosh',
    'cosine_proximity',
    'kullback_leibler_divergence',
    'BinaryFocalCrossentropy',
    'binary_focal_crossentropy',
    'categoricalFocalCrossentropy',
    'dice',
    'Tversky',
    'categorical_generalized_cross_entropy',
  ])('%s in compile', async (name) => {
    const sparse = /generalized/.test(name);
    const m = sequential([input([3]), layers.dense({ units: 3, activation: 'softmax' })]);
    m.compile({ optimizer: 'sgd', loss: name });
    const { history } = await m.fit(tensor(eye), sparse ? [0, 1, 2] : tensor(eye), { epochs: 1, verbose: 0 });
    expect(history['loss']?.[0]).toEqual(expect.any(Number));
    expect(Number.isFinite(history['loss']?.[0])).toBe(true);
  });

  it.each(['mean_squared_error', 'dice', 'huber'])(
    '%s as a function of Keras, in compile and by itself',
    async (name) => {
      const config = { module: 'builtins', class_name: 'function', config: name, registered_name: 'function' };
      expect(losses.deserialize(config as never).getConfig()).toEqual(losses.deserialize(name).getConfig()); // types say what users write
      const metrics = name === 'mean_squared_error' ? [config] : [];
      const m = sequential([input([3]), layers.dense({ units: 3 })]);
      m.compileFromConfig({ optimizer: 'sgd', loss: config, metrics });
      const logs = await m.evaluate(tensor(eye), tensor(eye), { verbose: 0 });
      expect(Object.keys(logs)).toEqual(['loss', ...metrics.map(() => name)]);
      if (metrics.length > 0) expect(logs[name]).toBeCloseTo(logs['loss']!, 6); // told above
    },
  );

  it('a loss that fit measures in batches which do not divide the samples', async () => {
    const m = sequential([input([4]), layers.dense({ units: 4 })]);
    m.compile({ optimizer: 'sgd', loss: (t, p) => ops.mean(ops.square(ops.subtract(t, p))) });
    const [x, y] = [data(4, (i) => (i * 0.37) % 1), data(4, (i) => Number(i % 3 === 0))];
    const { history } = await m.fit(x, y, { batchSize: 5, epochs: 1, validationData: [x, y], verbose: 0 });
    expect((await m.evaluate(x, y, { batchSize: 23, verbose: 0 }))['loss']).toBeCloseTo(history['val_loss']![0]!, 5); // one epoch
  });
});

/** Options that differ from the defaults. */
const changed: Readonly<Record<string, Loss>> = {
  huber: losses.huber({ delta: 0.3, reduction: 'sum', name: 'mine' }),
  cosineSimilarity: losses.cosineSimilarity({ axis: 1 }),
  binaryCrossentropy: losses.binaryCrossentropy({ fromLogits: true, labelSmoothing: 0.2, axis: 1 }),
  sparseCategoricalCrossentropy: losses.sparseCategoricalCrossentropy({ fromLogits: true, ignoreClass: 0 }),
  binaryFocalCrossentropy: losses.binaryFocalCrossentropy({ applyClassBalancing: true, alpha: 0.3, gamma: 1 }),
  categoricalFocalCrossentropy: losses.categoricalFocalCrossentropy({ alpha: [0.1, 0.2, 0.7], gamma: 1 }),
  dice: losses.dice({ axis: [1, 2], reduction: 'none' }),
  tversky: losses.tversky({ alpha: 0.1, beta: 0.9, axis: -1 }),
  circle: losses.circle({ gamma: 256, margin: 0.25, removeDiagonal: false }),
  ctc: losses.ctc({ reduction: 'sum' }),
  categoricalGeneralizedCrossEntropy: losses.categoricalGeneralizedCrossEntropy({ q: 0.7 }),
};

it.each(Object.entries(changed))('%s is the same after its configuration', (_, loss) => {
  const again = losses.deserialize(losses.serialize(loss));
  expect(again.className).toBe(loss.className);
  expect(again.getConfig()).toEqual(loss.getConfig());
});

it('weights of classes in categorical focal crossentropy', async () => {
  const each = await valueOf(
    losses.categoricalFocalCrossentropy({ alpha: [1, 2, 4], reduction: 'none' }),
    eye,
    probabilities,
  );
  const one = await valueOf(losses.categoricalFocalCrossentropy({ alpha: 1, reduction: 'none' }), eye, probabilities);
  [1, 2, 4].forEach((weight, row) => {
    expect(each.data[row]).toBeCloseTo(weight * one.data[row]!, 5);
  });
});

it('circle leaves samples without a partner out, also when removeDiagonal is off', async () => {
  const embeddings = [
    [1, 0],
    [0.6, 0.8],
    [0, 1],
  ];
  const alone = await valueOf(losses.circle({ reduction: 'none' }), [0, 0, 1], embeddings);
  expect(alone.data[0]).toBeGreaterThan(0);
  expect(alone.data[2]).toBe(0);
  const own = await valueOf(losses.circle({ removeDiagonal: false, reduction: 'none' }), [0, 0, 1], embeddings);
  expect(own.data[2]).toBeGreaterThanOrEqual(0);
});
