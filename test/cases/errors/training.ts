/** Training options and callbacks: names and values that do not exist, and data that does not fit together. */
import { callbacks, layers, metrics, optimizers, sequential } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';
import { column, line } from '../training/model.ts';

const data = [column(1, 1), column(0, 1)] as const;

/** Fits a model with a metric of known direction and one of unknown, watched by name. */
function watched(monitor: string): Promise<unknown> {
  const m = line({ metrics: ['accuracy', metrics.mean({ name: 'level' })] });
  return m.fit(...data, {
    verbose: 0,
    validationData: data,
    callbacks: callbacks.earlyStopping({ monitor }),
  });
}

/** Options that are misspelt: who, the name given, the name meant. */
const slips: readonly (readonly [who: string, wrong: string, meant: string, make: (options: never) => unknown])[] = [
  ['EarlyStopping', 'patiense', 'patience', callbacks.earlyStopping],
  ['ReduceLROnPlateau', 'minLR', 'minLr', callbacks.reduceLROnPlateau],
  ['LearningRateScheduler', 'shedule', 'schedule', callbacks.learningRateScheduler],
  ['TerminateOnNaN', 'raiseErrors', 'raiseError', callbacks.terminateOnNaN],
  ['CSVLogger', 'seperator', 'separator', callbacks.csvLogger],
  ['SwapEMAWeights', 'swapOnEpochs', 'swapOnEpoch', callbacks.swapEMAWeights],
  ['RemoteMonitor', 'roots', 'root', callbacks.remoteMonitor],
  ['TensorBoard', 'histogramFrequ', 'histogramFreq', callbacks.tensorBoard],
  ['ProgbarLogger', 'elemnt', 'element', callbacks.progbarLogger],
  ['LambdaCallback', 'onEpochEndd', 'onEpochEnd', callbacks.lambdaCallback],
  ['compile', 'optimiser', 'optimizer', (options) => line(options)],
  ['fit', 'epoch', 'epochs', (options) => line().fit(...data, options)],
  ['evaluate', 'batchsize', 'batchSize', (options) => line().evaluate(...data, options)],
  ['predict', 'step', 'steps', (options) => line().predict(data[0], options)],
  ['trainOnBatch', 'sampleWeights', 'sampleWeight', (options) => line().trainOnBatch(...data, options)],
];

/** Values that are not accepted: what the message says, and what makes it. */
const values: readonly (readonly [says: readonly string[], run: () => unknown])[] = [
  [
    ['EarlyStopping', 'mode', '"maxx"', 'Did you mean "max"?', 'Valid names: auto, min, max'],
    () => callbacks.earlyStopping({ mode: 'maxx' as 'max' }),
  ],
  [
    ['ReduceLROnPlateau', 'mode', '"mni"', 'Did you mean "min"?'],
    () => callbacks.reduceLROnPlateau({ mode: 'mni' as 'min' }),
  ],
  [['ReduceLROnPlateau', 'factor', 'less than 1', 'received 1'], () => callbacks.reduceLROnPlateau({ factor: 1 })],
  [
    ['LearningRateScheduler', 'schedule must be a function', 'received 0.1'],
    () => callbacks.learningRateScheduler({ schedule: 0.1 } as never),
  ],
  [
    ['LearningRateScheduler', 'a number for epoch 0', 'received "small"'],
    () => line().fit(...data, { verbose: 0, callbacks: callbacks.learningRateScheduler(() => 'small' as never) }),
  ],
  [
    ['TensorBoard', 'updateFreq', '"epochs"', 'Did you mean "epoch"?'],
    () => callbacks.tensorBoard({ updateFreq: 'epochs' as 'epoch' }),
  ],
  [['TensorBoard', 'updateFreq', 'received 0'], () => callbacks.tensorBoard({ updateFreq: 0 })],
  [
    ['TensorBoard', 'writeGraph cannot be had', 'received true', 'Leave it out'],
    () => callbacks.tensorBoard({ writeGraph: true } as never),
  ],
  [['TensorBoard', 'sink must be a function', 'received 3'], () => callbacks.tensorBoard({ sink: 3 as never })],
  [['RemoteMonitor', 'http or https', 'ftp://x'], () => callbacks.remoteMonitor({ root: 'ftp://x' })],
  [
    ['RemoteMonitor', 'a path on that server', '@other.example'],
    () => callbacks.remoteMonitor({ root: 'http://own.example', path: '@other.example/' }),
  ],
  [['fit', 'epochs must be a positive integer', 'received 1.5'], () => line().fit(...data, { epochs: 1.5 })],
  [['fit', 'batchSize must be a positive integer', 'received 0'], () => line().fit(...data, { batchSize: 0 })],
  [
    ['fit', 'stepsPerEpoch must be a positive integer', 'received -1'],
    () => line().fit(...data, { stepsPerEpoch: -1 }),
  ],
  [
    ['fit', 'initialEpoch must be a whole number from 0', 'received -1'],
    () => line().fit(...data, { initialEpoch: -1 }),
  ],
  [
    ['fit', 'validationFreq must be a whole number from 1', 'received 0'],
    () => line().fit(...data, { validationFreq: [1, 0] }),
  ],
  [
    ['fit', 'validationSplit must be a number from 0 to below 1', 'received 1'],
    () => line().fit(...data, { validationSplit: 1 }),
  ],
  [
    ['fit: validationData', '[x, y], [x, y, sampleWeight] or an iterable', 'received { x: 1 }'],
    () => line().fit(...data, { validationData: { x: 1 } as never }),
  ],
  [
    ["shuffle must be true, false or 'batch'", '"batches"'],
    () => line().fit(...data, { shuffle: 'batches' as 'batch' }),
  ],
  [['evaluate', 'steps must be a positive integer'], () => line().evaluate(...data, { steps: 0 })],
  [
    ['predict', 'batchSize must be a positive integer', 'received "8"'],
    () => line().predict(data[0], { batchSize: '8' as never }),
  ],
  [['compile', 'stepsPerExecution must be a positive integer'], () => line({ stepsPerExecution: 0 })],
  [
    ['fit', 'classWeight must give a number', '{ cat: 2 }', 'For example'],
    () => line().fit(...data, { classWeight: { cat: 2 } as never }),
  ],
  [
    ['fit', 'classWeight must give a number', 'heavy'],
    () => line().fit(...data, { classWeight: { 0: 'heavy' } as never }),
  ],
  [
    ['fit', 'either sampleWeight or classWeight'],
    () => line().fit(...data, { classWeight: { 0: 2 }, sampleWeight: [1, 1] }),
  ],
  [['fit', 'no targets besides an iterable'], () => line().fit(() => [data][Symbol.iterator](), data[1])],
  [
    ['fit', 'no sampleWeight besides an iterable', '[x, y, sampleWeight]'],
    () => line().fit(() => [data][Symbol.iterator](), { sampleWeight: [1, 1] }),
  ],
  [
    ['fit', 'validationSplit needs data in memory', 'validationData'],
    () => line().fit(() => [data][Symbol.iterator](), { validationSplit: 0.5 }),
  ],
  [
    ['fit', 'batches must be [x], [x, y] or [x, y, sampleWeight]', 'received []'],
    () => line().fit(() => [[]][Symbol.iterator]() as never),
  ],
  [['fit', 'the function must give an iterable of batches', 'received 7'], () => line().fit((() => 7) as never)],
  [
    ['Sequential', 'a loss to compute', 'Give compile a loss, and targets with the data.'],
    () => {
      const m = sequential([layers.dense({ units: 1, inputShape: [1] })]);
      m.compile({ optimizer: 'sgd' });
      return m.fit(...data);
    },
  ],
  [
    ['SGD', 'variables among those that the optimizer was built with', '"w"', 'another optimizer'],
    async () => {
      const { jit, ops, Variable } = await import('../../../src/index.ts');
      const optimizer = optimizers.sgd();
      optimizer.build([new Variable([1])]);
      const stranger = new Variable([1], { name: 'w' });
      return jit((x) => {
        optimizer.apply([ops.multiply(x, 1)], [stranger]);
        return x;
      })([1]);
    },
  ],
];

export const trainingErrors: Readonly<Record<string, ErrorCase>> = {
  ...Object.fromEntries(
    slips.map(([who, wrong, meant, make]): [string, ErrorCase] => [
      `${who} with ${wrong}`,
      {
        error: 'InvalidArgumentError',
        says: [who, `"${wrong}"`, `Did you mean "${meant}"?`, 'Valid names'],
        run: () => make({ [wrong]: 1 } as never), // a mistake that types would catch
      },
    ]),
  ),
  ...Object.fromEntries(
    values.map(([says, run]): [string, ErrorCase] => [says.join(', '), { error: 'InvalidArgumentError', says, run }]),
  ),
  'a value to watch that is misspelt': {
    error: 'InvalidArgumentError',
    says: [
      'EarlyStopping',
      'monitor',
      '"val_acuracy"',
      'Did you mean "val_accuracy"?',
      'accuracy, level, loss, val_accuracy',
    ],
    run: () => watched('val_acuracy'),
  },
  'a value to watch whose direction is not known': {
    error: 'InvalidArgumentError',
    says: [
      'EarlyStopping',
      'it is not known whether "val_level" should grow or shrink',
      "Give the mode: 'min' or 'max'",
    ],
    run: () => watched('val_level'),
  },
  'class weights for pictures': {
    error: 'InvalidArgumentError',
    says: ['classWeight needs targets [samples], [samples, 1] or one-hot', 'Give sampleWeight instead'],
    run: () => {
      const m = sequential([layers.flatten({ inputShape: [2, 2] }), layers.reshape({ targetShape: [2, 2] })]);
      m.compile({ optimizer: 'sgd', loss: 'mse' });
      const x = [
        [
          [1, 2],
          [3, 4],
        ],
      ];
      return m.fit(x, x, { classWeight: { 0: 1 } });
    },
  },
};
