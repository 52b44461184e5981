/** Attention: masks, forms of call, options. Expected values come from plain loops over queries and keys. */
import { input, type Layer, layers, tensor } from '../../../src/index.ts';
import type { LayerCase, LayerCases } from '../layers.ts';

type Matrix = readonly (readonly number[])[];

/** Which keys count for a query, in a head. */
type Counts = (query: number, key: number, head: number) => boolean;

const all: Counts = () => true;
const causal: Counts = (query, key) => key <= query;

interface Reference {
  readonly scale: number;
  readonly counts: Counts;
  /** What a query gives for which no key counts. */
  readonly empty: 'uniform' | 'zero';
  readonly score: (query: readonly number[], key: readonly number[]) => number;
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0); // equal lengths
const tanhs = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + Math.tanh(value + b[index]!), 0); // equal lengths

const PLAIN: Reference = { scale: 1, counts: all, empty: 'uniform', score: dot };

/** The weights of all keys for each query. */
function weightsOf(q: Matrix, k: Matrix, head: number, { scale, counts, empty, score }: Reference): number[][] {
  return q.map((query, i) => {
    const own = k.map((key, j) => (counts(i, j, head) ? Math.exp(scale * score(query, key)) : 0));
    const total = own.reduce((sum, value) => sum + value, 0);
    if (total === 0) return k.map(() => (empty === 'zero' ? 0 : 1 / k.length));
    return own.map((value) => value / total);
  });
}

function mixed(weights: Matrix, v: Matrix): number[][] {
  return weights.map((row) =>
    v[0]!.map((_, column) =>
      dot(
        row,
        v.map((value) => value[column]!),
      ),
    ),
  ); // a matrix
}

/** The output of one sample. */
function attended(q: Matrix, v: Matrix, row: Partial<Reference> = {}, k: Matrix = v): number[][] {
  return mixed(weightsOf(q, k, 0, { ...PLAIN, ...row }), v);
}

/** Features of one of the heads of size 2. */
const headOf = (x: Matrix, head: number): Matrix => x.map((row) => row.slice(2 * head, 2 * head + 2));

/** The weights of two heads of size 2, and what they give side by side; `shared`: both with the first head of the key. */
function heads(q: Matrix, v: Matrix, row: Partial<Reference> = {}, k: Matrix = v, shared = false) {
  const all = [0, 1].map((head) => {
    const own = shared ? 0 : head;
    const options = { ...PLAIN, scale: 1 / Math.sqrt(2), ...row };
    const weights = weightsOf(headOf(q, head), headOf(k, own), head, options);
    return { weights, output: mixed(weights, headOf(v, own)) };
  });
  const output = q.map((_, i) => all.flatMap((each) => each.output[i]!)); // one row per query
  return { output, weights: all.map(({ weights }) => weights) };
}

const query: Matrix = [
  [1, -0.5, 0.25, 2],
  [0.5, 1, -1, 0],
  [-2, 0.75, 1, 0.5],
];
const value: Matrix = [
  [0.5, 1, -0.25, 1],
  [-1, 0.25, 2, -0.5],
  [1.5, -2, 0.5, 1],
];
const key: Matrix = [
  [1, 0, 0.5, -1],
  [0.25, 2, -1, 0.5],
  [-0.5, 1, 1, 2],
];
const some: readonly boolean[] = [true, false, true];
const few: readonly boolean[] = [true, true, false];
const list = [[query], [value]];

const byKey: Counts = (_, j) => some[j]!; // a key
const both: Counts = (i, j) => few[i]! && some[j]!; // a query and a key
const zeroed = (rows: Matrix): Matrix => rows.map((row, i) => (few[i] ? row : row.map(() => 0)));
const keepsMask = { mask: [few] } as const;

const scored: LayerCases = {
  'Attention: places of the value that do not count': {
    make: () => layers.attention(),
    list,
    masks: [null, [some]],
    mask: null,
    gives: [attended(query, value, { counts: byKey })],
  },
  'Attention: places of the query that do not count give 0, and the mask goes on': {
    make: () => layers.attention(),
    list,
    masks: [[few], [some]],
    ...keepsMask,
    gives: [zeroed(attended(query, value, { counts: byKey }))],
  },
  'Attention: nothing counts': {
    make: () => layers.attention(),
    list,
    masks: [null, [[false, false, false]]],
    gives: [attended(query, value, { counts: () => false })],
  },
  'Attention: masks given by name': {
    make: () => layers.attention(),
    list,
    args: { mask: [null, [some]] },
    gives: [attended(query, value, { counts: byKey })],
  },
  'Attention: causal': {
    make: () => layers.attention(),
    list,
    args: { useCausalMask: true },
    gives: [attended(query, value, { counts: causal })],
  },
  'Attention: causal, with a mask': {
    make: () => layers.attention(),
    list,
    masks: [null, [some]],
    args: { useCausalMask: true },
    gives: [attended(query, value, { counts: (i, j) => j <= i && some[j]! })], // a key
  },
  'Attention: a key of its own, and the weights': {
    make: () => layers.attention({ useScale: true, dropout: 0.5 }),
    list: [...list, [key]],
    args: { returnAttentionScores: true },
    output: 1,
    mask: null,
    gives: [weightsOf(query, key, 0, PLAIN)],
    config: { use_scale: true, score_mode: 'dot', dropout: 0.5, seed: null },
  },
  'Attention: sums of query and key': {
    make: () => layers.attention({ useScale: true, scoreMode: 'concat' }),
    list,
    gives: [attended(query, value, { score: tanhs })],
    config: { score_mode: 'concat' },
  },
  'Attention: dropout': {
    make: () => layers.attention({ dropout: 0.5 }),
    list,
    training: true,
    random: true,
  },
  'Attention: no dropout outside of training': {
    make: () => layers.attention({ dropout: 0.5, seed: 3 }),
    list,
    gives: [attended(query, value)],
  },
  'AdditiveAttention: without a factor, causal and masked': {
    make: () => layers.additiveAttention({ useScale: false }),
    list,
    masks: [[few], [some]],
    args: { useCausalMask: true },
    ...keepsMask,
    gives: [zeroed(attended(query, value, { score: tanhs, counts: (i, j) => j <= i && some[j]! }))], // a key
    config: { use_scale: false, dropout: 0, seed: null },
  },
};

/**
 * A layer of inputs with four features whose projections change nothing: biases 0, kernels with 1 at equal places.
 *
 * @param zeros - Indices of kernels that are 0.
 */
function plain(layer: Layer, rank = 3, zeros: readonly number[] = []): Layer {
  const shape = [...new Array<number>(rank - 2).fill(3), 4];
  layer.apply([input(shape), input(shape)]);
  layer.setWeights(
    layer.weights.map((weight, index) => {
      const size = weight.shape.reduce((product, length) => product * length, 1);
      const isKernel = weight.shape.length === 3 && !zeros.includes(index);
      const columns = weight.shape[0] === 4 ? size / 4 : 4; // of a projection; of the output
      const values = Array.from({ length: size }, (_, i) =>
        isKernel && Math.floor(i / columns) === i % columns ? 1 : 0,
      );
      return tensor(values, [...weight.shape]);
    }),
  );
  return layer;
}

const mha = (options: Partial<Parameters<typeof layers.multiHeadAttention>[0]> = {}) =>
  plain(layers.multiHeadAttention({ numHeads: 2, keyDim: 2, ...options }));
const gqa = () => plain(layers.groupQueryAttention({ headDim: 2, numQueryHeads: 2, numKeyValueHeads: 1 }));

/** Rows of MultiHeadAttention: what is given, and which keys count. */
function multi(counts: Counts, row: Partial<LayerCase> & { readonly options?: Parameters<typeof mha>[0] }): LayerCase {
  const { options, ...rest } = row;
  return { make: () => mha(options), list, gives: [heads(query, value, { counts }).output], ...rest };
}

const places = [few, some, [true, true, true]];
const placeCounts: Counts = (i, j) => places[i]![j]!; // of three queries and keys
const bools = (values: Parameters<typeof tensor>[0]) => tensor(values, undefined, 'bool');

const projected: LayerCases = {
  'MultiHeadAttention: heads': multi(all, { mask: null }),
  'MultiHeadAttention: places of the value that do not count': multi(byKey, { masks: [null, [some]], mask: null }),
  'MultiHeadAttention: places of the query that do not count see everything alike': multi(both, {
    masks: [[few], [some]],
    ...keepsMask,
  }),
  'MultiHeadAttention: with weights, they see nothing': {
    make: mha,
    list,
    masks: [[few], [some]],
    args: { returnAttentionScores: true },
    gives: [heads(query, value, { counts: both, empty: 'zero' }).output],
    ...keepsMask,
  },
  'MultiHeadAttention: weights of each head': {
    make: mha,
    list: [...list, [key]],
    args: { returnAttentionScores: true },
    output: 1,
    mask: null,
    gives: [heads(query, value, {}, key).weights],
  },
  'MultiHeadAttention: the key has a mask of its own': {
    make: mha,
    list: [...list, [key]],
    masks: [null, [some], [few]],
    gives: [heads(query, value, { counts: (_, j) => some[j]! && few[j]! }, key).output], // a key
  },
  'MultiHeadAttention: masks by name come first': multi(byKey, {
    masks: [[few], [few]],
    args: { queryMask: bools([[1, 1, 1]]), valueMask: bools([some]) },
  }),
  'MultiHeadAttention: causal': multi(causal, { args: { useCausalMask: true } }),
  'MultiHeadAttention: a window': multi((i, j) => Math.abs(i - j) < 2, {
    options: { slidingWindow: 2 },
    config: { sliding_window: 2 },
  }),
  'MultiHeadAttention: causal in a window of one place': multi((i, j) => i === j, {
    options: { slidingWindow: 1 },
    args: { useCausalMask: true },
  }),
  'MultiHeadAttention: a mask of places': multi(placeCounts, { args: { attentionMask: bools([places]) } }),
  'MultiHeadAttention: a mask without batch': multi(placeCounts, { args: { attentionMask: bools(places) } }),
  'MultiHeadAttention: a mask of numbers': multi(placeCounts, {
    args: { attentionMask: tensor([places.map((row) => row.map((each) => (each ? 1 : 0)))]) },
  }),
  'MultiHeadAttention: a mask for each head, and other masks': multi(
    (i, j, head) => j <= i && some[j]! && (head === 0 || places[i]![j]!), // of three queries and keys
    {
      masks: [null, [some]],
      args: { useCausalMask: true, attentionMask: bools([[new Array(3).fill([1, 1, 1]), places]]) },
    },
  ),
  'MultiHeadAttention: a gate of 1/2': {
    make: () => plain(layers.multiHeadAttention({ numHeads: 2, keyDim: 2, useGate: true }), 3, [4]), // the gate's kernel
    list,
    gives: [heads(query, value).output.map((row) => row.map((each) => each / 2))],
    config: { use_gate: true },
  },
  'MultiHeadAttention: other sizes of values and of the output': {
    make: () => layers.multiHeadAttention({ numHeads: 2, keyDim: 3, valueDim: 5, outputShape: [2, 3] }),
    list,
    shape: [1, 3, 2, 3],
    config: { value_dim: 5, output_shape: [2, 3], attention_axes: null },
  },
  'MultiHeadAttention: one of two axes is attended': {
    make: () => plain(layers.multiHeadAttention({ numHeads: 2, keyDim: 2, attentionAxes: 2 }), 4),
    list: [[[query, key, value]], [[value, query, key]]],
    masks: [[[few, few, few]], [[some, some, some]]],
    args: { useCausalMask: true },
    gives: [
      [
        [query, value],
        [key, query],
        [value, key],
      ].map(([q, v]) => heads(q!, v!, { counts: (i, j) => both(i, j, 0) && j <= i, empty: 'zero' }).output), // pairs
    ],
    config: { attention_axes: [2] },
  },
  'MultiHeadAttention: the first of two axes is attended': {
    make: () => plain(layers.multiHeadAttention({ numHeads: 2, keyDim: 2, attentionAxes: -3 }), 4),
    list: [[query.map((row) => [row, row, row])], [value.map((row) => [row, row, row])]],
    gives: [heads(query, value).output.map((row) => [row, row, row])],
    config: { attention_axes: [1] },
  },
  'MultiHeadAttention: two attended axes': {
    make: () => plain(layers.multiHeadAttention({ numHeads: 2, keyDim: 2 }), 4),
    list: [[[query, key, value]], [[value, query, key]]],
    masks: [null, [[some, few, some]]],
    gives: [
      [query, key, value].map(
        (rows) =>
          heads(rows, [...value, ...query, ...key], { counts: (_, j) => [...some, ...few, ...some][j]!, empty: 'zero' }) // nine keys
            .output,
      ),
    ],
    config: { attention_axes: [1, 2] },
  },
  'MultiHeadAttention: dropout': {
    make: () => mha({ dropout: 0.5 }),
    list,
    training: true,
    random: true,
  },
  'MultiHeadAttention: no dropout outside of training': multi(both, {
    options: { dropout: 0.5, seed: 4 },
    masks: [[few], [some]],
    config: { dropout: 0.5, seed: 4 },
  }),
  'MultiHeadAttention: without biases': {
    make: () => layers.multiHeadAttention({ numHeads: 2, keyDim: 2, useBias: false }),
    list: [[query.map(() => [0, 0, 0, 0])], [value]],
    shape: [1, 3, 4],
    config: { use_bias: false },
  },
  'GroupQueryAttention: heads share a key': {
    make: gqa,
    list: [...list, [key]],
    gives: [heads(query, value, {}, key, true).output],
  },
  'GroupQueryAttention: masks, causal, in a window': {
    make: () =>
      plain(layers.groupQueryAttention({ headDim: 2, numQueryHeads: 2, numKeyValueHeads: 1, slidingWindow: 2 })),
    list,
    masks: [[few], [some]],
    args: { useCausalMask: true },
    gives: [heads(query, value, { counts: (i, j) => both(i, j, 0) && j <= i && i - j < 2 }, value, true).output],
    ...keepsMask,
    config: { num_query_heads: 2, num_key_value_heads: 1, head_dim: 2, sliding_window: 2 },
  },
  'GroupQueryAttention: a mask for each head': {
    make: gqa,
    list,
    args: { attentionMask: bools([[new Array(3).fill([1, 1, 1]), places]]) },
    gives: [heads(query, value, { counts: (i, j, head) => head === 0 || placeCounts(i, j, 0) }, value, true).output],
  },
  'GroupQueryAttention: weights of each head': {
    make: gqa,
    list,
    args: { returnAttentionScores: true, attentionMask: bools([places]) },
    output: 1,
    gives: [heads(query, value, { counts: placeCounts }, value, true).weights],
  },
};

export const attentionLayers: LayerCases = { ...scored, ...projected };
