/** A small language model as users write it: it learns a text by heart, and says it again. */
import {
  input,
  Layer,
  layers,
  losses,
  type Model,
  model,
  ops,
  optimizers,
  setBackend,
  setRandomSeed,
  type Tensor,
  tensor,
} from '../../../src/index.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { saidOfPadded } from '../../paddedTokens.ts';
import { TEXT } from './decoderText.ts';

const CONTEXT = 64;
const WIDTH = 64;

/** Vectors of tokens and of their places, added up. */
class TokensAndPlaces extends Layer {
  static override readonly className = 'TokensAndPlaces';
  readonly tokens: Layer;
  readonly places: Layer;

  constructor(vocabulary: number) {
    super();
    this.tokens = layers.embedding({ inputDim: vocabulary, outputDim: WIDTH });
    this.places = layers.embedding({ inputDim: CONTEXT, outputDim: WIDTH });
  }

  override call(x: GraphNode): GraphNode {
    return ops.add(this.tokens.apply(x), this.places.apply(ops.arange(0, x.shape[1]!))); // [batch, places]
  }
}

/** A pre-norm block: `x + attention(norm(x))`, then `x + mlp(norm(x))`. */
class Block extends Layer {
  static override readonly className = 'Block';
  readonly norms = [layers.layerNormalization(), layers.layerNormalization()] as const;
  readonly attention = layers.multiHeadAttention({ numHeads: 4, keyDim: WIDTH / 4 });
  readonly hidden = layers.dense({ units: 2 * WIDTH, activation: 'gelu' });
  readonly projection = layers.dense({ units: WIDTH });

  override call(x: GraphNode): GraphNode {
    const [first, second] = this.norms;
    const normed = first.apply(x);
    const middle = ops.add(x, this.attention.apply([normed, normed], { useCausalMask: true }));
    return ops.add(middle, this.projection.apply(this.hidden.apply(second.apply(middle))));
  }
}

/** Logits of the next token at each place. */
function decoder(vocabulary: number): Model {
  const tokens = input([CONTEXT], { dtype: 'int32' });
  const x = new Block().apply(new TokensAndPlaces(vocabulary).apply(tokens));
  const logits = layers.dense({ units: vocabulary }).apply(layers.layerNormalization().apply(x));
  return model({ inputs: tokens, outputs: logits });
}

interface Corpus {
  readonly characters: readonly string[];
  readonly x: Tensor;
  /** The characters one place later. */
  readonly y: Tensor;
}

/** The text in pieces of the context's length. */
function corpus(): Corpus {
  const characters = [...new Set(TEXT)].sort();
  const codes = [...TEXT].map((character) => characters.indexOf(character));
  const pieces = Math.floor((codes.length - 1) / CONTEXT);
  const from = (start: number) =>
    tensor(Int32Array.from(codes.slice(start, start + pieces * CONTEXT)), [pieces, CONTEXT]);
  return { characters, x: from(0), y: from(1) };
}

/** The text goes on from a prompt, each time by the most likely character. */
async function continued(m: Model, characters: readonly string[], prompt: string, length: number): Promise<string> {
  const codes = [...prompt].map((character) => characters.indexOf(character));
  while (codes.length < length) {
    const padded = Int32Array.from({ length: CONTEXT }, (_, place) => codes[place] ?? 0);
    const logits = (await m.predict(tensor(padded, [1, CONTEXT]), { verbose: 0 })) as Tensor; // one output
    const start = (codes.length - 1) * characters.length;
    const row = Array.from(logits.data.slice(start, start + characters.length));
    codes.push(row.indexOf(Math.max(...row)));
  }
  return codes.map((code) => characters[code]).join('');
}

export interface Learned {
  readonly characters: number;
  readonly losses: readonly number[];
  readonly milliseconds: number;
  /** A piece of the text, and what the model makes of its beginning. */
  readonly piece: string;
  readonly said: string;
}

/** Trains until the loss is below a bound, for at most so many epochs. */
export async function learnByHeart(bound: number, epochs: number): Promise<Learned> {
  await setBackend('webgpu', { profile: 'soft' });
  setRandomSeed(3);
  const { characters, x, y } = corpus();
  const m = decoder(characters.length);
  m.compile({
    optimizer: optimizers.adam({ learningRate: 0.003 }),
    loss: losses.sparseCategoricalCrossentropy({ fromLogits: true }),
  });
  const start = performance.now();
  const { history } = await m.fit(x, y, {
    batchSize: 16,
    epochs,
    verbose: 0,
    callbacks: {
      onEpochEnd: (_, logs) => {
        if ((logs?.['loss'] ?? Infinity) < bound) m.stopTraining = true;
      },
    },
  });
  const milliseconds = performance.now() - start;
  const piece = TEXT.slice(0, CONTEXT);
  return {
    characters: TEXT.length,
    losses: history['loss'] ?? [],
    milliseconds,
    piece,
    said: await continued(m, characters, piece.slice(0, 8), CONTEXT),
  };
}

/** See test/paddedTokens.ts. */
export async function padded(): Promise<readonly (readonly number[])[]> {
  await setBackend('webgpu', { profile: 'soft' });
  return saidOfPadded();
}
