/** Classes and functions of one's own in files. */
import { unzipSync } from 'fflate';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  constraints,
  initializers,
  input,
  Layer,
  layers,
  loadModel,
  Model,
  ops,
  optimizers,
  regularizers,
  Sequential,
  saving,
  sequential,
  setBackend,
} from '../../src/index.ts';
import type { GraphNode } from '../../src/runtime/graph.ts';
import { partsOf } from '../golden/kerasFiles.ts';
import { again, pathsOf, x, y } from './roundTrip.ts';

beforeAll(() => setBackend('cpu'));
beforeEach(() => {
  vi.restoreAllMocks();
});

describe("classes and functions of one's own", () => {
  class Scale extends Layer {
    static override readonly className: string = 'Scale';
    readonly by: number;
    constructor(options: { readonly by: number; readonly name?: string }) {
      super(options);
      this.by = options.by;
    }
    override call(inputs: GraphNode): GraphNode {
      return ops.multiply(inputs, this.by);
    }
    protected override configOptions() {
      return { by: this.by };
    }
  }

  class Halves extends initializers.Initializer {
    static override readonly className = 'Halves';
    override values(shape: readonly number[]) {
      return new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5);
    }
  }

  class Clipped extends optimizers.Adam {
    static override readonly className: string = 'Clipped';
  }

  function ownLoss(yTrue: GraphNode, yPred: GraphNode): GraphNode {
    return ops.mean(ops.square(ops.subtract(yTrue, yPred)), -1);
  }

  function steep(value: GraphNode): GraphNode {
    return ops.tanh(ops.multiply(value, 3));
  }

  const own = () => {
    const made = sequential([
      input([4]),
      layers.dense({
        units: 3,
        activation: steep,
        kernelInitializer: new Halves(),
        biasConstraint: constraints.nonNeg(),
      }),
      new Scale({ by: 2 }),
      layers.dense({ units: 1, kernelRegularizer: regularizers.l2(0.1) }),
    ]);
    made.compile({ optimizer: new Clipped({ learningRate: 0.1 }), loss: ownLoss, metrics: [ownLoss, 'mae'] });
    return made;
  };

  it('are given by name', async () => {
    const made = own();
    await made.fit(x, y);
    const other = await again(made, { customObjects: { Scale, Halves, Clipped, ownLoss, steep } });
    expect(other.layers[1]).toBeInstanceOf(Scale);
    expect(other.optimizer).toBeInstanceOf(Clipped);
  });

  it('are registered', async () => {
    const register = saving.registerKerasSerializable({ package: 'test' });
    for (const each of [Scale, Halves, Clipped]) register(each as never);
    register(steep);
    saving.registerKerasSerializable({ package: 'test', name: 'own_loss' })(ownLoss);
    expect(saving.getRegisteredName(Scale)).toBe('test>Scale');
    expect(saving.getRegisteredObject('test>own_loss')).toBe(ownLoss);
    const made = own();
    await made.fit(x, y);
    await again(made);
    const { config } = await partsOf(await made.save());
    expect(config).toMatchObject({
      config: {
        layers: [
          {},
          { config: { activation: 'test>steep' } },
          { class_name: 'Scale', registered_name: 'test>Scale' },
          {},
        ],
      },
      compile_config: {
        optimizer: { class_name: 'Clipped', registered_name: 'test>Clipped' },
        loss: { module: 'builtins', class_name: 'function', config: 'test>own_loss', registered_name: 'function' },
      },
    });
  });

  it('functions stand wherever a configuration has an object', async () => {
    const half = (shape: readonly number[]) => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5);
    const flat = (weight: GraphNode) => ops.multiply(ops.sum(ops.square(weight)), 0.1);
    const positive = (weight: GraphNode) => ops.maximum(weight, 0);
    const slowing = (step: GraphNode) => ops.divide(0.1, ops.add(step, 1));
    const make = () => {
      const made = sequential([
        input([4]),
        layers.dense({ units: 1, kernelInitializer: half, kernelRegularizer: flat, biasConstraint: positive }),
      ]);
      made.compile({ optimizer: optimizers.sgd({ learningRate: slowing, momentum: 0.9 }), loss: 'mse' });
      return made;
    };
    const named = make();
    await named.fit(x, y);
    await again(named, { customObjects: { half, flat, positive, slowing } });

    const register = saving.registerKerasSerializable({ package: 'functions' });
    for (const each of [half, flat, positive, slowing]) register(each as never);
    const registered = make();
    await registered.fit(x, y);
    await again(registered);
    const { config } = await partsOf(await registered.save());
    expect(config).toMatchObject({
      config: {
        layers: [{}, { config: { kernel_initializer: { class_name: 'function', config: 'functions>half' } } }],
      },
      compile_config: { optimizer: { config: { learning_rate: { config: 'functions>slowing' } } } },
    });
  });

  it('in the place of one of these names, a class of Keras stays what it is', async () => {
    class Dense extends Scale {
      static override readonly className: string = 'Dense';
    }
    saving.registerKerasSerializable({ package: 'test' })(Dense);
    const made = sequential([input([4]), layers.dense({ units: 1 })]);
    expect((await loadModel(await made.save())).layers[0]).toBeInstanceOf(layers.Dense);
  });

  it('what is not known of how a model was compiled leaves it without, and says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const made = sequential([input([4]), layers.dense({ units: 1 })]);
    const unheardOf = (t: GraphNode, p: GraphNode): GraphNode => ops.mean(ops.subtract(t, p), -1);
    made.compile({ optimizer: 'sgd', loss: unheardOf });
    const other = await loadModel(await made.save());
    expect(other.optimizer).toBeNull();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('loadModel(source, { customObjects: { unheardOf } })'));
  });

  class Net extends Model {
    static override readonly className: string = 'Net';
    readonly hidden: Layer;
    readonly heads: readonly Layer[];
    constructor(readonly settings: { readonly units: number; readonly name?: string }) {
      super(settings);
      this.hidden = layers.dense({ units: settings.units, activation: 'relu' });
      this.heads = [layers.dense({ units: 1 }), layers.dense({ units: 1 })];
    }
    override call(inputs: GraphNode): GraphNode {
      const hidden = this.hidden.apply(inputs);
      return this.heads.map((head) => head.apply(hidden)).reduce((a, b) => ops.add(a, b));
    }
    protected override configOptions() {
      return { units: this.settings.units };
    }
  }

  it('models of other classes are built for the inputs that they had', async () => {
    const net = new Net({ units: 3, name: 'net' });
    net.compile({ optimizer: 'adam', loss: 'mse' });
    await net.fit(x, y);
    expect(await pathsOf(net)).toEqual([
      'heads/dense/vars/0',
      'heads/dense/vars/1',
      'heads/dense_1/vars/0',
      'heads/dense_1/vars/1',
      'hidden/vars/0',
      'hidden/vars/1',
    ]);
    const other = await again(net, { customObjects: { Net } });
    expect(other).toBeInstanceOf(Net);
  });

  it('models that are a list of layers keep their class', async () => {
    class Chain extends Sequential {
      static override readonly className: string = 'Chain';
    }
    const chain = new Chain({ layers: [input([4]), layers.dense({ units: 1 })] });
    expect(await again(chain, { customObjects: { Chain } })).toBeInstanceOf(Chain);
  });
});

describe('what layers keep beside their weights', () => {
  const texts = ['a b c', 'b c', 'c'];
  const adapted = async () => {
    const vectorize = layers.textVectorization({ outputMode: 'tf_idf' });
    await vectorize.adapt(texts);
    return sequential([vectorize]);
  };

  it('vocabularies of texts, twice as in Keras', async () => {
    const own = await adapted();
    const bytes = await own.save();
    const names = Object.keys(unzipSync(bytes)).filter((name) => name.startsWith('assets/'));
    expect(names).toEqual([
      'assets/layers/text_vectorization/vocabulary.txt',
      'assets/layers/text_vectorization/_lookup_layer/vocabulary.txt',
    ]);
    expect(await pathsOf(own)).toEqual([
      'layers/text_vectorization/_lookup_layer/vars/idf_weights',
      'layers/text_vectorization/vars/idf_weights',
    ]);
    const other = await loadModel(bytes);
    const run = (model: Model) => (model.layers[0] as InstanceType<typeof layers.TextVectorization>).run(texts); // it is one
    expect(await run(other)).toEqual(await run(own));
  });

  it('moments and boundaries of numbers', async () => {
    const [normalize, divide] = [layers.normalization(), layers.discretization({ numBins: 3 })];
    await normalize.adapt(x);
    await divide.adapt(x);
    await again(sequential([input([4]), normalize, layers.dense({ units: 1 })]));
    await again(sequential([input([4]), divide]));
  });

  /** Multiplies by numbers that belong to words. */
  class Words extends Layer {
    static override readonly className: string = 'Words';
    words: readonly string[] = [];
    factors = new Float32Array(1).fill(1);
    assets() {
      return { 'words.txt': this.words.join('\n') };
    }
    ownVariables() {
      return { factors: this.factors };
    }
    loadAssets({ 'words.txt': text }: Readonly<Record<string, string>>, variables: Record<string, ArrayLike<number>>) {
      this.words = text?.split('\n') ?? [];
      this.factors = Float32Array.from(variables['factors'] ?? []);
    }
    override call(inputs: GraphNode): GraphNode {
      return ops.multiply(inputs, this.factors[0] ?? 1);
    }
  }

  const make = () => {
    const words = new Words({ name: 'w' });
    words.words = ['né', 'zwei'];
    words.factors = Float32Array.of(2, 3, 4);
    return sequential([input([4]), words, layers.dense({ units: 1 })]);
  };

  it('texts are files of their own, variables are named', async () => {
    const made = make();
    const bytes = await made.save();
    expect(new TextDecoder().decode(unzipSync(bytes)['assets/layers/words/words.txt'])).toBe('né\nzwei');
    expect(await pathsOf(made)).toContain('layers/words/vars/factors');
    const other = await again(made, { customObjects: { Words } });
    expect(other.layers[0]).toMatchObject({ words: ['né', 'zwei'], factors: Float32Array.of(2, 3, 4) });
  });
});
