import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

/**
 * Layer normalization over the last axis, of plain tfjs operations. The one in tfjs-layers tiles its weights to the
 * shape of the input, and the gradient of `tile` is two dispatches for each copy: 18,000 in a step of W6.
 */
export class Norm extends tfl.layers.Layer {
  static readonly className = 'BenchNorm';
  readonly epsilon: number;
  #weights: tfl.LayerVariable[] = [];

  constructor(options: { epsilon: number }) {
    super({});
    this.epsilon = options.epsilon;
  }

  override build(inputShape: readonly (number | null)[]): void {
    const width = inputShape.at(-1) ?? 1;
    const weight = (name: string): tfl.LayerVariable =>
      this.addWeight(name, [width], 'float32', tfl.initializers.zeros());
    this.#weights = [weight('gamma'), weight('beta')];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const [gamma, beta] = this.#weights;
      if (!x || !gamma || !beta) throw new Error('the normalization is not built');
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, this.epsilon)));
      return tf.add(tf.mul(normal, gamma.read()), beta.read());
    });
  }
}
