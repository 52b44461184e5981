/** A network in words that every contestant understands, so that all of them build the same one. */

export type Activation = 'relu' | 'sigmoid' | 'softmax';

export type LayerSpec =
  | { readonly type: 'dense'; readonly units: number; readonly activation?: Activation }
  /** Stride 1, no padding, channels last. */
  | { readonly type: 'conv2d'; readonly filters: number; readonly kernelSize: number; readonly activation: 'relu' }
  | { readonly type: 'maxPool2d'; readonly size: number }
  | { readonly type: 'flatten' }
  /** A pre-norm transformer block: `x + attention(norm(x))`, then `x + feedForward(norm(x))`. */
  | { readonly type: 'encoder'; readonly heads: number; readonly feedForward: number }
  /** Mean over the tokens. */
  | { readonly type: 'meanPool' };

export type Loss = 'categoricalCrossentropy' | 'binaryCrossentropy' | 'meanSquaredError';
export type Optimizer = 'adam' | 'rmsprop';

export interface ModelSpec {
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerSpec[];
  readonly loss: Loss;
  readonly optimizer: Optimizer;
}

/**
 * Keras's defaults, given to every contestant explicitly. Adam's epsilon is smaller, for the losses to agree: Keras adds
 * it before the bias correction, the rivals after it, and at 1e-7 that is visible in the fourth digit.
 */
export const HYPERPARAMETERS = {
  learningRate: 0.001,
  adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  rmsprop: { rho: 0.9, epsilon: 1e-7 },
  layerNormEpsilon: 1e-3,
} as const;

/** The shape of a layer's output, without the batch. */
export function outputShape(layer: LayerSpec, input: readonly number[]): readonly number[] {
  const [height = 0, width = 0, channels = 0] = input;
  switch (layer.type) {
    case 'dense':
      return [...input.slice(0, -1), layer.units];
    case 'conv2d':
      return [height - layer.kernelSize + 1, width - layer.kernelSize + 1, layer.filters];
    case 'maxPool2d':
      return [Math.floor(height / layer.size), Math.floor(width / layer.size), channels];
    case 'flatten':
      return [input.reduce((product, size) => product * size, 1)];
    case 'encoder':
      return input;
    case 'meanPool':
      return [input.at(-1) ?? 1];
  }
}

/** The last layer's activation: some contestants fold it into the loss, as their documentation advises. */
export function outputActivation(model: ModelSpec): Activation | undefined {
  const last = model.layers.at(-1);
  return last?.type === 'dense' ? last.activation : undefined;
}
