/** Metrics: Keras's own numbers, batches that do not divide the samples, names, configurations, metrics of the user. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { input, jit, layers, metrics, ops, sequential, setBackend, type Tensor, tensor } from '../../src/index.ts';
import { resetNames } from '../../src/nn/names.ts';

beforeAll(() => setBackend('cpu'));
beforeEach(resetNames);

type Metric = InstanceType<typeof metrics.Metric>;
type Numbers = Parameters<typeof tensor>[0];
type Node = Parameters<Metric['updateState']>[0];

async function resultOf(metric: Metric, yTrue: Numbers, yPred: Numbers, weights?: Numbers): Promise<number[]> {
  await metric.update(yTrue, yPred, weights ?? null);
  return [await metric.result()].flat();
}

interface OwnNumber {
  readonly of: Metric;
  readonly t: Numbers;
  readonly p: Numbers;
  readonly w?: Numbers;
  readonly gives: number | readonly number[];
}

const decided = { t: [0, 0, 1, 1], p: [0, 0.5, 0.3, 0.9] };
const ofThree = {
  t: [
    [0, 0, 1],
    [1, 1, 0],
    [1, 1, 1],
  ],
  p: [
    [0.7, 0.7, 0.7],
    [1, 0, 0],
    [0.9, 0.8, 0],
  ],
};
const fiveByFour = {
  t: [
    [0, 1, 0, 1, 0],
    [0, 0, 1, 1, 1],
    [1, 1, 1, 1, 0],
    [0, 0, 0, 0, 1],
  ],
  p: [
    [0, 0, 1, 1, 0],
    [1, 1, 1, 1, 1],
    [0, 1, 0, 1, 0],
    [1, 1, 1, 1, 1],
  ],
};
const each = [1, 1.5, 2, 2.5];

/** Numbers of Keras's own tests and examples (keras/src/metrics), most of them in the specification, section 7.1. */
const kerasOwn: Readonly<Record<string, OwnNumber>> = {
  'area under the curve, three thresholds': { of: metrics.auc({ numThresholds: 3 }), ...decided, gives: 0.75 },
  'two of four count': { of: metrics.auc({ numThresholds: 3 }), ...decided, w: [1, 0, 0, 1], gives: 1 },
  'ROC, interpolated': { of: metrics.auc({ numThresholds: 3 }), ...decided, w: [1, 2, 3, 4], gives: 0.78571427 },
  'ROC, majoring': {
    of: metrics.auc({ numThresholds: 3, summationMethod: 'majoring' }),
    ...decided,
    w: [1, 2, 3, 4],
    gives: 1,
  },
  'ROC, minoring': {
    of: metrics.auc({ numThresholds: 3, summationMethod: 'minoring' }),
    ...decided,
    w: [1, 2, 3, 4],
    gives: 0.5714286,
  },
  'PR, interpolated': {
    of: metrics.auc({ numThresholds: 3, curve: 'PR' }),
    ...decided,
    w: [1, 2, 3, 4],
    gives: 2.416 / 7 + 4 / 7,
  },
  'thresholds given by hand': { of: metrics.auc({ thresholds: [0.5] }), ...decided, gives: 0.75 },
  'thresholds that are not even': { of: metrics.auc({ thresholds: [0.4, 0.2] }), ...decided, gives: 0.625 },
  logits: {
    of: metrics.auc({ numThresholds: 3, fromLogits: true }),
    t: decided.t,
    p: [-9, 0, -0.847298, 2.197225],
    gives: 0.75,
  },
  'false positives': { of: metrics.falsePositives(), ...fiveByFour, gives: 7 },
  'false negatives': { of: metrics.falseNegatives(), ...fiveByFour, gives: 3 },
  'true negatives': { of: metrics.trueNegatives(), ...fiveByFour, gives: 3 },
  'true positives': { of: metrics.truePositives(), ...fiveByFour, gives: 7 },
  'weighted false positives': { of: metrics.falsePositives(), ...fiveByFour, w: each, gives: 14 },
  'weighted false negatives': { of: metrics.falseNegatives(), ...fiveByFour, w: each, gives: 5 },
  'weighted true negatives': { of: metrics.trueNegatives(), ...fiveByFour, w: each, gives: 4 },
  'weighted true positives': { of: metrics.truePositives(), ...fiveByFour, w: each, gives: 12 },
  precision: { of: metrics.precision(), t: [0, 1, 1, 0], p: [1, 0, 1, 0], gives: 0.5 },
  recall: { of: metrics.recall(), t: [0, 1, 1, 0], p: [1, 0, 1, 0], gives: 0.5 },
  'precision of the first two': { of: metrics.precision({ topK: 2 }), t: [[0, 0, 1, 1]], p: [[1, 1, 1, 1]], gives: 0 },
  'precision of all four': { of: metrics.precision({ topK: 4 }), t: [[0, 0, 1, 1]], p: [[1, 1, 1, 1]], gives: 0.5 },
  'precision of nothing': { of: metrics.precision(), t: [0, 0], p: [0, 0], gives: 0 },
  'sensitivity at specificity': {
    of: metrics.sensitivityAtSpecificity({ specificity: 0.5 }),
    t: [0, 0, 0, 1, 1],
    p: [0, 0.3, 0.8, 0.3, 0.8],
    gives: 0.5,
  },
  'sensitivity at specificity, weighted': {
    of: metrics.sensitivityAtSpecificity({ specificity: 0.5 }),
    t: [0, 0, 0, 1, 1],
    p: [0, 0.3, 0.8, 0.3, 0.8],
    w: [1, 1, 2, 2, 1],
    gives: 1 / 3,
  },
  'specificity at sensitivity': {
    of: metrics.specificityAtSensitivity({ sensitivity: 0.5 }),
    t: [0, 0, 0, 1, 1],
    p: [0, 0.3, 0.8, 0.3, 0.8],
    gives: 2 / 3,
  },
  'precision at recall': {
    of: metrics.precisionAtRecall({ recall: 0.5 }),
    t: [0, 0, 0, 1, 1],
    p: [0, 0.3, 0.8, 0.3, 0.8],
    gives: 0.5,
  },
  'recall at precision': {
    of: metrics.recallAtPrecision({ precision: 0.8 }),
    t: [0, 0, 1, 1],
    p: [0, 0.5, 0.3, 0.9],
    gives: 0.5,
  },
  'a recall that no threshold gives': {
    of: metrics.recallAtPrecision({ precision: 0.9 }),
    t: [0, 0],
    p: [0.9, 0.8],
    gives: 0,
  },
  'top 1': {
    of: metrics.topKCategoricalAccuracy({ k: 1 }),
    t: [
      [0, 0, 1],
      [0, 1, 0],
    ],
    p: [
      [0.1, 0.9, 0.8],
      [0.05, 0.95, 0],
    ],
    gives: 0.5,
  },
  'top 1, weighted': {
    of: metrics.topKCategoricalAccuracy({ k: 1 }),
    t: [
      [0, 0, 1],
      [0, 1, 0],
    ],
    p: [
      [0.1, 0.9, 0.8],
      [0.05, 0.95, 0],
    ],
    w: [0.7, 0.3],
    gives: 0.3,
  },
  'top 2 of class numbers': {
    of: metrics.sparseTopKCategoricalAccuracy({ k: 2, fromSortedIds: true }),
    t: [1, 5, 0],
    p: [
      [2, 1, 3],
      [5, 4, 1],
      [1, 2, 0],
    ],
    gives: 2 / 3,
  },
  'f-score of each class': { of: metrics.fBetaScore({ threshold: 0.66 }), ...ofThree, gives: [0.8, 0.5, 0.6666667] },
  'f-score, macro': { of: metrics.fBetaScore({ threshold: 0.66, average: 'macro' }), ...ofThree, gives: 0.6555555 },
  'f-score, micro': { of: metrics.fBetaScore({ threshold: 0.66, average: 'micro' }), ...ofThree, gives: 0.6666667 },
  'mean IoU without a void class': {
    of: metrics.meanIoU({ numClasses: 3, ignoreClass: 255 }),
    t: [0, 1, 2, 255],
    p: [0, 0, 0, 1],
    gives: 1 / 3 / 3,
  },
  'weights in whole numbers': {
    of: metrics.meanIoU({ numClasses: 2 }),
    t: [0, 0, 1, 1],
    p: [0, 1, 0, 1],
    w: [0.3, 0.3, 0.3, 0.1],
    gives: 0,
  },
  'weights as they are': {
    of: metrics.meanIoU({ numClasses: 2, dtype: 'float32' }),
    t: [0, 0, 1, 1],
    p: [0, 1, 0, 1],
    w: [0.3, 0.3, 0.3, 0.1],
    gives: 0.23809525,
  },
  'one class': {
    of: metrics.iou({ numClasses: 2, targetClassIds: [0] }),
    t: [0, 0, 1, 1],
    p: [0, 1, 0, 1],
    gives: 1 / 3,
  },
  'binary IoU': { of: metrics.binaryIoU({ threshold: 0.3 }), t: [0, 1, 0, 1], p: [0.1, 0.2, 0.4, 0.7], gives: 1 / 3 },
  'R²': { of: metrics.r2Score(), t: [[1], [4], [3]], p: [[2], [4], [4]], gives: 0.57142854 },
  'R², adjusted': {
    of: metrics.r2Score({ numRegressors: 1 }),
    t: [[1], [4], [3]],
    p: [[2], [4], [4]],
    gives: 1 - ((1 - 0.57142854) * 2) / 1,
  },
  'R² of each output': {
    of: metrics.r2Score({ classAggregation: null }),
    t: [
      [1, 0],
      [3, 2],
    ],
    p: [
      [1, 0],
      [3, 0],
    ],
    gives: [1, -1],
  },
  'root mean squared error': {
    of: metrics.rootMeanSquaredError(),
    t: [
      [0, 1],
      [0, 0],
    ],
    p: [
      [1, 1],
      [0, 0],
    ],
    gives: 0.5,
  },
  'root mean squared error, weighted': {
    of: metrics.rootMeanSquaredError(),
    t: [
      [0, 1],
      [0, 0],
    ],
    p: [
      [1, 1],
      [0, 0],
    ],
    w: [1, 0],
    gives: Math.SQRT1_2,
  },
  correlation: {
    of: metrics.pearsonCorrelation(),
    t: [
      [0, 1, 0.5],
      [1, 1, 0.2],
    ],
    p: [
      [0.1, 0.9, 0.5],
      [1, 0.9, 0.2],
    ],
    gives: 0.9966996,
  },
  concordance: {
    of: metrics.concordanceCorrelation(),
    t: [
      [0, 1, 0.5],
      [1, 1, 0.2],
    ],
    p: [
      [0.1, 0.9, 0.5],
      [1, 0.9, 0.2],
    ],
    gives: 0.981632,
  },
  mean: { of: metrics.mean(), t: [1, 3, 5, 7], p: [1, 3, 5, 7], w: [1, 1, 0, 0], gives: 2 },
  sum: { of: metrics.sum(), t: [1, 3, 5, 7], p: [1, 3, 5, 7], w: [1, 1, 0, 0], gives: 4 },
};

describe("Keras's own numbers", () => {
  for (const [name, { of, t, p, w, gives }] of Object.entries(kerasOwn)) {
    it(name, async () => {
      const expected = [gives].flat();
      const result = await resultOf(of, t, p, w);
      expect(result).toHaveLength(expected.length);
      result.forEach((value, index) => {
        expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(2e-4); // one for each
      });
    });
  }
});

describe('areas of labels', () => {
  const t = [
    [1, 0],
    [0, 1],
    [1, 1],
    [0, 0],
  ];
  const p = [
    [0.9, 0.2],
    [0.3, 0.4],
    [0.6, 0.8],
    [0.1, 0.6],
  ];
  const column = (values: readonly (readonly number[])[], label: number) => values.map((row) => row[label]!); // two labels

  it('are those of each label for itself, averaged', async () => {
    const single = [];
    for (const label of [0, 1]) single.push((await resultOf(metrics.auc(), column(t, label), column(p, label)))[0]!); // one result
    const [mean] = await resultOf(metrics.auc({ multiLabel: true }), t, p);
    const [weighted] = await resultOf(metrics.auc({ multiLabel: true, labelWeights: [1, 3] }), t, p);
    expect(mean).toBeCloseTo((single[0]! + single[1]!) / 2, 6); // two labels
    expect(weighted).toBeCloseTo((single[0]! + 3 * single[1]!) / 4, 6);
  });

  it('taken together, weights belong to the single predictions', async () => {
    const [together] = await resultOf(metrics.auc({ labelWeights: [1, 0] }), t, p);
    expect(together).toBeCloseTo((await resultOf(metrics.auc(), column(t, 0), column(p, 0)))[0]!, 6); // one result
  });

  it('gains of precision and recall', async () => {
    const [perfect] = await resultOf(metrics.auc({ curve: 'PRGAIN' }), [0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]);
    expect(perfect).toBeCloseTo(1, 5);
  });
});

/** Samples that no batch size below divides; four predictions each. */
const ROWS = 23;
const WIDTH = 4;
const scores = tensor(
  Float32Array.from({ length: ROWS * WIDTH }, (_, i) => (Math.sin(i * i) + 1) / 2),
  [ROWS, WIDTH],
);
const labels = tensor(
  Float32Array.from({ length: ROWS * WIDTH }, (_, i) => Number((i * 7) % 3 === 0)),
  [ROWS, WIDTH],
);
const classes = tensor(
  Float32Array.from({ length: ROWS }, (_, i) => (i * i) % WIDTH),
  [ROWS, 1],
);
const some = tensor(
  Float32Array.from({ length: ROWS }, (_, i) => (i % 5) / 2),
  [ROWS],
);

/** A model that gives back its input. */
function echo(options: object, width = WIDTH) {
  const m = sequential([input([width], { name: 'echo' }), layers.activation({ activation: 'linear' })]);
  m.compile({ optimizer: 'sgd', loss: 'mse', ...options });
  return m;
}

/** Every metric that is no mean of values alone: how it is made, and which targets it takes. */
const counted: Readonly<Record<string, readonly [make: (name: string) => Metric, targets?: Tensor]>> = {
  accuracy: [(name) => metrics.accuracy({ name })],
  topKCategoricalAccuracy: [(name) => metrics.topKCategoricalAccuracy({ name, k: 2 })],
  sparseTopKCategoricalAccuracy: [(name) => metrics.sparseTopKCategoricalAccuracy({ name, k: 2 }), classes],
  rootMeanSquaredError: [(name) => metrics.rootMeanSquaredError({ name })],
  truePositives: [(name) => metrics.truePositives({ name, thresholds: [0.2, 0.5] })],
  falsePositives: [(name) => metrics.falsePositives({ name })],
  trueNegatives: [(name) => metrics.trueNegatives({ name })],
  falseNegatives: [(name) => metrics.falseNegatives({ name })],
  precision: [(name) => metrics.precision({ name })],
  'precision of a class': [(name) => metrics.precision({ name, classId: 1, topK: 2 })],
  recall: [(name) => metrics.recall({ name, thresholds: [0, 0.5, 1] })],
  sensitivityAtSpecificity: [(name) => metrics.sensitivityAtSpecificity({ name, specificity: 0.4 })],
  specificityAtSensitivity: [(name) => metrics.specificityAtSensitivity({ name, sensitivity: 0.4 })],
  precisionAtRecall: [(name) => metrics.precisionAtRecall({ name, recall: 0.4 })],
  recallAtPrecision: [(name) => metrics.recallAtPrecision({ name, precision: 0.4 })],
  auc: [(name) => metrics.auc({ name })],
  'auc of precision and recall': [(name) => metrics.auc({ name, curve: 'PR' })],
  'auc of labels': [(name) => metrics.auc({ name, multiLabel: true })],
  f1Score: [(name) => metrics.f1Score({ name })],
  fBetaScore: [(name) => metrics.fBetaScore({ name, beta: 2, average: 'weighted', threshold: 0.5 })],
  r2Score: [(name) => metrics.r2Score({ name, numRegressors: 2 })],
  binaryIoU: [(name) => metrics.binaryIoU({ name, dtype: 'float32' })],
  oneHotMeanIoU: [(name) => metrics.oneHotMeanIoU({ name, numClasses: WIDTH, dtype: 'float32' })],
  oneHotIoU: [(name) => metrics.oneHotIoU({ name, numClasses: WIDTH, targetClassIds: [1, 3] })],
  pearsonCorrelation: [(name) => metrics.pearsonCorrelation({ name })],
  concordanceCorrelation: [(name) => metrics.concordanceCorrelation({ name })],
};

describe('evaluate gives the same, however samples are divided into batches', () => {
  for (const [title, [make, targets = labels]] of Object.entries(counted)) {
    it(title, async () => {
      const expected = {
        plain: await resultOf(make('plain'), targets, scores),
        weighted: await resultOf(make('weighted'), targets, scores, some),
      };
      for (const batchSize of [5, 8, 64]) {
        const m = echo({ metrics: [make('plain')], weightedMetrics: [make('weighted')] });
        const logs = await m.evaluate(scores, targets, { batchSize, sampleWeight: some, verbose: 0 });
        for (const [name, values] of Object.entries(expected)) {
          const got = Object.entries(logs).filter(([key]) => key.startsWith(name));
          expect(got).toHaveLength(values.length);
          got.forEach(([key, value], index) => {
            expect(value, `${key} in batches of ${batchSize}`).toBeCloseTo(values[index]!, 4); // one for each
          });
        }
      }
    });
  }
});

describe('names', () => {
  const model = () => sequential([input([WIDTH]), layers.dense({ units: WIDTH, activation: 'sigmoid', name: 'out' })]);

  async function keysOf(options: object): Promise<string[]> {
    const m = model();
    m.compile({ optimizer: 'sgd', loss: 'mse', ...options });
    const { history } = await m.fit(scores, labels, { epochs: 1, verbose: 0, sampleWeight: some });
    return Object.keys(history).filter((key) => key !== 'loss');
  }

  it('are as typed', async () => {
    expect(await keysOf({ metrics: ['AUC', 'Precision', 'recall', 'acc', 'mean_squared_error'] })).toEqual([
      'AUC',
      'Precision',
      'acc',
      'mean_squared_error',
      'recall',
    ]);
  });

  it('of instances are their own, with a number from the second on', async () => {
    expect(
      await keysOf({
        metrics: [
          metrics.auc(),
          metrics.auc(),
          metrics.auc({ name: 'prc' }),
          metrics.precision(),
          metrics.meanIoU({ numClasses: 2 }),
        ],
      }),
    ).toEqual(['auc', 'auc_1', 'mean_io_u', 'prc', 'precision']);
    expect(await keysOf({ metrics: [metrics.auc()] })).toEqual(['auc_2']); // counted over all models, as in Keras
  });

  it('of functions are those of the functions', async () => {
    const largestError = (t: Node, p: Node) => ops.max(ops.abs(ops.subtract(t, p)), -1);
    expect(await keysOf({ metrics: [largestError] })).toEqual(['largest_error']);
  });

  it('that are taken get a number, weighted ones a prefix', async () => {
    expect(await keysOf({ metrics: ['mae', 'mae'], weightedMetrics: ['mae', 'mse'] })).toEqual([
      'mae',
      'mae_1',
      'mse',
      'weighted_mae',
    ]);
  });

  it('of several values are numbered', async () => {
    expect(await keysOf({ metrics: [metrics.f1Score()] })).toEqual([
      'f1_score_0',
      'f1_score_1',
      'f1_score_2',
      'f1_score_3',
    ]);
  });

  it.each([
    'kullback_leibler_divergence',
    'logcosh',
    'cosine_proximity',
    'rmse',
    'root_mean_squared_error',
    'f1_score',
    'MeanSquaredError',
  ])('%s is known', async (name) => {
    expect(await keysOf({ metrics: [name] })).toHaveLength(name === 'f1_score' ? WIDTH : 1);
  });

  it('tell whether more is better', async () => {
    const m = model();
    m.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['auc', 'rmse', 'true_positives', 'mae'] });
    await m.fit(scores, labels, { epochs: 1, verbose: 0 });
    expect(['auc', 'rmse', 'true_positives', 'mae'].map((name) => m.metricDirection(name))).toEqual([
      'up',
      'down',
      null,
      'down',
    ]);
  });
});

describe('of the user', () => {
  /** Ignores weights, as many written for Keras do. */
  class Rows extends metrics.Metric {
    static override readonly className = 'Rows';
    readonly seen = this.addVariable('seen', []);

    override updateState(yTrue: Node): void {
      this.addTo(this.seen, ops.sum(ops.full([yTrue.shape[0] ?? 0], 1)));
    }

    override compute([seen]: readonly Tensor[]): number {
      return seen!.item(); // one variable
    }
  }

  it('a class that ignores weights counts every sample once', async () => {
    for (const batchSize of [5, 32])
      expect(
        (await echo({ metrics: [new Rows({ name: 'rows' })] }).evaluate(scores, labels, { batchSize, verbose: 0 }))[
          'rows'
        ],
      ).toBe(ROWS);
  });

  /** A mean with another root. */
  class CubicMean extends metrics.Mean {
    static override readonly className = 'CubicMean';
    override updateState(yTrue: Node, yPred: Node, sampleWeight: Node | null): void {
      this.accumulate(ops.power(ops.abs(ops.subtract(yTrue, yPred)), 3), sampleWeight);
    }
  }

  it('a class made from Mean', async () => {
    const error = [...scores.data].map((p, i) => Math.abs(p - labels.data[i]!) ** 3); // one label each
    const expected = error.reduce((a, b) => a + b) / error.length;
    const logs = await echo({ metrics: [new CubicMean({ name: 'cubic' })] }).evaluate(scores, labels, {
      batchSize: 5,
      verbose: 0,
    });
    expect(logs['cubic']).toBeCloseTo(expected, 5);
  });

  it('a function that gives one number for a batch counts batches, as in Keras', async () => {
    const mean = (t: Node, p: Node) => ops.mean(ops.abs(ops.subtract(t, p)));
    const perBatch = [];
    for (let start = 0; start < ROWS; start += 8) {
      const [t, p] = [labels, scores].map((part) =>
        tensor(part.data.slice(start * WIDTH, (start + 8) * WIDTH), [-1, WIDTH]),
      );
      perBatch.push((await jit((a, b) => mean(a!, b!))(t!, p!)).item()); // called with two tensors
    }
    const logs = await echo({ metrics: [mean] }).evaluate(scores, labels, { batchSize: 8, verbose: 0 });
    expect(logs['mean']).toBeCloseTo(perBatch.reduce((a, b) => a + b) / perBatch.length, 5);
  });

  it('a wrapped function, with weights', async () => {
    const own = new metrics.MeanMetricWrapper((t: Node, p: Node) => ops.abs(ops.subtract(t, p)), {
      name: 'own',
      direction: 'down',
    });
    expect(
      await resultOf(
        own,
        [
          [1, 2],
          [3, 4],
        ],
        [
          [0, 0],
          [0, 0],
        ],
        [1, 3],
      ),
    ).toEqual([(1.5 + 3 * 3.5) / 4]);
    own.reset();
    expect(await own.result()).toBe(0);
  });
});

/** Options that differ from the defaults. */
const changed: readonly Metric[] = [
  metrics.binaryAccuracy({ threshold: 0.3, name: 'mine' }),
  metrics.cosineSimilarity({ axis: 1 }),
  metrics.topKCategoricalAccuracy({ k: 3 }),
  metrics.sparseTopKCategoricalAccuracy({ k: 3, fromSortedIds: true }),
  metrics.truePositives({ thresholds: [0.1, 0.9] }),
  metrics.precision({ thresholds: 0.3, classId: 2 }),
  metrics.recall({ topK: 3 }),
  metrics.sensitivityAtSpecificity({ specificity: 0.9, numThresholds: 10, classId: 1 }),
  metrics.auc({ curve: 'PR', summationMethod: 'minoring', thresholds: [0.5, 0.2], fromLogits: true }),
  metrics.auc({ multiLabel: true, numLabels: 3, labelWeights: [1, 2, 3] }),
  metrics.fBetaScore({ average: 'micro', beta: 0.5, threshold: 0.4 }),
  metrics.r2Score({ classAggregation: null, numRegressors: 2 }),
  metrics.iou({ numClasses: 4, targetClassIds: [1], ignoreClass: 0, sparseYTrue: false, axis: 1, dtype: 'float32' }),
  metrics.binaryIoU({ targetClassIds: [1], threshold: 0.2 }),
  metrics.oneHotMeanIoU({ numClasses: 4, sparseYPred: true }),
  metrics.pearsonCorrelation({ axis: 0 }),
];

it.each(changed.map((metric) => [metric.who, metric] as const))(
  '%s is the same after its configuration',
  (_, metric) => {
    const again = metrics.deserialize(metrics.serialize(metric));
    expect(again.className).toBe(metric.className);
    expect(again.getConfig()).toEqual(metric.getConfig());
  },
);

it('every class is known by name in both spellings, and to compile', () => {
  const made = Object.values(metrics as Readonly<Record<string, unknown>>).filter(
    (value): value is typeof metrics.Mean => typeof value === 'function' && Object.hasOwn(value, 'className'),
  );
  const names = made
    .map(({ className }) => className)
    .filter((name) => name !== 'Metric' && name !== 'MeanMetricWrapper');
  expect(names.length).toBe(44); // all of Keras 3.16
  const needOptions = /At(Specificity|Sensitivity|Recall|Precision)$|IoU$/;
  for (const name of names.filter((each) => needOptions.test(each) && each !== 'BinaryIoU'))
    expect(() => metrics.deserialize(name)).toThrow(/received undefined/);
  for (const name of names.filter((each) => !needOptions.test(each) || each === 'BinaryIoU')) {
    expect(metrics.deserialize(name).className).toBe(name);
    echo({ metrics: [name] });
  }
});
