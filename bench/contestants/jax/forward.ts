import { type Array as JaxArray, lax, nn, numpy as np } from '@jax-js/jax';
import { type Activation, HYPERPARAMETERS, type LayerSpec, type ModelSpec } from '../../workloads/model.ts';

/** Weights of one layer, in the order of workloads/weights.ts. */
export type LayerParams = readonly JaxArray[];
export type Params = readonly LayerParams[];

const activations: Record<Activation, (x: JaxArray) => JaxArray> = {
  relu: nn.relu,
  sigmoid: nn.sigmoid,
  softmax: nn.softmax,
};

/** The caller of a layer gives away its parameters and `x`: each is used once, or with `ref`. */
type Forward<Spec> = (spec: Spec, params: LayerParams, x: JaxArray) => JaxArray;

/** The parameter at a position; the layer's kind fixes how many there are. */
function param(params: LayerParams, index: number): JaxArray {
  const found = params[index];
  if (!found) throw new Error(`jax-js: no parameter ${index}`);
  return found;
}

const linear = (params: LayerParams, first: number, x: JaxArray): JaxArray =>
  np.dot(x, param(params, first)).add(param(params, first + 1));

const norm = (params: LayerParams, first: number, x: JaxArray): JaxArray =>
  nn
    .standardize(x, -1, { epsilon: HYPERPARAMETERS.layerNormEpsilon })
    .mul(param(params, first))
    .add(param(params, first + 1));

const encoder: Forward<Extract<LayerSpec, { type: 'encoder' }>> = (spec, params, x) => {
  const [batch = 0, tokens = 0, width = 0] = x.shape;
  const split = (from: JaxArray): JaxArray => from.reshape([batch, tokens, spec.heads, width / spec.heads]);
  const normed = norm(params, 0, x.ref);
  const query = split(linear(params, 2, normed.ref));
  const key = split(linear(params, 4, normed.ref));
  const value = split(linear(params, 6, normed));
  const attended = nn.dotProductAttention(query, key, value).reshape([batch, tokens, width]);
  const middle = x.add(linear(params, 8, attended));
  const hidden = nn.relu(linear(params, 12, norm(params, 10, middle.ref)));
  return middle.add(linear(params, 14, hidden));
};

/** Images are channels first, as jax-js wants them: see layout.ts. */
function layer(spec: LayerSpec, params: LayerParams, x: JaxArray, activation: Activation | undefined): JaxArray {
  switch (spec.type) {
    case 'dense': {
      const z = linear(params, 0, x);
      return activation ? activations[activation](z) : z;
    }
    case 'conv2d':
      return nn.relu(lax.conv(x, param(params, 0), [1, 1], 'VALID').add(param(params, 1)));
    case 'maxPool2d':
      return lax.reduceWindow(x, np.max, [spec.size, spec.size], [spec.size, spec.size]);
    case 'flatten':
      return x.reshape([x.shape[0] ?? 0, -1]);
    case 'encoder':
      return encoder(spec, params, x);
    case 'meanPool':
      return x.mean(1);
  }
}

/**
 * The network's output.
 *
 * @param output - `logits` leaves the last activation away, for losses that take logits.
 */
export function forward(model: ModelSpec, params: Params, x: JaxArray, output: 'logits' | 'activated'): JaxArray {
  model.layers.forEach((spec, i) => {
    const isLast = i === model.layers.length - 1;
    const activation = spec.type === 'dense' && !(isLast && output === 'logits') ? spec.activation : undefined;
    x = layer(spec, params[i] ?? [], x, activation);
  });
  return x;
}
