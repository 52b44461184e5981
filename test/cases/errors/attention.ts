/** Attention layers given inputs, masks and options that they cannot take. */
import { input, layers, tensor } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';
import { wrongInput, wrongOption } from './layers.ts';

type Cases = Readonly<Record<string, ErrorCase>>;

/** A row for a symbolic call of a layer of query [null, 5, 8] and value [null, 6, 8] with some arguments. */
function wrongArgument(name: string, value: unknown, error: ErrorCase['error'], ...says: readonly string[]): ErrorCase {
  return {
    error,
    says: ['MultiHeadAttention "', ...says],
    run: () => mha().apply([input([5, 8]), input([6, 8])], { [name]: value }),
  };
}

const mha = (options: object = {}) => layers.multiHeadAttention({ numHeads: 2, keyDim: 4, ...options });
const gqa = (options: object = {}) =>
  layers.groupQueryAttention({ headDim: 4, numQueryHeads: 4, numKeyValueHeads: 2, ...options });

const inputs: Cases = {
  'Attention: one input': wrongInput(
    () => layers.attention(),
    [[5, 8]],
    'Attention "',
    'a list of 2 or 3 inputs',
    'received [null, 5, 8]',
    'layer.apply([query, value])',
  ),
  'Attention: four inputs': wrongInput(
    () => layers.attention(),
    [
      [5, 8],
      [6, 8],
      [6, 8],
      [6, 8],
    ],
    'a list of 2 or 3 inputs',
  ),
  'Attention: query and key of different sizes': wrongInput(
    () => layers.attention(),
    [
      [5, 8],
      [6, 7],
    ],
    'Attention "',
    'query [batch, T, dim], value [batch, S, size]',
    'received [[null, 5, 8], [null, 6, 7]]',
    'the same last axis',
  ),
  'Attention: value and key of different lengths': wrongInput(
    () => layers.attention(),
    [
      [5, 8],
      [6, 8],
      [7, 8],
    ],
    'received [[null, 5, 8], [null, 6, 8], [null, 7, 8]]',
  ),
  'Attention: an axis too many': wrongInput(
    () => layers.attention(),
    [
      [2, 5, 8],
      [2, 6, 8],
    ],
    'query [batch, T, dim]',
  ),
  'AdditiveAttention: an unknown size of the features': wrongInput(
    () => layers.additiveAttention(),
    [
      [5, null],
      [6, null],
    ],
    'AdditiveAttention "',
    'received [[null, 5, null], [null, 6, null]]',
  ),
  'MultiHeadAttention: one input': wrongInput(
    () => mha(),
    [[5, 8]],
    'MultiHeadAttention "',
    'a list of 2 or 3 inputs',
    'for self-attention layer.apply([x, x])',
  ),
  'MultiHeadAttention: an axis too few': wrongInput(
    () => mha(),
    [[8], [8]],
    'MultiHeadAttention "',
    'query [batch, T, features], value [batch, S, features]',
    'received [[null, 8], [null, 8]]',
  ),
  'MultiHeadAttention: value and key of different lengths': wrongInput(
    () => mha(),
    [
      [5, 8],
      [6, 8],
      [7, 8],
    ],
    'received [[null, 5, 8], [null, 6, 8], [null, 7, 8]]',
    'key and value but the last, must have equal sizes',
  ),
  'MultiHeadAttention: an axis that is not attended differs': wrongInput(
    () => mha({ attentionAxes: 2 }),
    [
      [2, 5, 8],
      [3, 5, 8],
    ],
    'The axes that are not attended',
  ),
  'MultiHeadAttention: no such axis': {
    error: 'InvalidArgumentError',
    says: [
      'MultiHeadAttention "',
      'attentionAxes must be different axes from 1 to 1 of inputs with 3 axes',
      'received [2]',
    ],
    run: () => mha({ attentionAxes: 2 }).apply([input([5, 8]), input([5, 8])]),
  },
  'MultiHeadAttention: other features than when it was built': {
    error: 'ShapeError',
    says: [
      'MultiHeadAttention "',
      'query, value and key with 8, 8, 8 features, as when the layer was built',
      '[null, 5, 9]',
    ],
    run: () => {
      const layer = mha();
      layer.apply([input([5, 8]), input([5, 8])]);
      layer.apply([input([5, 9]), input([5, 8])]);
    },
  },
  'GroupQueryAttention: an axis too many': wrongInput(
    () => gqa(),
    [
      [2, 5, 8],
      [2, 5, 8],
    ],
    'GroupQueryAttention "',
    'query [batch, T, features]',
    'received [[null, 2, 5, 8], [null, 2, 5, 8]]',
  ),
};

const given: Cases = {
  'Attention: one mask for two inputs': {
    error: 'InvalidArgumentError',
    says: ['Attention "', 'mask must be a list with a mask or null for each input', 'mask: [queryMask, valueMask]'],
    run: () => layers.attention().apply([input([5, 8]), input([6, 8])], { mask: input([5]) }),
  },
  'MultiHeadAttention: a flag that is none': wrongArgument(
    'useCausalMask',
    'yes',
    'InvalidArgumentError',
    'useCausalMask must be true or false',
    'received "yes"',
  ),
  'MultiHeadAttention: a mask that is none': wrongArgument(
    'attentionMask',
    [[true, false]],
    'InvalidArgumentError',
    'attentionMask must be a mask',
    "tensor([[1, 1, 0]], undefined, 'bool')",
  ),
  'MultiHeadAttention: a mask that does not fit the scores': wrongArgument(
    'attentionMask',
    tensor([[1, 0, 1]]),
    'ShapeError',
    "attentionMask to broadcast to the scores' shape [6, 2, 5, 6] (batch, heads, query, value)",
    'received [1, 3]',
  ),
  'MultiHeadAttention: a causal mask of two axes': {
    error: 'InvalidArgumentError',
    says: ['MultiHeadAttention "', 'useCausalMask and slidingWindow need one attended axis', '{ attentionAxes }'],
    run: () => mha().apply([input([2, 5, 8]), input([2, 5, 8])], { useCausalMask: true }),
  },
};

const options: Cases = {
  'Attention: an unknown way to score': wrongOption(
    () => layers.attention({ scoreMode: 'sum' as 'dot' }), // an error of its own
    'Attention "',
    "scoreMode must be 'dot' or 'concat'",
    'received "sum"',
  ),
  'Attention: dropout above 1': wrongOption(
    () => layers.attention({ dropout: 1.5 }),
    'Attention "',
    'dropout must be a number from 0 to 1',
    'received 1.5',
  ),
  ...Object.fromEntries(
    (['numHeads', 'keyDim', 'valueDim', 'outputShape', 'slidingWindow'] as const).map((option) => [
      `MultiHeadAttention: ${option} of 0`,
      wrongOption(
        () => mha({ [option]: 0 }),
        'MultiHeadAttention "',
        `${option} must be a positive integer`,
        'received 0',
      ),
    ]),
  ),
  ...Object.fromEntries(
    (['kernelInitializer', 'biasRegularizer', 'kernelConstraint', 'activityRegularizer'] as const).map((option) => [
      `MultiHeadAttention: an unknown ${option}`,
      {
        error: 'InvalidArgumentError',
        says: ['MultiHeadAttention "', '"nothing"'],
        run: () => mha({ [option]: 'nothing' }).apply([input([5, 8]), input([5, 8])]),
      },
    ]),
  ),
  'GroupQueryAttention: heads that cannot be shared': wrongOption(
    () => gqa({ numKeyValueHeads: 3 }),
    'GroupQueryAttention "',
    'numQueryHeads must be a multiple of numKeyValueHeads',
    'received "4 and 3"',
  ),
};

export const attentionErrors: Cases = { ...inputs, ...given, ...options };
