import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

/** Rows times kernel plus bias. tfjs's matMul broadcasts no kernel in its gradient, so the tokens become rows first. */
function linear(rows: tf.Tensor, [kernel, bias]: readonly tfl.LayerVariable[]): tf.Tensor {
  if (!kernel || !bias) throw new Error('a projection needs a kernel and a bias');
  return tf.add(tf.matMul(rows, kernel.read()), bias.read());
}

/** Multi-head self-attention `[batch, tokens, width]`, which tfjs-layers does not have, of plain tfjs operations. */
export class Attention extends tfl.layers.Layer {
  static readonly className = 'BenchAttention';
  readonly heads: number;
  #projections: tfl.LayerVariable[][] = [];

  constructor(options: { heads: number }) {
    super({});
    this.heads = options.heads;
  }

  override build(inputShape: readonly (number | null)[]): void {
    const width = inputShape.at(-1) ?? 1;
    this.#projections = ['query', 'key', 'value', 'output'].map((name) => [
      this.addWeight(`${name}_kernel`, [width, width], 'float32', tfl.initializers.zeros()),
      this.addWeight(`${name}_bias`, [width], 'float32', tfl.initializers.zeros()),
    ]);
  }

  override computeOutputShape(inputShape: readonly (number | null)[]): readonly (number | null)[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      if (!x) throw new Error('attention takes one input');
      const [batch = 1, tokens = 1, width = 1] = x.shape;
      const depth = width / this.heads;
      const rows = tf.reshape(x, [batch * tokens, width]);
      const [query, key, value] = this.#projections.slice(0, 3).map((weights) => {
        return tf.transpose(tf.reshape(linear(rows, weights), [batch, tokens, this.heads, depth]), [0, 2, 1, 3]);
      });
      if (!query || !key || !value) throw new Error('attention is not built');
      const scores = tf.softmax(tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(depth)));
      const mixed = tf.transpose(tf.matMul(scores, value), [0, 2, 1, 3]);
      const output = linear(tf.reshape(mixed, [batch * tokens, width]), this.#projections[3] ?? []);
      return tf.reshape(output, [batch, tokens, width]);
    });
  }
}
