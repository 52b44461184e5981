/** What the types of models and layers must say. Nothing here runs: it is the compiler that tests it. */
import {
  type GraphNode,
  input,
  type KerasTensor,
  Layer,
  layers,
  Model,
  model,
  ops,
  type Structure,
  sequential,
  Tensor,
  type Weight,
} from '../../src/index.ts';

/** Compiles only for a value of exactly this type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function is<Expected>() {
  return <Given>(_: Given, ..._same: Same<Given, Expected> extends true ? [] : [never]): void => {};
}

/** Layers that are called: symbolic tensors give symbolic tensors, nodes give nodes. */
export function applied(x: KerasTensor, node: GraphNode): void {
  const dense = layers.dense({ units: 1 });
  is<KerasTensor>()(dense.apply(x));
  is<KerasTensor>()(layers.add().apply([x, x]));
  is<GraphNode>()(dense.apply(node, { training: true }));
  is<KerasTensor[]>()(dense.apply<KerasTensor[]>(x));
  is<Record<string, KerasTensor>>()(dense.apply<Record<string, KerasTensor>>({ a: x }));
  is<KerasTensor>()(ops.relu(dense.apply(x)));
  is<GraphNode>()(ops.multiply(dense.apply(node), 2));
  is<KerasTensor[]>()(ops.split(dense.apply(x), 2, -1));
  is<KerasTensor>()(ops.concatenate([dense.apply(x), x]));
  // @ts-expect-error values are given to run
  dense.apply([[1, 2]]);
  // @ts-expect-error symbolic tensors and nodes cannot be mixed
  is<KerasTensor>()(layers.add().apply([x, node]));
}

/** Options by name, with their values. */
export function options(): void {
  layers.dense({ units: 1, activation: 'relu', kernelInitializer: 'heNormal', name: 'd' });
  // @ts-expect-error an option with a slip of the pen
  layers.dense({ units: 1, activaton: 'relu' });
  // @ts-expect-error a required option is missing
  layers.conv2d({ filters: 3 });
  // @ts-expect-error a layer of no such name
  layers.danse({ units: 1 });
  layers.lambda({ function: (x: GraphNode) => ops.multiply(x, 2) });
  layers.timeDistributed({ layer: layers.dense({ units: 1 }) });
}

/** Models: what goes in and what comes out. */
export async function models(x: KerasTensor): Promise<void> {
  const chain = sequential([input([4]), layers.dense({ units: 1 })]);
  const own = model({ inputs: { x }, outputs: [x, layers.identity().apply(x)] });
  is<Tensor | Tensor[]>()(await chain.predict([[1, 2, 3, 4]]));
  is<Tensor>()(await chain.predict<Tensor>(new Float32Array(4)));
  is<Record<string, Tensor>>()(await own.predict<Record<string, Tensor>>({ x: [[1]] }));
  is<Tensor | Tensor[]>()(await layers.flatten().run([[1, 2]]));
  const { history } = await chain.fit([[1, 2, 3, 4]], [[1]], {
    epochs: 2,
    batchSize: 32,
    validationData: [[[1, 2, 3, 4]], [[1]]],
    callbacks: { onEpochEnd: (epoch) => void epoch.toFixed() },
  });
  const losses: readonly number[] = history['loss'] ?? [];
  losses.at(-1);
  await own.fit({ x: [[1]] }, [[[1]], null], { sampleWeight: [null, [1]] });
  const logs: Readonly<Record<string, number>> = await chain.evaluate([[1, 2, 3, 4]], [[1]]);
  void logs;
  chain.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
  own.compile({ loss: { a: 'mse', b: null }, lossWeights: { a: 1 }, metrics: { a: ['mae', 'mse'] } });
  chain.summary({ showTrainable: true });
  chain.summary((line) => void line.length);
  const part: Structure<KerasTensor> = chain.getLayer({ index: 0 }).output;
  model({ inputs: chain.inputs, outputs: part });
  // @ts-expect-error an option of fit with a slip of the pen
  await chain.fit([[1, 2, 3, 4]], [[1]], { epoch: 2 });
  // @ts-expect-error outputs are symbolic tensors
  model({ inputs: x, outputs: new Tensor([1], 'float32', new Float32Array(1)) });
}

/** Classes of one's own. */
export class Scale extends Layer {
  static override readonly className = 'Scale';
  factor: Weight | null = null;

  override build(inputShape: readonly (number | null)[]): void {
    this.factor = this.addWeight({ shape: [inputShape.at(-1) ?? 1], initializer: 'ones' });
  }

  override call(x: GraphNode, { training }: { readonly training?: boolean | null }): GraphNode {
    return training ? x : ops.multiply(x, this.factor!.value); // build() made it
  }
}

export class Two extends Model {
  readonly parts = [new Scale(), layers.dense({ units: 1 })];

  override call({ a, b }: { readonly a: GraphNode; readonly b: GraphNode }): Record<string, GraphNode> {
    return { sum: ops.add(a, b) };
  }
}
