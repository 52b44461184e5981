/** Layers of which there can be no shape error. */
import { type Layer, layers } from '../../../src/index.ts';

/** Layers that take inputs of every shape: their rows are the shapes of samples that they must take. */
export const anyShape: Readonly<Record<string, () => Layer>> = {
  Identity: () => layers.identity(),
  Activation: () => layers.activation({ activation: 'tanh' }),
  ReLU: () => layers.reLU(),
  LeakyReLU: () => layers.leakyReLU(),
  ELU: () => layers.elu(),
  Dropout: () => layers.dropout({ rate: 0.5 }),
  AlphaDropout: () => layers.alphaDropout({ rate: 0.5 }),
  GaussianDropout: () => layers.gaussianDropout({ rate: 0.5 }),
  GaussianNoise: () => layers.gaussianNoise({ stddev: 1 }),
  ActivityRegularization: () => layers.activityRegularization({ l2: 1 }),
  Flatten: () => layers.flatten(),
  Embedding: () => layers.embedding({ inputDim: 3, outputDim: 2 }),
  Lambda: () => layers.lambda({ function: (x) => x }),
  Wrapper: () => layers.wrapper({ layer: layers.identity() }),
  Discretization: () => layers.discretization({ binBoundaries: [0.5] }),
  Hashing: () => layers.hashing({ numBins: 3 }),
  IntegerLookup: () => layers.integerLookup({ vocabulary: [1, 2] }),
  Rescaling: () => layers.rescaling({ scale: 2 }),
};
