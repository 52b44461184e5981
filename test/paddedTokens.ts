/** Padding in a transformer: what it must not change. Runs in Node and in the browser, on the executor in use. */
import { input, layers, type Model, model, ops, type Tensor, tensor } from '../src/index.ts';

const PLACES = 5;
const WIDTH = 8;

/** Attention of tokens, whose keys know their places, and the mean over the tokens that are no padding. */
function classifier(): Model {
  const tokens = input([PLACES], { dtype: 'int32' });
  const words = layers.embedding({ inputDim: 7, outputDim: WIDTH, maskZero: true }).apply(tokens);
  const places = layers.embedding({ inputDim: PLACES, outputDim: WIDTH }).apply(ops.arange(0, PLACES));
  const attention = layers.multiHeadAttention({ numHeads: 2, keyDim: 4 });
  const attended = attention.apply([layers.layerNormalization().apply(words), words, ops.add(words, places)]);
  return model({ inputs: tokens, outputs: layers.globalAveragePooling1d().apply(attended) });
}

/** What the model says before and after the vector of the padding has changed, and then that of a token. */
export async function saidOfPadded(): Promise<readonly (readonly number[])[]> {
  using m = classifier();
  const tokens = tensor(
    [
      [3, 1, 0, 0, 0],
      [2, 6, 5, 1, 0],
    ],
    undefined,
    'int32',
  );
  const said = async () => Array.from(((await m.predict(tokens, { verbose: 0 })) as Tensor).data); // one output
  const first = await said();
  const change = async (row: number) => {
    const [table, ...others] = (await m.getWeights()) as [Tensor, ...Tensor[]]; // words are the first layer
    const values = Float32Array.from(table.data, (value, i) => (Math.floor(i / WIDTH) === row ? value + 1 : value));
    m.setWeights([tensor(values, table.shape), ...others]);
  };
  await change(0);
  const second = await said();
  await change(1);
  return [first, second, await said()];
}
