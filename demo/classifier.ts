/** The models of the demo: pictures of digits in, ten probabilities out. */
import { input, layers, optimizers, type Sequential, sequential } from '../src/index.ts';
import { SIDE } from './pictures/sets.ts';

type LearningRate = NonNullable<NonNullable<Parameters<typeof optimizers.adam>[0]>['learningRate']>;

export type ModelName = 'small' | 'mlp';

/** A compiled classifier with fresh weights. */
export function classifier(name: ModelName, learningRate: LearningRate): Sequential {
  const hidden =
    name === 'small'
      ? [layers.dense({ units: 128, activation: 'relu' })]
      : [
          layers.dense({ units: 512, activation: 'relu' }),
          layers.dropout({ rate: 0.2 }),
          layers.dense({ units: 512, activation: 'relu' }),
          layers.dropout({ rate: 0.2 }),
        ];
  const model = sequential([
    input([SIDE, SIDE]),
    layers.flatten(),
    ...hidden,
    layers.dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: optimizers.adam({ learningRate }),
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  return model;
}
