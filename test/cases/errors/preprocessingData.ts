/** Preprocessing layers given data, and put into places, that they cannot take. */
import { input, layers, sequential, tensor } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

/** A mistake that types would catch. */
const wrongly = (value: unknown) => value as never;

const text = { vocabulary: ['a'] };

/** Uses that are refused. */
const uses: Readonly<Record<string, readonly [error: string, says: readonly string[], run: () => unknown]>> = {
  'StringLookup inside of a model': [
    'InvalidArgumentError',
    ['StringLookup "', 'applied to data before the model', 'a symbolic tensor', 'await layer.run(texts)'],
    () => sequential([input([1]), layers.stringLookup(text)]),
  ],
  'TextVectorization inside of a model': [
    'InvalidArgumentError',
    ['TextVectorization "', 'no texts on the GPU', 'give x to the model'],
    () => layers.textVectorization(text).apply(input([1])),
  ],
  'texts for a model': [
    'InvalidArgumentError',
    ['nested arrays of numbers', 'received "good"', 'layers.textVectorization'],
    () => sequential([input([1]), layers.dense({ units: 1 })]).predict([['good']] as never),
  ],
  'StringLookup without a vocabulary': [
    'InvalidArgumentError',
    ['StringLookup "', 'a vocabulary before the layer is used', 'received []', 'adapt(data)'],
    () => layers.stringLookup().run(['a']),
  ],
  'IntegerLookup without a vocabulary': [
    'InvalidArgumentError',
    ['IntegerLookup "', 'a vocabulary before the layer is used', 'setVocabulary'],
    () => sequential([input([1]), layers.integerLookup()]),
  ],
  'StringLookup of numbers': [
    'InvalidArgumentError',
    ['StringLookup "', 'a text, or nested arrays of texts', 'received 1'],
    () => layers.stringLookup(text).run([1]),
  ],
  'texts in rows of different lengths': [
    'ShapeError',
    ['StringLookup "', 'every row at depth 1 must have 2 texts', 'received 1', 'Fill the shorter rows'],
    () => layers.stringLookup(text).run([['a', 'b'], ['a']]),
  ],
  'a text that must be known': [
    'InvalidArgumentError',
    ['StringLookup "', 'only tokens of the vocabulary', 'received "q"', 'numOovIndices: 1'],
    () => layers.stringLookup({ ...text, numOovIndices: 0 }).run(['a', 'q']),
  ],
  'an integer that must be known': [
    'InvalidArgumentError',
    ['IntegerLookup "', 'only tokens of the vocabulary', 'received 9', 'numOovIndices: 1'],
    () => layers.integerLookup({ vocabulary: [3], maskToken: 0, numOovIndices: 0 }).run([[0, 3, 9]]),
  ],
  'an integer of more than 32 bits': [
    'InvalidArgumentError',
    ['IntegerLookup "', 'integers of 32 bits', 'received 5000000000', 'layers.stringLookup'],
    () => layers.integerLookup({ vocabulary: [3] }).run([5000000000]),
  ],
  'an integer that is not exact': [
    'InvalidArgumentError',
    ['Hashing "', 'integers that JavaScript holds exactly', 'received 1e+30'],
    () => layers.hashing({ numBins: 3 }).run([1e30]),
  ],
  'adapt of a given vocabulary': [
    'InvalidArgumentError',
    ['StringLookup "', 'not given a vocabulary', '1 tokens', 'setVocabulary'],
    () => layers.stringLookup(text).adapt(['b']),
  ],
  'adapt without data': [
    'InvalidArgumentError',
    ['StringLookup "', 'an iterable of at least one batch', 'a new one each time'],
    () => layers.stringLookup().adapt([][Symbol.iterator]()),
  ],
  'adapt to no tokens': [
    'InvalidArgumentError',
    ['TextVectorization "', 'data with at least one token'],
    () => layers.textVectorization().adapt(['', '!']),
  ],
  'weights of tokens where there are none': [
    'InvalidArgumentError',
    ['StringLookup "', "idfWeights are for outputMode 'tfIdf'", 'received "int"'],
    () => layers.stringLookup().setVocabulary(['a'], [1]),
  ],
  'texts with more columns than one': [
    'ShapeError',
    ['TextVectorization "', '[batch] or [batch, 1]', 'received [1, 2]', 'split: null'],
    () => layers.textVectorization(text).run([['a', 'b']]),
  ],
  'vectors of texts in a table': [
    'ShapeError',
    ['TextVectorization "', "with outputMode 'count'"],
    () => layers.textVectorization({ ...text, outputMode: 'count' }).run([[['a'], ['b']]]),
  ],
  'a function that does not split': [
    'InvalidArgumentError',
    ['TextVectorization "', 'split must return a list of texts', 'received "a b"'],
    () => layers.textVectorization({ ...text, split: (each) => wrongly(each) }).run(['a b']),
  ],
  'a function that gives no text': [
    'InvalidArgumentError',
    ['TextVectorization "', 'standardize must return a text', 'received 1'],
    () => layers.textVectorization({ ...text, standardize: () => wrongly(1) }).run(['a']),
  ],
  'Hashing of integers with a mask of text': [
    'InvalidArgumentError',
    ['Hashing "', 'maskValue must be an integer, as the input is', 'received ""'],
    () => layers.hashing({ numBins: 3, maskValue: '' }).apply(input([1])),
  ],
  'Hashing of texts with a mask of numbers': [
    'InvalidArgumentError',
    ['Hashing "', 'maskValue must be a text', 'received 0'],
    () => layers.hashing({ numBins: 3, maskValue: 0 }).run(['a']),
  ],
  'HashedCrossing of one feature': [
    'InvalidArgumentError',
    ['HashedCrossing "', 'a list of at least two features', '[first, second]'],
    () => layers.hashedCrossing({ numBins: 3 }).run([['a']]),
  ],
  'HashedCrossing of no list': [
    'InvalidArgumentError',
    ['HashedCrossing "', 'a list of at least two features'],
    () => layers.hashedCrossing({ numBins: 3 }).run([1, 2]),
  ],
  'HashedCrossing of fractions': [
    'InvalidArgumentError',
    ['HashedCrossing "', 'integers or texts', 'received 1.5'],
    () => layers.hashedCrossing({ numBins: 3 }).run([[1.5], [1]]),
  ],
  'HashedCrossing of floats in a model': [
    'InvalidArgumentError',
    ['HashedCrossing "', 'integers or texts', 'received "float32"', "dtype: 'int32'"],
    () => layers.hashedCrossing({ numBins: 3 }).apply([input([1]), input([1])]),
  ],
  'HashedCrossing of features of several columns': [
    'ShapeError',
    ['HashedCrossing "', '[batch] or [batch, 1]', 'received [[1, 2], [1, 2]]'],
    () => layers.hashedCrossing({ numBins: 3 }).run([[['a', 'b']], [['a', 'b']]]),
  ],
  'HashedCrossing of different numbers of samples': [
    'ShapeError',
    ['HashedCrossing "', 'features of one shape', 'received [[1], [2]]'],
    () => layers.hashedCrossing({ numBins: 3 }).run([['a'], ['b', 'c']]),
  ],
  'Discretization before it has learnt': [
    'InvalidArgumentError',
    ['Discretization "', 'boundaries before the layer is used', 'adapt(data)'],
    () => layers.discretization({ numBins: 3 }).run([1]),
  ],
  'Discretization that needs not learn': [
    'InvalidArgumentError',
    ['Discretization "', 'adapt needs the option numBins', '{ binBoundaries: [1] }', 'Leave binBoundaries out'],
    () => layers.discretization({ binBoundaries: [1] }).adapt([1]),
  ],
  'Normalization that needs not learn': [
    'InvalidArgumentError',
    ['Normalization "', 'not given mean and variance', 'Leave them out'],
    () => layers.normalization({ mean: 0, variance: 1 }).adapt([[1]]),
  ],
  'Normalization along an axis that is not there': [
    'ShapeError',
    ['Normalization "', 'an input that has axis 2', 'received [null, 3]', 'option axis'],
    () => layers.normalization({ axis: 2 }).apply(input([3])),
  ],
  'Normalization along an open axis': [
    'ShapeError',
    ['Normalization "', 'known sizes along the axes [1]', 'received [null, null]', 'Give the sizes'],
    () => layers.normalization({ axis: 1 }).apply(input([null])),
  ],
  'Normalization of another width than it was built for': [
    'ShapeError',
    ['Normalization "', 'must have size 3, as when the layer was built', 'received [null, 2]', 'a new layer'],
    () => {
      const layer = layers.normalization();
      layer.apply(input([3]));
      return layer.adapt([[1, 2]]);
    },
  ],
  'Normalization with more numbers than axes': [
    'ShapeError',
    ['Normalization "', 'of one shape, with at most 1 axes', 'received [[1, 2], [1, 2]]'],
    () => layers.normalization({ mean: [[1, 2]], variance: [[1, 2]] }),
  ],
  'Normalization with numbers for other columns': [
    'ShapeError',
    ['Normalization "', 'broadcasts to the kept axes [3]', 'received [2]', 'one for each place'],
    () => layers.normalization({ mean: [1, 2], variance: [1, 2] }).apply(input([3])),
  ],
  'CategoryEncoding: weights of another shape': [
    'ShapeError',
    ['CategoryEncoding "', 'countWeights of the shape of the indices, [1, 2]', 'received [1, 3]'],
    () => layers.categoryEncoding({ numTokens: 2, outputMode: 'count' }).run([[0, 1]], { countWeights: [[1, 2, 3]] }),
  ],
  'CategoryEncoding: weights that are not used': [
    'InvalidArgumentError',
    ['CategoryEncoding "', "countWeights are for outputMode 'count'", 'received "multi_hot"'],
    () => layers.categoryEncoding({ numTokens: 2 }).run(tensor([[0, 1]]), { countWeights: [[1, 2]] }),
  ],
};

export const preprocessingDataErrors: Readonly<Record<string, ErrorCase>> = Object.fromEntries(
  Object.entries(uses).map(([name, [error, says, run]]): [string, ErrorCase] => [name, { error, says, run }]),
);
