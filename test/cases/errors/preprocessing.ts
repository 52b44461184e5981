/** Preprocessing layers given options that they cannot take. */
import { type Layer, layers } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

/** A mistake that types would catch. */
const wrongly = (value: unknown) => value as never;

/** Options that a constructor refuses: what the message says, and what was received. */
const options: readonly (readonly [says: readonly string[], received: string, make: () => Layer])[] = [
  [['Rescaling "', 'scale must be a finite number'], '"big"', () => layers.rescaling({ scale: wrongly('big') })],
  [
    ['Rescaling "', 'offset must be a finite number'],
    '[1, NaN]',
    () => layers.rescaling({ scale: 1, offset: [1, Number.NaN] }),
  ],
  [['Normalization "', 'axis must be an integer'], '"last"', () => layers.normalization({ axis: wrongly('last') })],
  [
    ['Normalization "', 'must be given together'],
    '{ mean: 1, variance: undefined }',
    () => layers.normalization({ mean: 1 }),
  ],
  [
    ['CategoryEncoding "', 'numTokens must be a positive integer'],
    '0',
    () => layers.categoryEncoding({ numTokens: 0 }),
  ],
  [
    ['CategoryEncoding "', 'outputMode', 'multi_hot, one_hot, count'],
    '"int"',
    () => layers.categoryEncoding({ numTokens: 2, outputMode: 'int' }),
  ],
  [
    ['CategoryEncoding "', 'sparse must be false', 'leave the option out'],
    'true',
    () => layers.categoryEncoding({ numTokens: 2, sparse: true }),
  ],
  [
    ['Discretization "', 'either binBoundaries or numBins', 'Give one of them'],
    '{ binBoundaries: null, numBins: null }',
    () => layers.discretization({}),
  ],
  [
    ['Discretization "', 'either binBoundaries or numBins'],
    '{ binBoundaries: [0, 1, 2], numBins: 2 }',
    () => layers.discretization({ numBins: 2, binBoundaries: [0, 1, 2] }),
  ],
  [['Discretization "', 'ascending numbers'], '[1, 0]', () => layers.discretization({ binBoundaries: [1, 0] })],
  [['Discretization "', 'numBins must be a whole number from 1 on'], '0', () => layers.discretization({ numBins: 0 })],
  [['Discretization "', 'epsilon must be a number'], '0', () => layers.discretization({ numBins: 2, epsilon: 0 })],
  [['Hashing "', 'numBins must be a whole number from 1 to 2147483647'], '0', () => layers.hashing({ numBins: 0 })],
  [['Hashing "', 'numBins'], 'undefined', () => layers.hashing(wrongly({}))],
  [
    ['Hashing "', 'salt must be an integer or two integers', 'Leave it out'],
    '[1]',
    () => layers.hashing({ numBins: 2, salt: [1] }),
  ],
  [['Hashing "', 'salt'], '[1, 2, 3]', () => layers.hashing({ numBins: 2, salt: [1, 2, 3] })],
  [
    ['Hashing "', 'outputMode', 'Did you mean "one_hot"?'],
    '"onehott"',
    () => layers.hashing({ numBins: 2, outputMode: 'onehott' }),
  ],
  [['HashedCrossing "', 'outputMode'], '"count"', () => layers.hashedCrossing({ numBins: 2, outputMode: 'count' })],
  [['StringLookup "', 'maxTokens must be a whole number from 2 on'], '1', () => layers.stringLookup({ maxTokens: 1 })],
  [['StringLookup "', 'numOovIndices'], '-1', () => layers.stringLookup({ numOovIndices: -1 })],
  [
    ['StringLookup "', 'padToMaxTokens needs maxTokens', 'Give both'],
    'null',
    () => layers.stringLookup({ padToMaxTokens: true }),
  ],
  [
    ['StringLookup "', "outputMode must be 'int' with invert", 'Leave one of them out'],
    '"count"',
    () => layers.stringLookup({ invert: true, outputMode: 'count' }),
  ],
  [
    ['StringLookup "', "idfWeights are for outputMode 'tfIdf'"],
    '"int"',
    () => layers.stringLookup({ vocabulary: ['a'], idfWeights: [1] }),
  ],
  [
    ['StringLookup "', 'idfWeights must be 2 numbers', 'one for each token'],
    '[1]',
    () => layers.stringLookup({ vocabulary: ['a', 'b'], idfWeights: [1], outputMode: 'tfIdf' }),
  ],
  [
    ['StringLookup "', 'idfWeights must be 1 numbers'],
    'null',
    () => layers.stringLookup({ vocabulary: ['a'], outputMode: 'tfIdf' }),
  ],
  [
    ['StringLookup "', 'idfWeights need a vocabulary', 'call adapt'],
    'null',
    () => layers.stringLookup({ idfWeights: [1], outputMode: 'tfIdf' }),
  ],
  [['StringLookup "', 'a vocabulary that is not empty'], '[]', () => layers.stringLookup({ vocabulary: [] })],
  [
    ['StringLookup "', 'a vocabulary with every token once', 'new Set'],
    '["b"]',
    () => layers.stringLookup({ vocabulary: ['a', 'b', 'b'] }),
  ],
  [
    ['StringLookup "', 'vocabulary must be a list of tokens', 'Read a file first'],
    '"vocabulary.txt"',
    () => layers.stringLookup({ vocabulary: 'vocabulary.txt' }),
  ],
  [['StringLookup "', 'each a text'], '3', () => layers.stringLookup({ vocabulary: ['a', wrongly(3)] })],
  [
    ['StringLookup "', 'special tokens only in front', '["","[UNK]"]', 'Leave them out'],
    '""',
    () => layers.stringLookup({ vocabulary: ['a', ''], maskToken: '' }),
  ],
  [
    ['StringLookup "', 'special tokens only in front'],
    '"[UNK]"',
    () => layers.stringLookup({ vocabulary: ['a', '[UNK]'], invert: true }),
  ],
  [
    ['StringLookup "', 'at most 3 tokens', 'Raise maxTokens'],
    '4',
    () => layers.stringLookup({ vocabulary: ['a', 'b', 'c'], maxTokens: 3 }),
  ],
  [['StringLookup "', 'maskToken must be a text'], '0', () => layers.stringLookup({ maskToken: wrongly(0) })],
  [['IntegerLookup "', 'each a 32-bit integer'], '1.5', () => layers.integerLookup({ vocabulary: [1, 1.5] })],
  [
    ['IntegerLookup "', 'maskToken must be a 32-bit integer'],
    '""',
    () => layers.integerLookup({ maskToken: wrongly('') }),
  ],
  [
    ['IntegerLookup "', 'oovMethod', 'Did you mean "farmhash"?'],
    '"farmhas"',
    () => layers.integerLookup({ oovMethod: 'farmhas' }),
  ],
  [['IntegerLookup "', "salt goes with oovMethod 'farmhash'"], '"floormod"', () => layers.integerLookup({ salt: 1 })],
  [
    ['TextVectorization "', 'standardize must be a function of a text, null, or one of lower_and_strip_punctuation'],
    '"upper"',
    () => layers.textVectorization({ standardize: 'upper' }),
  ],
  [
    ['TextVectorization "', 'split must be', 'whitespace, character'],
    '"words"',
    () => layers.textVectorization({ split: 'words' }),
  ],
  [
    ['TextVectorization "', 'ngrams must be a whole number from 1 on'],
    '0',
    () => layers.textVectorization({ ngrams: [2, 0] }),
  ],
  [['TextVectorization "', 'ngrams'], '[]', () => layers.textVectorization({ ngrams: [] })],
  [
    ['TextVectorization "', "outputSequenceLength is for outputMode 'int'"],
    '"count"',
    () => layers.textVectorization({ outputMode: 'count', outputSequenceLength: 4 }),
  ],
  [['TextVectorization "', 'ragged must be false'], 'true', () => layers.textVectorization({ ragged: true })],
  [
    ['layers.deserialize', 'Did you mean "StringLookup"?'],
    '"StringLokup"',
    () => layers.deserialize({ class_name: 'StringLokup', config: {} }),
  ],
];

export const preprocessingErrors: Readonly<Record<string, ErrorCase>> = Object.fromEntries(
  options.map(([says, received, run]): [string, ErrorCase] => [
    `${says.slice(0, 2).join(': ')}, received ${received}`,
    { error: 'InvalidArgumentError', says: [...says, `received ${received}`], run },
  ]),
);
