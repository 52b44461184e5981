/** Steps that models override. */
import {
  constraints,
  type Layer,
  layers,
  losses,
  Model,
  metrics,
  ops,
  optimizers,
  regularizers,
  Sequential,
  type Tensor,
  tensor,
} from '../../../src/index.ts';
import type { CallArguments } from '../../../src/nn/layers/layer.ts';
import type { StepData, StepLogs, StepOutcome } from '../../../src/nn/training/context.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { check, checkClose, checkEqual, failure } from '../../expectations.ts';
import { column, line, slopeOf, waves } from './model.ts';

const [x, y] = waves(22);
const weights = tensor(Float32Array.from({ length: 22 }, (_, row) => 1 + (row % 2)));

/** Layers with everything that is part of a step: penalties, a constraint, moving statistics, random numbers. */
function parts(): Layer[] {
  return [
    layers.dense({
      units: 5,
      activation: 'tanh',
      inputShape: [4],
      kernelInitializer: 'ones',
      kernelRegularizer: regularizers.l2(0.01),
      kernelConstraint: constraints.maxNorm(1),
    }),
    layers.batchNormalization(),
    layers.dense({ units: 1, kernelInitializer: 'ones', activityRegularizer: regularizers.l1(0.01) }),
  ];
}

/** What `Model` does in a step, written out. */
class Same extends Sequential {
  override trainStep({ x: inputs, y: targets, sampleWeight }: StepData): StepLogs {
    const yPred = this.apply(inputs as GraphNode, { training: true }); // one input
    const loss = this.computeLoss({ x: inputs, y: targets, yPred, sampleWeight });
    const optimizer = this.optimizer!; // it is compiled
    const { trainableWeights } = this;
    optimizer.apply(ops.gradients(optimizer.scaleLoss(loss), trainableWeights), trainableWeights);
    return { loss, ...this.computeMetrics({ y: targets, yPred, sampleWeight }) };
  }

  override testStep({ x: inputs, y: targets, sampleWeight }: StepData): StepLogs {
    const yPred = this.apply(inputs as GraphNode, { training: false }); // one input
    const loss = this.computeLoss({ y: targets, yPred, sampleWeight });
    return { loss, ...this.computeMetrics({ y: targets, yPred, sampleWeight }) };
  }

  override predictStep({ x: inputs }: StepData): GraphNode {
    return this.apply(inputs as GraphNode, { training: false }); // one input
  }
}

async function results(m: Sequential): Promise<Record<string, readonly number[]>> {
  m.compile({
    optimizer: optimizers.adam({ learningRate: 0.01, globalClipnorm: 1, lossScaleFactor: 8 }),
    loss: 'mse',
    metrics: ['mae'],
    weightedMetrics: ['mse'],
  });
  const { history } = await m.fit(x, y, {
    epochs: 3,
    batchSize: 5,
    shuffle: false,
    verbose: 0,
    sampleWeight: weights,
    validationData: [x, y, weights],
  });
  const measured = await m.evaluate(x, y, { batchSize: 7, verbose: 0 });
  const predicted = (await m.predict(x)) as Tensor; // one output
  const all = (await m.getWeights()).map(({ data }, index) => [`weight ${index}`, [...data]] as const);
  return { ...history, measured: Object.values(measured), predicted: [...predicted.data], ...Object.fromEntries(all) };
}

/** A model whose gradient by the input is held near length 1. */
class Smooth extends Sequential {
  override trainStep({ x: inputs, y: targets, sampleWeight }: StepData): StepLogs {
    const node = inputs as GraphNode; // one input
    const yPred = this.apply(node, { training: true });
    const loss = this.computeLoss({ y: targets, yPred, sampleWeight });
    const [slope] = ops.gradients(ops.sum(yPred), [node]);
    const length = ops.sqrt(ops.add(ops.sum(ops.square(slope!), -1), 1e-12)); // the output depends on the input
    const penalty = ops.mean(ops.square(ops.subtract(length, 1)));
    this.minimize(ops.add(loss, ops.multiply(penalty, 10)));
    return { loss, penalty, ...this.computeMetrics({ y: targets, yPred, sampleWeight }) };
  }
}

/** Two nets that are trained against each other, each with an optimizer of its own. */
class Rivals extends Model {
  static override readonly className = 'Rivals';
  readonly generator = layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones' });
  readonly critic = layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones' });
  readonly criticOptimizer = optimizers.sgd({ learningRate: 0.5, clipnorm: 10 });
  readonly generatorOptimizer = optimizers.sgd({ learningRate: 0.25 });

  override call(inputs: GraphNode, args: CallArguments): GraphNode {
    return this.generator.apply(inputs, args);
  }

  override trainStep({ x: inputs }: StepData): StepLogs {
    const noise = inputs as GraphNode; // one input
    const score = (): GraphNode => ops.mean(this.critic.apply(this.generator.apply(noise)));
    const criticLoss = score();
    const ofCritic = this.critic.trainableWeights;
    this.criticOptimizer.apply(ops.gradients(criticLoss, ofCritic), ofCritic);
    const generatorLoss = ops.negative(score());
    const ofGenerator = this.generator.trainableWeights;
    this.generatorOptimizer.apply(ops.gradients(generatorLoss, ofGenerator), ofGenerator);
    return { criticLoss, generatorLoss };
  }
}

export const ownStepRuns: Readonly<Record<string, () => Promise<void>>> = {
  async 'steps that do what models do give the same numbers'() {
    const [own, usual] = [
      await results(new Same({ layers: parts() })),
      await results(new Sequential({ layers: parts() })),
    ];
    checkEqual(Object.keys(own), Object.keys(usual), 'keys');
    for (const [key, values] of Object.entries(usual)) {
      // Plans may be ordered differently, so sums may be rounded differently.
      values.forEach((value, index) => checkClose(own[key]?.[index], value, `${key} ${index}`, 1e-6));
    }
  },

  async 'label smoothing by another computeLoss'() {
    class Smoothed extends Sequential {
      override computeLoss({ y: targets, yPred }: Parameters<Sequential['computeLoss']>[0]): GraphNode {
        const smooth = ops.add(ops.multiply(targets as GraphNode, 0.8), 0.1); // one output
        return losses.binaryCrossentropy().call(smooth, yPred as GraphNode);
      }
    }
    const net = () => [layers.dense({ units: 1, activation: 'sigmoid', kernelInitializer: 'ones', inputShape: [4] })];
    const [own, usual] = [new Smoothed({ layers: net() }), new Sequential({ layers: net() })];
    own.compile({ optimizer: 'sgd', loss: 'binary_crossentropy' });
    usual.compile({ optimizer: 'sgd', loss: losses.binaryCrossentropy({ labelSmoothing: 0.2 }) });
    const options = { epochs: 2, batchSize: 6, shuffle: false, validationData: [x, y], verbose: 0 } as const;
    const [a, b] = [await own.fit(x, y, options), await usual.fit(x, y, options)];
    for (const key of ['loss', 'val_loss'])
      b.history[key]?.forEach((value, epoch) => checkClose(a.history[key]?.[epoch], value, `${key} ${epoch}`, 1e-6));
  },

  async 'a gradient penalty: gradients of gradients'() {
    const m = new Smooth({
      layers: [layers.dense({ units: 1, useBias: false, inputShape: [2], kernelInitializer: 'ones' })],
    });
    m.compile({ optimizer: optimizers.sgd({ learningRate: 0.01 }), loss: 'mse' });
    const inputs = tensor([[1, 2]]);
    // y = w·x: the gradient by the input is w, of length √2; d loss / d w = 2 (w·x - y) x; d penalty / d w = 2 (|w| - 1) w / |w|.
    const { history } = await m.fit(inputs, column(0), { verbose: 0 });
    const far = Math.SQRT2 - 1;
    checkClose(history['loss']?.[0], 9, 'loss');
    checkClose(history['penalty']?.[0], far ** 2, 'penalty');
    const gradient = [1, 2].map((value) => 2 * 3 * value + 10 * 2 * far * (1 / Math.SQRT2));
    const [kernel] = await m.getWeights();
    gradient.forEach((each, index) => checkClose(kernel?.data[index], 1 - 0.01 * each, `weight ${index}`));
    const deep = new Smooth({ layers: parts().filter((_, index) => index !== 1) });
    deep.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
    const run = await deep.fit(x, y, { epochs: 8, batchSize: 8, shuffle: false, verbose: 0 });
    const penalties = run.history['penalty'] ?? [];
    check((penalties[7] ?? 1) < (penalties[0] ?? 0), `the penalty shrinks: ${penalties}`);
    checkEqual(Object.keys(run.history), ['loss', 'mae', 'penalty'], 'keys');
  },

  async 'two optimizers: the second sees what the first has changed'() {
    const m = new Rivals();
    m.compile({});
    // Critic: c -= 0.5 · g · 2 from c = g = 1, so c = 0. Then the generator's loss is -c · g · 2 = 0, its gradient -2 c = 0.
    const first = await m.trainOnBatch(column(2));
    checkEqual(
      [first['criticLoss'], first['generatorLoss']],
      [2, 0].map((value) => value + 0),
      'losses',
    );
    checkEqual((await m.generator.getWeights())[0]?.item(), 1, 'generator');
    checkEqual((await m.critic.getWeights())[0]?.item(), 0, 'critic');
    // Then c = -1: the generator's loss is 2, its gradient 2, so g = 0.5.
    const second = await m.trainOnBatch(column(2));
    checkEqual([second['criticLoss'], second['generatorLoss']], [0, 2], 'losses of the second step');
    checkEqual((await m.generator.getWeights())[0]?.item(), 0.5, 'generator after it');
    checkEqual(((await m.predict(column(2))) as Tensor).item(), 1, 'predict calls the model'); // one output
  },

  async 'scalars are told as means over samples, metrics as what they come to'() {
    class Told extends Sequential {
      readonly largest = metrics.sum({ name: 'largest' });
      override trainStep(data: StepData): StepLogs {
        const logs = super.trainStep(data);
        const target = data.y as GraphNode; // one output
        this.largest.updateState(target, target, null);
        return { ...logs, first: ops.mean(target), total: this.largest };
      }
    }
    const m = new Told({ layers: line().layers.slice() });
    m.compile({ optimizer: 'sgd', loss: 'mse' });
    const { history } = await m.fit(column(1, 1, 1), column(1, 2, 6), {
      epochs: 2,
      batchSize: 2,
      shuffle: false,
      verbose: 0,
    });
    checkEqual(Object.keys(history), ['first', 'loss', 'total'], 'keys');
    checkEqual(
      [history['first'], history['total']],
      [
        [3, 3],
        [9, 9],
      ],
      'values',
    );
    checkEqual(Object.keys(await m.evaluate(column(1), column(1))), ['loss'], 'testStep is as it was');
  },

  async 'steps that return something else say what they must return'() {
    class Wrong extends Sequential {
      override trainStep({ x: inputs }: StepData): StepLogs {
        return { loss: this.apply(inputs as GraphNode) }; // not a scalar
      }
    }
    const m = new Wrong({ layers: line().layers.slice() });
    m.compile({ optimizer: 'sgd', loss: 'mse' });
    const error = await failure(() => m.fit(column(1, 2), column(1, 2)));
    check(
      /trainStep.*"loss" must be a symbolic scalar or a metric, received \[2, 1\]/.test(error.message),
      error.message,
    );
    class Later extends Sequential {
      override trainStep(): StepLogs {
        return Promise.resolve({}) as never; // a mistake that types would catch
      }
      override predictStep(): GraphNode {
        return 3 as never; // likewise
      }
    }
    const later = new Later({ layers: line().layers.slice() });
    later.compile({ optimizer: 'sgd', loss: 'mse' });
    const asynchronous = await failure(() => later.fit(column(1), column(1)));
    check(asynchronous.message.includes('cannot be asynchronous'), asynchronous.message);
    const number = await failure(() => later.predict(column(1)));
    check(
      /predictStep.*one symbolic tensor, a list, or some by name, received \[3\]/.test(number.message),
      number.message,
    );
  },

  async 'metrics of one’s own, with state that depends on the data'() {
    class Scored extends Sequential {
      readonly f1 = metrics.f1Score({ average: 'macro', name: 'f1' });
      override computeMetrics(outcome: StepOutcome): StepLogs {
        const [targets, predictions] = [outcome.y as GraphNode, outcome.yPred as GraphNode]; // one output
        this.f1.ensureShapes(targets, predictions);
        this.f1.updateState(targets, predictions, null);
        return { ...super.computeMetrics(outcome), f1: this.f1 };
      }
    }
    const net = () => [layers.dense({ units: 2, activation: 'softmax', kernelInitializer: 'ones', inputShape: [4] })];
    const [own, usual] = [new Scored({ layers: net() }), new Sequential({ layers: net() })];
    own.compile({ optimizer: 'sgd', loss: 'mse' });
    usual.compile({ optimizer: 'sgd', loss: 'mse', metrics: [metrics.f1Score({ average: 'macro', name: 'f1' })] });
    const targets = tensor(
      Float32Array.from({ length: 44 }, (_, place) => Number((place >> 1) % 2 === place % 2)),
      [22, 2],
    );
    const options = { epochs: 2, batchSize: 5, shuffle: false, validationData: [x, targets], verbose: 0 } as const;
    const [a, b] = [await own.fit(x, targets, options), await usual.fit(x, targets, options)];
    checkEqual(Object.keys(a.history), Object.keys(b.history), 'keys');
    for (const [key, values] of Object.entries(b.history))
      values.forEach((value, epoch) => checkClose(a.history[key]?.[epoch], value, `${key} ${epoch}`, 1e-6));
  },

  async 'an optimizer is applied once in a step'() {
    class Twice extends Sequential {
      override trainStep(data: StepData): StepLogs {
        const loss = this.computeLoss({ ...data, yPred: this.apply(data.x as GraphNode) }); // one input
        this.minimize(loss);
        this.minimize(loss);
        return { loss };
      }
    }
    const m = new Twice({ layers: line().layers.slice() });
    m.compile({ optimizer: 'sgd', loss: 'mse' });
    const error = await failure(() => m.fit(column(1), column(1)));
    check(error.message.includes('one update in each step'), error.message);
    checkEqual(await slopeOf(m), 1, 'nothing has changed');
  },
};
