/** Layers and models of one's own: what the base classes do for them. */
import {
  input,
  type KerasTensor,
  Layer,
  layers,
  Model,
  model,
  modelFromConfig,
  ops,
  sequential,
  setRandomSeed,
  Tensor,
  tensor,
  type Weight,
} from '../../../src/index.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { check, checkClose, checkEqual, failure } from '../../expectations.ts';
import type { Behaviours } from '../models.ts';

/** y = factor · x + offset, where only the factor is trained; counts the samples it has seen while training. */
class Scale extends Layer {
  static override readonly className = 'Scale';
  readonly start: number;
  factor: Weight | null = null;
  offset: Weight | null = null;
  seen: Weight | null = null;

  constructor(options: { readonly start?: number; readonly name?: string; readonly trainable?: boolean } = {}) {
    super(options);
    this.start = options.start ?? 1;
  }

  override build(inputShape: readonly (number | null)[]): void {
    const width = inputShape[inputShape.length - 1] ?? 1;
    this.seen = this.addWeight({ name: 'seen', initializer: 'zeros', trainable: false });
    const initializer = { class_name: 'Constant', config: { value: this.start } };
    this.factor = this.addWeight({ name: 'factor', shape: [width], initializer });
    this.offset = this.addWeight({ name: 'offset', shape: [width], initializer: 'zeros', trainable: false });
  }

  override call(x: GraphNode, { training }: { readonly training?: boolean | null }): GraphNode {
    const { factor, offset, seen } = this;
    if (training) this.assign(seen!, ops.add(seen!.value, x.shape[0] ?? 0)); // build() made them
    return ops.add(ops.multiply(x, factor!.value), offset!.value);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { start: this.start };
  }
}

const x = tensor([
  [1, 2],
  [3, 4],
]);
const frozen = { class_name: 'SGD', config: { learning_rate: 0 } };

async function ran(layer: Layer, value: Tensor | readonly Tensor[], args = {}): Promise<unknown> {
  const result = await layer.run(value, args);
  return result instanceof Tensor ? result.toNested() : result.map((each) => each.toNested());
}

export const ownLayerBehaviours: Behaviours = {
  async 'weights, state, configuration and shapes of a layer of its own'() {
    const layer = new Scale({ start: 3 });
    check(/^scale(_\d+)?$/.test(layer.name), `the name: ${layer.name}`);
    checkEqual(layer.computeOutputShape([null, 2]), [null, 2], 'its output shape');
    check(!layer.built && layer.weights.length === 0 && layer.factor === null, 'asking for shapes builds nothing');
    checkEqual(
      await ran(layer, x),
      [
        [3, 6],
        [9, 12],
      ],
      'called on values',
    );
    checkEqual(
      layer.weights.map(({ name }) => name),
      ['factor', 'seen', 'offset'],
      'trainable weights come first',
    );
    checkEqual(layer.countParams(), 5, 'parameters');
    const { name, trainable, dtype, start } = layer.getConfig();
    checkEqual([name, trainable, dtype, start], [layer.name, true, 'float32', 3], 'configuration');
    checkEqual(Scale.fromConfig(layer.getConfig()).start, 3, 'fromConfig');
    const own = layers.deserialize(layers.serialize(layer), { Scale });
    check(own instanceof Scale && own.name === layer.name, 'deserialize with the class');
    check((await failure(() => layers.deserialize(layers.serialize(layer)))).message.includes('"Scale"'), 'without it');
  },

  async 'state is kept from step to step, and told apart from what is trained'() {
    const layer = new Scale();
    const own = sequential([input([2]), layer, layers.dense({ units: 1 })]);
    own.compile({ optimizer: 'sgd', loss: 'mse' });
    await own.fit(x, tensor([[1], [2]]), { epochs: 3, batchSize: 1, verbose: 0 });
    await own.predict(x, { verbose: 0 });
    checkEqual((await layer.seen!.read()).item(), 6, 'samples seen while training');
    checkEqual([...(await layer.offset!.read()).data], [0, 0], 'the offset');
    check((await layer.factor!.read()).data[0] !== 1, 'the factor is trained');
  },

  async 'a model with a layer of its own, from its configuration'() {
    const a = input([2]);
    const own = model({
      inputs: a,
      outputs: layers
        .timeDistributed({ layer: new Scale({ start: 2 }) })
        .apply(layers.reshape({ targetShape: [1, 2] }).apply(a)),
    });
    const config = JSON.parse(JSON.stringify(layers.serialize(own)));
    const again = modelFromConfig(config, { customObjects: { Scale } });
    checkEqual(((await again.predict(x, { verbose: 0 })) as Tensor).toNested(), [[[2, 4]], [[6, 8]]], 'predictions'); // one output
    checkEqual(again.getConfig(), config.config, 'the same configuration');
  },

  async 'output shapes of layers, for one input, lists and names'() {
    checkEqual(
      layers.conv2d({ filters: 8, kernelSize: 3 }).computeOutputShape([null, 28, 28, 1]),
      [null, 26, 26, 8],
      'Conv2D',
    );
    checkEqual(
      layers.concatenate().computeOutputShape([
        [null, 2],
        [null, 3],
      ]),
      [null, 5],
      'a list',
    );
    checkEqual(layers.flatten().computeOutputShape([5, null, 3]), [5, null], 'sizes that are not known');
    const dense = layers.dense({ units: 4 });
    const spec = dense.computeOutputSpec(input([3])) as KerasTensor; // one output
    checkEqual([spec.shape, spec.dtype, dense.inboundNodes.length], [[null, 4], 'float32', 0], 'computeOutputSpec');
    const nested = sequential([layers.dense({ units: 4 }), layers.dense({ units: 2 })]);
    checkEqual(nested.computeOutputShape([null, 3]), [null, 2], 'a Sequential');
    checkEqual([nested.built, nested.weights.length], [false, 0], 'it stays as it is');
    check(
      (await failure(() => dense.computeOutputShape([null, null]))).message.includes('must have a known size'),
      'errors',
    );
  },

  async 'losses of layers: addLoss, penalties of activities and weights'() {
    class Penalised extends layers.Dense {
      override call(value: GraphNode): GraphNode {
        const y = super.call(value);
        this.addLoss(ops.multiply(ops.mean(y), 10));
        return y;
      }
    }
    const options = { units: 1, useBias: false, kernelInitializer: 'ones' };
    const l2 = (factor: number) => ({ class_name: 'L2', config: { l2: factor } });
    const first = new Penalised({ ...options, activityRegularizer: l2(0.5), kernelRegularizer: l2(0.25) });
    const inside = sequential([first]);
    const own = sequential([input([2]), inside]);
    own.compile({ optimizer: frozen, loss: (_, p) => ops.mean(ops.multiply(p, 0), -1) });
    // y = [3, 7]; 10 · mean + 0.5 · (9 + 49) / 2 samples + 0.25 · 2
    const expected = 50 + 14.5 + 0.5;
    const y = tensor([[0], [0]]);
    checkClose((await own.evaluate(x, y, { verbose: 0 }))['loss'], expected, 'evaluate');
    checkClose((await own.fit(x, y, { verbose: 0 })).history['loss']?.[0], expected, 'fit');
    let counted = 0;
    class Asking extends layers.Identity {
      override call(value: GraphNode): GraphNode {
        const z = inside.apply(value);
        counted = inside.losses.length;
        return z;
      }
    }
    await new Asking().run(x);
    checkEqual(counted, 3, 'losses of the model inside: addLoss, activity, kernel');
  },

  async 'a model that learns by its own loss alone'() {
    class Tied extends Model {
      readonly down = layers.dense({ units: 1 });
      readonly up = layers.dense({ units: 2 });
      override call(value: GraphNode): GraphNode {
        const again = this.up.apply(this.down.apply(value));
        this.addLoss(ops.mean(ops.square(ops.subtract(again, value))));
        return again;
      }
    }
    const own = new Tied();
    own.compile({ optimizer: { class_name: 'Adam', config: { learning_rate: 0.05 } } });
    const { history } = await own.fit(x, null, { epochs: 20, verbose: 0 });
    const losses = history['loss'] ?? [];
    check((losses[19] ?? 1) < (losses[0] ?? 0), `it falls: ${losses[0]} to ${losses[19]}`);
  },

  async 'inputs in lists and by name, the training flag, sublayers in fields, lists and objects'() {
    class Mixed extends Model {
      static override readonly className = 'Mixed';
      readonly first = layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones' });
      readonly others = [layers.dense({ units: 2, useBias: false }), layers.dense({ units: 3, useBias: false })];
      readonly named = { z: layers.dense({ units: 4, useBias: false }), a: layers.dense({ units: 5, useBias: false }) };
      override call(
        inputs: Record<string, GraphNode>,
        { training }: { readonly training?: boolean | null },
      ): GraphNode {
        const { left, right } = inputs as { left: GraphNode; right: GraphNode }; // given by these names
        const all = [...this.others, ...Object.values(this.named)].map((layer) => ops.sum(layer.apply(right), 1));
        const sum = all.reduce((a, b) => ops.add(a, b));
        const rest = ops.multiply(ops.expandDims(sum, 1), 0);
        return ops.add(ops.multiply(this.first.apply(left), training ? 100 : 1), rest);
      }
    }
    const own = new Mixed();
    own.compile({ optimizer: frozen, loss: 'mse', metrics: ['mae'] });
    const data = { right: x, left: x };
    const y = tensor([[0], [0]]);
    checkEqual(((await own.predict(data, { verbose: 0 })) as Tensor).toNested(), [[3], [7]], 'predict'); // one output
    checkEqual(
      own.weights.map(({ shape }) => shape[1]),
      [1, 2, 3, 4, 5],
      'weights in the order of the fields',
    );
    checkEqual((await own.evaluate(data, y, { verbose: 0 }))['mae'], 5, 'evaluate');
    checkEqual((await own.fit(data, y, { verbose: 0 })).history['mae'], [500], 'fit trains');
    checkEqual((await own.trainOnBatch(data, y))['mae'], 500, 'trainOnBatch');
    checkEqual(((await own.predictOnBatch(data)) as Tensor).toNested(), [[3], [7]], 'predictOnBatch'); // one output
    own.setWeights(
      (await own.getWeights()).map(({ shape }) =>
        tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), [...shape]),
      ),
    );
    checkEqual(((await own.predict(data, { verbose: 0 })) as Tensor).toNested(), [[0], [0]], 'setWeights'); // one output

    class Sum extends Model {
      override call([a, b]: readonly [GraphNode, GraphNode]): GraphNode {
        return ops.add(a, b);
      }
    }
    checkEqual(
      ((await new Sum().predict([x, x], { verbose: 0 })) as Tensor).toNested(),
      [
        [2, 4],
        [6, 8],
      ],
      'a list',
    ); // one output
    const [a, b] = [input([2]), input([2])];
    const outer = model({ inputs: [a, b], outputs: new Sum().apply([a, b]) });
    checkEqual(
      ((await outer.predict([x, x], { verbose: 0 })) as Tensor).toNested(),
      [
        [2, 4],
        [6, 8],
      ],
      'inside of a model',
    ); // one output
  },

  async 'layers that are built by the layer around them have their weights once'() {
    class Around extends Layer {
      readonly inner = layers.dense({ units: 2 });
      override build(inputShape: readonly (number | null)[]): void {
        this.inner.build(inputShape);
      }
      override call(value: GraphNode): GraphNode {
        return this.inner.apply(value);
      }
    }
    const layer = new Around();
    await layer.run(x);
    checkEqual(layer.weights.length, 2, 'a kernel and a bias');
    check(layer.className === 'Around' && /^around/.test(layer.name), 'named after its class');
  },

  'a model is built for a shape'() {
    class Net extends Model {
      readonly parts = [layers.dense({ units: 3 }), layers.dense({ units: 1 })];
      override call(value: GraphNode): GraphNode {
        return this.parts.reduce((y, layer) => layer.apply(y), value);
      }
    }
    const own = new Net();
    own.build([null, 2]);
    checkEqual([own.built, own.countParams()], [true, 2 * 3 + 3 + 3 + 1], 'parameters');
    const chain = sequential([layers.dense({ units: 3 })]);
    chain.build([null, 4]);
    checkEqual([chain.inputs[0]?.shape, chain.countParams()], [[null, 4], 15], 'a Sequential');
  },

  async 'weights have the paths of Keras'() {
    class Block extends Layer {
      readonly inner = layers.dense({ units: 2, name: 'inner' });
      override call(value: GraphNode): GraphNode {
        return this.inner.apply(value);
      }
    }
    const own = sequential([input([2]), layers.dense({ units: 1, name: 'd' }), new Block({ name: 'block' })], {
      name: 's',
    });
    const paths = ['s/d/kernel', 's/d/bias', 's/block/inner/kernel', 's/block/inner/bias'];
    checkEqual(
      own.weights.map(({ path }) => path),
      paths,
      'in a Sequential',
    );
    const a = input([2]);
    const functional = model({ inputs: a, outputs: layers.dense({ units: 1, name: 'e' }).apply(a), name: 'f' });
    checkEqual(
      functional.weights.map(({ path }) => path),
      ['e/kernel', 'e/bias'],
      'in a functional model',
    );
  },

  async 'further arguments of a call on values'() {
    class Shifted extends Layer {
      override call(value: GraphNode, { by, times }: { readonly by?: GraphNode; readonly times?: number }): GraphNode {
        return ops.multiply(ops.add(value, by ?? 0), times ?? 1);
      }
    }
    const layer = new Shifted();
    checkEqual(
      await ran(layer, x, { by: tensor([[10, 20]]), times: 2 }),
      [
        [22, 44],
        [26, 48],
      ],
      'a tensor and a number',
    );
    checkEqual(
      await ran(layer, x, { by: tensor([[0, 1]]), times: 2 }),
      [
        [2, 6],
        [6, 10],
      ],
      'another tensor',
    );
    checkEqual(
      await ran(layer, x),
      [
        [1, 2],
        [3, 4],
      ],
      'none',
    );
    const a = input([2]);
    const by = input([2]);
    const own = model({ inputs: [a, by], outputs: layer.apply(a, { by, times: 3 }) });
    checkEqual(
      ((await own.predict([x, x], { verbose: 0 })) as Tensor).toNested(),
      [
        [6, 12],
        [18, 24],
      ],
      'in a model',
    ); // one output
  },

  async 'parameters of what is not built are not counted'() {
    const { message } = await failure(() => sequential([layers.dense({ units: 1 })]).countParams());
    check(message.includes('a built layer') && message.includes('build(inputShape)'), message);
    checkEqual(layers.dropout({ rate: 0.5 }).countParams(), 0, 'of a layer without weights');
  },

  async 'looking at a layer does not change the random numbers that follow'() {
    const values = async (look: boolean) => {
      setRandomSeed(1);
      const first = layers.dense({ units: 2, kernelInitializer: 'heNormal' });
      if (look) {
        first.getConfig();
        first.computeOutputShape([null, 3]);
      }
      const own = sequential([input([3]), first]);
      return [...(await own.getWeights())[0]!.data]; // a kernel
    };
    checkEqual(await values(true), await values(false), 'the kernel');
  },
};
