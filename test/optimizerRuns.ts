/** What optimizers do inside of `fit`, on the executor in use. Runs in Node and in the browser; each says what is wrong. */
import {
  constraints,
  input,
  layers,
  optimizers,
  type Sequential,
  schedules,
  sequential,
  setRandomSeed,
  type Tensor,
  tensor,
  Variable,
} from '../src/index.ts';
import type { OptimizerOptions } from '../src/nn/optimizers/options.ts';
import { type AnyOptimizer, commonOptions, optimizerCases } from './cases/optimizers.ts';
import { unequal } from './layerFindings.ts';

const ROWS = 24;
const x = tensor(
  Float32Array.from({ length: ROWS * 3 }, (_, place) => Math.sin(place * 1.7)),
  [ROWS, 3],
);
const y = tensor(
  Float32Array.from({ length: ROWS }, (_, row) => Math.cos(row)),
  [ROWS, 1],
);

/** Two matrices, two vectors; the same weights every time. */
function network(optimizer: AnyOptimizer): Sequential {
  setRandomSeed(3);
  const m = sequential([
    input([3]),
    layers.dense({ units: 4, activation: 'tanh', name: 'first' }),
    layers.dense({ units: 1, name: 'last' }),
  ]);
  m.compile({ optimizer, loss: 'mse' });
  return m;
}

interface Run {
  readonly epochs?: number;
  readonly batchSize?: number;
  /** Called after so many steps. */
  readonly onStep?: (done: number, m: Sequential) => void | Promise<void>;
}

async function trained(optimizer: AnyOptimizer, { epochs = 2, batchSize = 6, onStep }: Run = {}): Promise<Tensor[]> {
  const m = network(optimizer);
  let done = 0;
  const callbacks = onStep ? { onTrainBatchEnd: () => onStep(++done, m) } : {};
  await m.fit(x, y, { epochs, batchSize, shuffle: false, verbose: 0, callbacks });
  return m.getWeights();
}

function different(what: string, got: readonly Tensor[], expected: readonly Tensor[]): string[] {
  return expected.flatMap((each, index) => unequal(`${what}, weight ${index}`, got[index] ?? null, each));
}

/** Weights after training with every optimizer and every set of common options. */
export async function trainedWeights(): Promise<Record<string, number[]>> {
  const weights: Record<string, number[]> = {};
  for (const [name, { make }] of Object.entries(optimizerCases)) {
    for (const set of ['none', 'everything']) {
      const values = await trained(make(commonOptions[set]), { epochs: 1 });
      weights[`${name} ${set}`] = values.flatMap(({ data }) => [...data]);
    }
  }
  return weights;
}

const adam = (options: OptimizerOptions = {}) => optimizers.adam({ learningRate: 0.05, ...options });

export const optimizerRuns: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  async 'lossScaleFactor changes nothing but the size of gradients on their way'() {
    return different('scaled', await trained(adam({ lossScaleFactor: 256 })), await trained(adam()));
  },

  async 'LossScaleOptimizer steps as its inner optimizer does'() {
    const scaled = optimizers.lossScaleOptimizer({
      innerOptimizer: adam({ globalClipnorm: 0.1 }),
      dynamicGrowthSteps: 3,
    });
    const wrong = different('scaled', await trained(scaled), await trained(adam({ globalClipnorm: 0.1 })));
    const scale = (await scaled.dynamicScale.read()).data[0];
    return [...wrong, ...(scale === 32768 * 4 ? [] : [`scale ${scale} after eight updates`])];
  },

  async 'LossScaleOptimizer leaves out steps whose gradients are not finite'() {
    const scaled = optimizers.lossScaleOptimizer({ innerOptimizer: adam(), initialScale: 3e38 });
    const m = network(scaled);
    const before = await m.getWeights();
    const large = tensor(
      y.data.map((value) => value * 1e4),
      y.shape,
    );
    await m.fit(x, large, { batchSize: ROWS, verbose: 0 });
    const scale = (await scaled.dynamicScale.read()).data[0];
    return [
      ...different('after an infinite gradient', await m.getWeights(), before),
      ...(Math.fround(1.5e38) === scale ? [] : [`scale ${scale} after one failure`]),
    ];
  },

  async 'gradients of two halves of a batch make the update of the batch'() {
    const halves = await trained(adam({ gradientAccumulationSteps: 2 }), { batchSize: 6 });
    return different('accumulated', halves, await trained(adam(), { batchSize: 12 }));
  },

  async 'fit ends with the running average of the weights'() {
    const steps: Tensor[][] = [];
    const last = await trained(optimizers.sgd({ learningRate: 0.5, useEma: true, emaMomentum: 0.75 }), {
      onStep: async (_, m) => void steps.push(await m.getWeights()),
    });
    const expected = last.map(({ shape }, index) => {
      const average = steps
        .map((each) => each[index]!.data)
        .reduce((mean, values) => mean.map((value, i) => 0.75 * value + 0.25 * values[i]!)); // one of each
      return tensor(Float32Array.from(average), [...shape]);
    });
    return different('averaged', last, expected);
  },

  async 'a schedule gives what setting the rate before each step gives'() {
    const schedule = schedules.cosineDecay({
      initialLearningRate: 0.01,
      decaySteps: 5,
      warmupTarget: 0.1,
      warmupSteps: 2,
    });
    const set = adam({ learningRate: schedule.at(0) });
    const byHand = await trained(set, {
      onStep(done) {
        set.learningRate = schedule.at(done);
      },
    });
    return different('scheduled', await trained(adam({ learningRate: schedule })), byHand);
  },

  async 'a function of the step is a schedule'() {
    const schedule = schedules.inverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 1, decayRate: 1 });
    return different(
      'by function',
      await trained(adam(commonOptions['function'])),
      await trained(adam({ learningRate: schedule })),
    );
  },

  async 'the learning rate may be set between two calls of fit'() {
    const optimizer = optimizers.sgd({ learningRate: 0.1 });
    const m = network(optimizer);
    await m.fit(x, y, { batchSize: 12, shuffle: false, verbose: 0 });
    const before = await m.getWeights();
    optimizer.learningRate = 0;
    await m.fit(x, y, { batchSize: 12, shuffle: false, verbose: 0 });
    const held = different('at rate 0', await m.getWeights(), before);
    const config = optimizer.getConfig()['learning_rate'];
    return [...held, ...(config === 0 ? [] : [`configuration tells ${config}`])];
  },

  async 'weight decay leaves excluded weights alone, by name and by variable'() {
    const decay = { learningRate: 1, weightDecay: 0.5 };
    const optimizer = optimizers.sgd(decay);
    const m = network(optimizer);
    const [kernel] = m.trainableWeights;
    optimizer.excludeFromWeightDecay({ varList: [kernel!], varNames: ['^bias$'] }); // a network has weights
    m.setWeights(
      m.weights.map(({ shape }) => tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1), [...shape])),
    );
    await optimizer.apply(
      m.weights.map(({ shape }) => tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), [...shape])),
      m.weights,
    );
    const values = (await m.getWeights()).map(({ data }) => data[0]);
    return JSON.stringify(values) === '[1,1,0.5,1]' ? [] : [`weights ${values}, expected 1, 1, 0.5, 1`];
  },

  async 'Muon leaves excluded layers and embeddings to AdamW'() {
    const plain = { learningRate: 0.05, weightDecay: 0.1 };
    const rest = { adamWeightDecay: 0.1 };
    const all = await trained(optimizers.muon({ ...plain, ...rest, excludeLayers: ['first', '^.*/last/'] }));
    const adamW = await trained(optimizers.adamW(plain));
    const some = await trained(optimizers.muon({ ...plain, ...rest, excludeLayers: ['last'] }));
    const same = unequal('', some[0]!, adamW[0]!).length === 0; // a network has weights
    return [...different('all excluded', all, adamW), ...(same ? ['the first kernel steps as with AdamW'] : [])];
  },

  async 'several optimizers step their shares of the weights'() {
    const sgd = () => optimizers.sgd({ learningRate: 0.1, momentum: 0.5 });
    const both = optimizers.multiOptimizer({
      objMap: optimizers.optimizerMap({ optimizer: [sgd()], variableIdentifier: ['.*first/'] }),
      defaultOptimizer: adam({ useEma: true, emaMomentum: 0.5 }),
    });
    const run = { epochs: 1, batchSize: ROWS };
    const [own, first, last] = [
      await trained(both, run),
      await trained(sgd(), run),
      await trained(adam({ useEma: true, emaMomentum: 0.5 }), run),
    ];
    const counted = (await both.iterations.read()).item();
    return [
      ...different('the first layer', own.slice(0, 2), first.slice(0, 2)),
      ...different('the last layer', own.slice(2), last.slice(2)),
      ...(counted === 1 ? [] : [`counted ${counted} steps`]),
    ];
  },

  async 'optimizers around others are restored from their configuration and variables'() {
    const around = [
      optimizers.lossScaleOptimizer({ innerOptimizer: optimizers.nadam({ learningRate: 0.1 }), dynamicGrowthSteps: 2 }),
      optimizers.multiOptimizer({
        objMap: optimizers.optimizerMap({ optimizer: [optimizers.lion()], variableIdentifier: ['^a$'] }),
        defaultOptimizer: optimizers.adafactor({ learningRate: 0.1 }),
      }),
    ];
    const gradients = [tensor([[1, -2]]), tensor([[3], [4]])];
    const findings = await Promise.all(
      around.map(async (own) => {
        const variables = ['a', 'b'].map((name, index) => new Variable(gradients[index]!, { name })); // two
        await own.apply(gradients, variables);
        await own.apply(gradients, variables);
        const copies = await Promise.all(
          variables.map(async (each) => new Variable(await each.read(), { name: each.name })),
        );
        const other = optimizers.deserialize(optimizers.serialize(own));
        other.build(copies);
        const kept = await Promise.all(own.variables.map((each) => each.get()));
        for (const [index, each] of other.variables.entries()) each.set(kept[index]!); // lists of one length
        await own.apply(gradients, variables);
        await other.apply(gradients, copies);
        const read = (list: readonly Variable[]) => Promise.all(list.map((each) => each.read()));
        const states = [own, other].map((each) => Promise.all(each.variables.map((variable) => variable.get())));
        return [
          ...different(own.className, await read(copies), await read(variables)),
          ...different(`${own.className} state`, await states[1]!, await states[0]!), // of both
        ];
      }),
    );
    return findings.flat();
  },

  async 'constraints hold after every step'() {
    setRandomSeed(3);
    const m = sequential([
      input([3]),
      layers.dense({ units: 1, kernelConstraint: constraints.maxNorm(0.5), biasConstraint: 'nonNeg' }),
    ]);
    m.compile({
      optimizer: optimizers.adafactor({ learningRate: 1, useEma: true, emaOverwriteFrequency: 1 }),
      loss: 'mse',
    });
    const lengths: number[] = [];
    await m.fit(x, y, {
      batchSize: 6,
      verbose: 0,
      callbacks: {
        onTrainBatchEnd: async () => {
          const [kernel, bias] = await m.getWeights();
          lengths.push(Math.hypot(...kernel!.data), ...(bias!.data[0]! < 0 ? [Number.NaN] : [])); // a dense layer has two weights
        },
      },
    });
    return lengths.every((length) => length <= 0.5001) ? [] : [`lengths ${lengths}`];
  },

  async 'apply leaves variables without gradient as they are, and those that are not named'() {
    const optimizer = adam();
    const m = network(optimizer);
    const before = await m.getWeights();
    const [kernel, bias] = m.weights;
    optimizer.build(m.trainableWeights);
    await optimizer.apply([tensor([1, 1, 1, 1])], [bias!]); // a network has weights
    await optimizer.apply([null, tensor([1, 1, 1, 1]), null, null]);
    const after = await m.getWeights();
    const moved = unequal('', after[1]!, before[1]!).length > 0; // likewise
    return [
      ...unequal(kernel!.name, after[0]!, before[0]!),
      ...different('others', after.slice(2), before.slice(2)),
      ...(moved ? [] : ['the bias did not move']),
    ];
  },
};
