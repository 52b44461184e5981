/** Losses, weights and metrics of several outputs, and the names under which they are told. */
import { input, layers, losses, Model, metrics, model, sequential, tensor } from '../../../src/index.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { check, checkClose, checkEqual, failure } from '../../expectations.ts';
import type { Behaviours } from '../models.ts';

function scale(factor: number, name: string) {
  const kernelInitializer = { class_name: 'Constant', config: { value: factor } };
  return layers.dense({ units: 1, useBias: false, kernelInitializer, name });
}

/** Gives a = x and b = 5 x. */
function two() {
  const x = input([1], { name: 'x' });
  return model({ inputs: x, outputs: [scale(1, 'a').apply(x), scale(5, 'b').apply(x)] });
}

const x = tensor([[2], [4]]);
const zeros = tensor([[0], [0]]);
const frozen = { class_name: 'SGD', config: { learning_rate: 0 } };

type Compile = Parameters<ReturnType<typeof two>['compile']>[0];
type Data = Parameters<ReturnType<typeof two>['evaluate']>[1];

/** Evaluates with targets of 0, so that errors are the outputs: a = [2, 4], b = [10, 20]. */
function evaluated(options: Compile, y: Data = [zeros, zeros], sampleWeight: Data = null) {
  const own = two();
  own.compile({ optimizer: frozen, ...options });
  return own.evaluate(x, y, { verbose: 0, sampleWeight });
}

const A = (2 ** 2 + 4 ** 2) / 2;
const B = (10 ** 2 + 20 ** 2) / 2;

export const outputBehaviours: Behaviours = {
  async 'one loss for all outputs; their own losses are told unweighted'() {
    const logs = await evaluated({ loss: 'mse', lossWeights: [2, 0.5] });
    checkEqual(Object.keys(logs), ['a_loss', 'b_loss', 'loss'], 'keys');
    checkEqual([logs['a_loss'], logs['b_loss'], logs['loss']], [A, B, 2 * A + 0.5 * B], 'values');
  },

  async 'losses and their weights by name'() {
    const logs = await evaluated({ loss: { b: 'mae', a: losses.meanSquaredError() }, lossWeights: { b: 3, a: 1 } });
    checkEqual([logs['a_loss'], logs['b_loss'], logs['loss']], [A, 15, A + 45], 'values');
  },

  async 'an output without a loss; targets for the others alone'() {
    const options = { loss: [null, 'mse'] };
    for (const y of [zeros, [zeros, zeros], { b: zeros }, [null, zeros]] as const) {
      const logs = await evaluated(options, y);
      checkEqual(logs, { loss: B }, 'one loss is not told twice');
    }
    const byName = await evaluated({ loss: { a: 'mse', b: null } }, { a: zeros });
    checkEqual(byName, { loss: A }, 'by name');
    const measured = await evaluated({ loss: ['mse', null], metrics: [null, ['mae', 'mse']] });
    checkEqual(measured, { b_mae: 15, b_mse: B, loss: A }, 'an output with metrics alone');
  },

  async 'metrics in lists and by name; keys that are taken'() {
    const lists = await evaluated({ loss: 'mse', metrics: [['mae', 'mae'], 'mse'] });
    checkEqual(Object.keys(lists), ['a_loss', 'a_mae', 'a_mae_1', 'b_loss', 'b_mse', 'loss'], 'keys of lists');
    const weighted = await evaluated(
      {
        loss: 'mse',
        metrics: { b: ['mae'] },
        weightedMetrics: { b: ['mae', 'mae'], a: metrics.meanSquaredError({ name: 'own' }) },
      },
      [zeros, zeros],
      tensor([1, 3]),
    );
    const keys = ['a_loss', 'a_own', 'b_loss', 'b_mae', 'b_weighted_mae', 'b_weighted_mae_1', 'loss'];
    checkEqual(Object.keys(weighted), keys, 'keys by name');
    checkClose(weighted['b_mae'], 15, 'a metric that ignores weights');
    checkClose(weighted['b_weighted_mae'], (10 + 3 * 20) / 4, 'one that does not');
    checkClose(weighted['a_own'], (4 + 3 * 16) / 4, 'the other output');
  },

  async 'sample weights for each output'() {
    const weights = [tensor([1, 0]), tensor([0, 3])];
    // Keras divides by the number of samples, not by the sum of weights.
    const expected = { a_loss: 4 / 2, b_loss: (3 * 400) / 2, loss: 4 / 2 + (3 * 400) / 2 };
    checkEqual(await evaluated({ loss: 'mse' }, [zeros, zeros], weights), expected, 'in a list');
    const byName = { b: weights[1]!, a: weights[0]! }; // two weights
    checkEqual(await evaluated({ loss: 'mse' }, { a: zeros, b: zeros }, byName), expected, 'by name');
    const one = await evaluated({ loss: 'mse' }, [zeros, zeros], { b: weights[1]! }); // likewise
    checkEqual(one, { a_loss: A, b_loss: 600, loss: A + 600 }, 'for one output');
  },

  async 'validation has the same keys'() {
    const own = two();
    own.compile({ optimizer: frozen, loss: { a: 'mse', b: 'mae' }, metrics: { a: ['mae'] } });
    const { history } = await own.fit(
      x,
      { b: zeros, a: zeros },
      { verbose: 0, validationData: [x, { a: zeros, b: zeros }] },
    );
    const keys = ['a_loss', 'a_mae', 'b_loss', 'loss'];
    checkEqual(Object.keys(history), [...keys, ...keys.map((key) => `val_${key}`)], 'keys');
    for (const key of keys) checkEqual(history[key], history[`val_${key}`], key);
  },

  async 'a model of its own with outputs by name'() {
    class Pair extends Model {
      readonly parts = { near: scale(1, 'n'), far: scale(5, 'f') };
      override call(value: GraphNode): Record<string, GraphNode> {
        return { near: this.parts.near.apply(value), far: this.parts.far.apply(value) };
      }
    }
    const own = new Pair();
    own.compile({
      optimizer: frozen,
      loss: { near: 'mse', far: 'mae' },
      lossWeights: { far: 2 },
      metrics: { far: ['mse'] },
    });
    const logs = await own.evaluate(x, { far: zeros, near: zeros }, { verbose: 0 });
    checkEqual(logs, { far_loss: 15, far_mse: B, loss: A + 30, near_loss: A }, 'values');
  },

  async 'losses that do not fit the outputs are refused'() {
    const rows: readonly (readonly [Compile, Data, readonly string[]])[] = [
      [{ loss: ['mse'] }, [zeros, zeros], ['loss must have one entry for each of the 2 outputs (a, b)', '1 entries']],
      [{ loss: { a: 'mse' } }, [zeros, zeros], ['loss must name each of the outputs a, b', '"b"', 'null leaves']],
      [{ loss: { a: 'mse', c: 'mse' } }, [zeros, zeros], ['"b"']],
      [{ loss: 'mse', metrics: ['mae'] }, [zeros, zeros], ['metrics must have one entry']],
      [{ loss: 'mse', metrics: { c: 'mae' } }, [zeros, zeros], ['metrics for output', '"c"', 'Valid names: a, b']],
      [{ loss: 'mse' }, { a: zeros, c: zeros }, ['evaluate', 'target', '"c"', 'Valid names: a, b']],
      [{ loss: 'mse' }, { a: zeros }, ['targets for the loss of output "b"', 'y["b"]', 'loss null']],
      [{ loss: 'mse' }, zeros, ['target must have 2 tensors (a, b)', '1 tensors']],
    ];
    for (const [options, y, says] of rows) {
      const { message } = await failure(() => evaluated(options, y));
      for (const part of says) check(message.includes(part), `must say ${part}: ${message}`);
    }
  },

  async 'a layer may count and tell its own metric'() {
    class Watched extends layers.Dense {
      readonly size = metrics.mean({ name: 'size' });
      override call(value: GraphNode): GraphNode {
        const y = super.call(value);
        this.size.accumulate(y, null);
        return y;
      }
    }
    const kernelInitializer = { class_name: 'Constant', config: { value: 3 } };
    const own = sequential([input([1]), new Watched({ units: 1, useBias: false, kernelInitializer })]);
    own.compile({ optimizer: frozen, loss: 'mse' });
    const { history } = await own.fit(x, zeros, { batchSize: 1, epochs: 2, verbose: 0, validationData: [x, zeros] });
    checkEqual(history['size'], [9, 9], 'the mean output: (6 + 12) / 2');
    checkEqual(history['val_size'], [9, 9], 'in validation');
  },
};
