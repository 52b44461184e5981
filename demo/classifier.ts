/** The models of the demo: pictures of digits in, ten probabilities out. */
import { input, layers, type Model, model, optimizers } from '../src/index.ts';
import { SIDE } from './pictures/sets.ts';

type LearningRate = NonNullable<NonNullable<Parameters<typeof optimizers.adam>[0]>['learningRate']>;

/** A value in a functional model. */
type Symbol = ReturnType<typeof input>;

export type ModelName = 'small' | 'mlp' | 'cnn' | 'residual';

/** From pictures `[batch, 28, 28]` to features `[batch, any]`. */
const BODIES: Readonly<Record<ModelName, (x: Symbol) => Symbol>> = {
  small: (x) => dense(256, layers.flatten().apply(x)),
  mlp: (x) => {
    const first = layers.dropout({ rate: 0.2 }).apply(dense(512, layers.flatten().apply(x)));
    return layers.dropout({ rate: 0.2 }).apply(dense(512, first));
  },
  cnn: (x) => {
    const small = pooled(conv(32, asImages(x)));
    const smaller = layers.dropout({ rate: 0.25 }).apply(layers.flatten().apply(pooled(conv(64, small))));
    return layers.dropout({ rate: 0.5 }).apply(dense(128, smaller));
  },
  residual: (x) => {
    const start = normalized(layers.conv2d({ filters: 16, kernelSize: 3, useBias: false }).apply(asImages(x)));
    const middle = residual(32, residual(16, pooled(start)));
    return layers.globalAveragePooling2d().apply(residual(64, middle));
  },
};

function asImages(x: Symbol): Symbol {
  return layers.reshape({ targetShape: [SIDE, SIDE, 1] }).apply(x);
}

function dense(units: number, x: Symbol): Symbol {
  return layers.dense({ units, activation: 'relu' }).apply(x);
}

function conv(filters: number, x: Symbol): Symbol {
  return layers.conv2d({ filters, kernelSize: 3, activation: 'relu' }).apply(x);
}

function pooled(x: Symbol): Symbol {
  return layers.maxPooling2d({ poolSize: 2 }).apply(x);
}

function normalized(x: Symbol): Symbol {
  return layers.reLU().apply(layers.batchNormalization({ momentum: 0.9 }).apply(x));
}

/** Two convolutions beside a short cut (He et al., 2016, arXiv:1512.03385); more filters: half the size. */
function residual(filters: number, x: Symbol): Symbol {
  const isSame = x.shape[3] === filters;
  const options = { filters, padding: 'same', useBias: false, strides: isSame ? 1 : 2 } as const;
  const first = normalized(layers.conv2d({ ...options, kernelSize: 3 }).apply(x));
  const second = layers.conv2d({ ...options, strides: 1, kernelSize: 3 }).apply(first);
  const path = layers.batchNormalization({ momentum: 0.9 }).apply(second);
  const shortcut = isSame ? x : layers.conv2d({ ...options, kernelSize: 1 }).apply(x);
  return layers.reLU().apply(layers.add().apply([path, shortcut]));
}

/** A compiled classifier with fresh weights. */
export function classifier(name: ModelName, learningRate: LearningRate): Model {
  const pictures = input([SIDE, SIDE]);
  const outputs = layers.dense({ units: 10, activation: 'softmax' }).apply(BODIES[name](pictures));
  const made = model({ inputs: pictures, outputs, name });
  made.compile({
    optimizer: optimizers.adam({ learningRate }),
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  return made;
}
