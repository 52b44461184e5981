/** Batches of iterables in fit, evaluate and predict. */
import { data, layers, sequential, type Tensor, tensor } from '../../../src/index.ts';
import { check, checkClose, checkEqual, failure } from '../../expectations.ts';
import { column, line, slopeOf, waves } from './model.ts';

const BATCH = 4;

/** The batches of samples in order. */
function* batchesOf(x: Tensor, y: Tensor, weights?: Tensor) {
  const rows = x.shape[0] ?? 0;
  const part = (each: Tensor, from: number): Tensor => {
    const width = each.size / rows;
    const values = each.data.slice(from * width, Math.min(rows, from + BATCH) * width);
    return tensor(values, [values.length / width, ...each.shape.slice(1)]);
  };
  for (let from = 0; from < rows; from += BATCH) {
    const [xs, ys] = [part(x, from), part(y, from)];
    yield weights ? ([xs, ys, part(weights, from)] as const) : ([xs, ys] as const);
  }
}

async function* later<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    yield item;
  }
}

function net() {
  const m = sequential([
    layers.dense({ units: 3, activation: 'tanh', kernelInitializer: 'ones', inputShape: [4] }),
    layers.dense({ units: 1, kernelInitializer: 'ones' }),
  ]);
  m.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'], weightedMetrics: ['mse'] });
  return m;
}

/** The same numbers under the same names. */
function checkSame(actual: object, expected: object, what: string): void {
  checkEqual(Object.keys(actual), Object.keys(expected), `keys of ${what}`);
  const values = Object.values(actual).flat() as number[];
  (Object.values(expected).flat() as number[]).forEach((value, index) => checkClose(values[index], value, what, 1e-5));
}

/** Collects warnings. */
async function warningsOf(body: () => Promise<unknown>): Promise<string[]> {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => void warnings.push(text);
  try {
    await body();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

export const streamRuns: Readonly<Record<string, () => Promise<void>>> = {
  async 'fit, evaluate and predict give for batches what they give for samples'() {
    const [x, y] = waves(10); // the last batch is smaller
    const weights = tensor(Float32Array.from({ length: 10 }, (_, row) => 1 + (row % 3)));
    const options = { epochs: 2, verbose: 0 } as const;
    const whole = net();
    const expected = await whole.fit(x, y, {
      ...options,
      batchSize: BATCH,
      shuffle: false,
      sampleWeight: weights,
      validationData: [x, y, weights],
    });
    const measured = await whole.evaluate(x, y, { sampleWeight: weights, verbose: 0 });
    const predicted = [await whole.predict(x, { verbose: 0 })].flat()[0]; // one output
    const forms = {
      'a generator function': () => batchesOf(x, y, weights),
      'an async generator function': () => later(batchesOf(x, y, weights)),
      'an iterable': { [Symbol.iterator]: () => batchesOf(x, y, weights), length: 3 },
      'an async iterable': { [Symbol.asyncIterator]: () => later(batchesOf(x, y, weights)) },
    };
    for (const [form, stream] of Object.entries(forms)) {
      const m = net();
      const { history } = await m.fit(stream, { ...options, validationData: stream });
      checkSame(history, expected.history, `history of ${form}`);
      checkSame(await m.evaluate(stream, { verbose: 0 }), measured, `evaluate of ${form}`);
      const own = [await m.predict(stream, { verbose: 0 })].flat()[0];
      checkEqual(own?.shape, [10, 1], `shape of predict of ${form}`);
      predicted?.data.forEach((value, row) => checkClose(own?.data[row], value, `predict of ${form}`, 1e-5));
    }
  },

  async 'predict takes inputs alone; what is no array stands for inputs'() {
    const m = line();
    const inputs = [column(1, 2), column(3)];
    const predicted = (await m.predict(() => inputs[Symbol.iterator]())) as Tensor; // one output
    checkEqual([...predicted.data], [1, 2, 3], 'predictions');
    const series = data.timeseriesDatasetFromArray([0, 1, 2, 3, 4], null, { sequenceLength: 1, batchSize: 2 });
    const flat = sequential([layers.flatten({ inputShape: [1] })]);
    checkEqual([...((await flat.predict(series)) as Tensor).data], [0, 1, 2, 3, 4], 'a data set'); // one output
  },

  async 'classWeight with batches, and only for training'() {
    const [x, y] = [column(1, 1), column(0, 1)];
    const m = line();
    const stream = () => [[x, y] as const][Symbol.iterator]();
    const first = await m.fit(stream, { classWeight: { 0: 3 }, validationData: stream, verbose: 0 });
    checkClose(first.history['loss']?.[0], 1.5, 'loss: (3 · 1 + 0) / 2');
    const held = await line().fit(column(1, 1, 1, 1), column(0, 1, 0, 1), {
      classWeight: new Map([[0, 3]]),
      validationSplit: 0.5,
      verbose: 0,
    });
    checkClose(held.history['loss']?.[0], 1.5, 'the kept half');
    const w = 1 - 0.01 * 3; // after one step: the gradient is 2 · 3 · 1 / 2
    checkClose(held.history['val_loss']?.[0], (w ** 2 + (w - 1) ** 2) / 2, 'validation without weights');
  },

  async 'a generator without end, with steps'() {
    let made = 0;
    function* endless() {
      for (;;) {
        made++;
        yield [column(1), column(2)] as const;
      }
    }
    const m = line();
    const { history, params } = await m.fit(endless(), {
      epochs: 3,
      stepsPerEpoch: 2,
      validationData: endless(),
      validationSteps: 2,
      verbose: 0,
    });
    checkEqual([history['loss']?.length, history['val_loss']?.length, params.steps], [3, 3, 2], 'epochs and steps');
    checkEqual(made, 12, 'batches made: 6 for training, 6 for validation');
    await m.evaluate(endless(), { steps: 3, verbose: 0 });
    checkEqual(((await m.predict(endless(), { steps: 3 })) as Tensor).shape, [3, 1], 'predictions'); // one output
  },

  async 'steps per epoch go on where the last epoch stopped; the end of the data ends an epoch'() {
    const seen: number[] = [];
    const five = {
      *[Symbol.iterator]() {
        for (let value = 0; value < 5; value++) {
          seen.push(value);
          yield [column(value), column(value)] as const;
        }
      },
    };
    const batches: number[] = [];
    const count = {
      onEpochBegin: () => void batches.push(0),
      onTrainBatchEnd: () => void batches[batches.length - 1]!++,
    };
    const warnings = await warningsOf(() =>
      line().fit(five, { epochs: 3, stepsPerEpoch: 3, callbacks: count, verbose: 0 }),
    );
    checkEqual(batches, [3, 2, 3], 'batches of each epoch, as Keras counts them');
    checkEqual(seen, [0, 1, 2, 3, 4, 0, 1, 2], 'where they come from');
    check(warnings[0]?.includes('ended after 2 of 3 batches') === true, `a warning: ${warnings}`);
  },

  async 'a generator that has ended ends training, with a warning that says what to do'() {
    const m = line();
    const warnings = await warningsOf(async () => {
      const { epoch } = await m.fit(batchesOf(...waves(8, 1)), { epochs: 3, verbose: 0 });
      checkEqual(epoch, [0], 'epochs');
    });
    check(warnings[0]?.includes('give a function that makes one') === true, `the warning: ${warnings}`);
    const empty = await failure(() => m.fit(() => [][Symbol.iterator]()));
    check(empty.message.includes('at least one batch'), empty.message);
  },

  async 'what a generator throws is what fit throws, and the model goes on to be usable'() {
    const m = line();
    let closed = 0;
    function* breaking() {
      try {
        yield [column(1), column(2)] as const;
        throw new Error('no more data');
      } finally {
        closed++;
      }
    }
    const before = await slopeOf(m);
    const error = await failure(() => m.fit(breaking, { epochs: 2, verbose: 0 }));
    checkEqual(error.message, 'no more data', 'error of fit');
    check((await slopeOf(m)) !== before, 'the first batch was trained with');
    checkEqual((await failure(() => m.evaluate(() => later(breaking())))).message, 'no more data', 'evaluate');
    checkEqual((await failure(() => m.predict(breaking))).message, 'no more data', 'predict');
    checkEqual(closed, 3, 'generators that ended');
    const shape = await failure(() => m.fit(() => [[waves(2)[0], column(1, 1)] as const][Symbol.iterator]()));
    checkEqual(shape.name, 'ShapeError', 'a batch of the wrong shape');
    await m.fit(column(1), column(2), { verbose: 0 });
    await m.fit(() => batchesOf(column(1, 1, 1), column(2, 2, 2)), { epochs: 2, verbose: 0 });
  },

  async 'iterators that are not gone through to the end are closed'() {
    let closed = 0;
    function* counted() {
      try {
        for (;;) yield [column(1), column(1)] as const;
      } finally {
        closed++;
      }
    }
    const m = line();
    await m.fit(counted, { stepsPerEpoch: 2, validationData: counted, validationSteps: 1, verbose: 0 });
    await m.predict(counted, { steps: 2 });
    checkEqual(closed, 3, 'closed');
  },
};
