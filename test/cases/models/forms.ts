/** One network as each kind of model: the same numbers come out. */
import {
  input,
  type Layer,
  layers,
  Model,
  model,
  modelFromConfig,
  sequential,
  setRandomSeed,
  type Tensor,
  tensor,
} from '../../../src/index.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { checkEqual } from '../../expectations.ts';
import type { Behaviours } from '../models.ts';

/** The layers of the network, new ones each time. */
function parts(): Layer[] {
  return [
    layers.dense({ units: 6, activation: 'tanh', kernelRegularizer: { class_name: 'L2', config: { l2: 0.01 } } }),
    layers.batchNormalization({ momentum: 0.9 }),
    layers.dense({ units: 3, activation: 'softmax' }),
  ];
}

/** Layers in a field. */
class Listed extends Model {
  static override readonly className = 'Listed';
  readonly inner = parts();

  override call(x: GraphNode): GraphNode {
    return this.inner.reduce((value, layer) => layer.apply(value), x);
  }
}

/** Layers in fields of their own, made when the input is known. */
class Named extends Model {
  static override readonly className = 'Named';
  blocks: { hidden: Layer; norm: Layer } | null = null;
  head: Layer | null = null;

  override build(): void {
    const [hidden, norm, head] = parts() as [Layer, Layer, Layer]; // three parts
    this.blocks = { hidden, norm };
    this.head = head;
  }

  override call(x: GraphNode): GraphNode {
    const { hidden, norm } = this.blocks!; // build() made them
    return this.head!.apply(norm.apply(hidden.apply(x)));
  }
}

function functional(): Model {
  const x = input([4], { name: 'x' });
  return model({ inputs: x, outputs: parts().reduce((value, layer) => layer.apply(value), x) });
}

function nested(): Model {
  const [first, ...rest] = parts() as [Layer, ...Layer[]]; // three parts
  const x = input([4]);
  return model({ inputs: x, outputs: sequential(rest).apply(sequential([first]).apply(x)) });
}

const FORMS: Readonly<Record<string, () => Model>> = {
  'a Sequential': () => sequential([input([4]), ...parts()]),
  'a Sequential without an input': () => sequential(parts()),
  'a functional model': functional,
  'a functional model of Sequentials': nested,
  'a subclass with its layers in a list': () => new Listed(),
  'a subclass that makes its layers in build': () => new Named(),
  'a Sequential from a configuration': () =>
    modelFromConfig(JSON.parse(JSON.stringify(layers.serialize(sequential([input([4]), ...parts()]))))),
  'a functional model from a configuration': () =>
    modelFromConfig(JSON.parse(JSON.stringify(layers.serialize(functional())))),
};

const ROWS = 22;
const x = tensor(
  Float32Array.from({ length: ROWS * 4 }, (_, place) => Math.sin(place * place)),
  [ROWS, 4],
);
const y = tensor(
  Int32Array.from({ length: ROWS }, (_, row) => (row * 7) % 3),
  [ROWS],
);

interface Run {
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly evaluated: unknown;
  readonly predicted: readonly number[];
  readonly shapes: readonly string[];
  readonly weights: readonly (readonly number[])[];
}

/** Trains from the same weights, with the same order of samples. */
async function run(make: () => Model): Promise<Run> {
  setRandomSeed(3);
  using own = make();
  if (!own.built || own.isUnbuilt) await own.predict(x, { verbose: 0 });
  const start = own.weights.map(({ shape }, index) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return tensor(
      Float32Array.from({ length: size }, (_, place) => 0.4 * Math.cos(place + index) ** 2),
      [...shape],
    );
  });
  own.setWeights(start);
  own.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] });
  setRandomSeed(5);
  const { history } = await own.fit(x, y, { epochs: 3, batchSize: 8, validationSplit: 0.2, verbose: 0 });
  const predicted = (await own.predict(x, { verbose: 0 })) as Tensor; // one output
  return {
    history,
    evaluated: await own.evaluate(x, y, { verbose: 0 }),
    predicted: [...predicted.data],
    shapes: own.weights.map(({ shape }) => shape.join('x')),
    weights: (await own.getWeights()).map(({ data }) => [...data]),
  };
}

export const formBehaviours: Behaviours = {
  ...Object.fromEntries(
    Object.entries(FORMS)
      .slice(1)
      .map(([name, make]) => [
        `${name} trains as a Sequential does, to the last bit`,
        async () => {
          const [own, plain] = [await run(make), await run(FORMS['a Sequential']!)]; // the first of the list
          checkEqual(own, plain, 'history, evaluation, predictions and weights');
        },
      ]),
  ),

  async 'weights come in the order of Keras'() {
    for (const make of Object.values(FORMS)) {
      const { shapes } = await run(make);
      // Dense: kernel, bias; BatchNormalization: gamma, beta, moving mean, moving variance.
      checkEqual(shapes, ['4x6', '6', '6', '6', '6', '6', '6x3', '3'], 'shapes of the weights');
    }
  },
};
