import { type Array as JaxArray, numpy as np } from '@jax-js/jax';
import { HYPERPARAMETERS, type Optimizer } from '../../workloads/model.ts';
import type { Params } from './forward.ts';

/** What an optimizer keeps: `slots` are shaped like the parameters. */
export type OptimizerState = { readonly count: JaxArray; readonly slots: readonly Params[] };

const { learningRate } = HYPERPARAMETERS;

/** One array's new value and slots. Consumes all arguments. */
type Rule = (
  value: JaxArray,
  gradient: JaxArray,
  slots: readonly JaxArray[],
  count: JaxArray,
) => [JaxArray, ...JaxArray[]];

/** As optax's `scaleByAdam`: `p - lr * m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + eps)`. */
const adam: Rule = (value, gradient, [m, v], count) => {
  if (!m || !v) throw new Error('Adam keeps two slots');
  const { beta1, beta2, epsilon } = HYPERPARAMETERS.adam;
  const first = m.mul(beta1).add(gradient.ref.mul(1 - beta1));
  const second = v.mul(beta2).add(np.square(gradient).mul(1 - beta2));
  const correction1 = np.power(beta1, count.ref).mul(-1).add(1);
  const correction2 = np.power(beta2, count).mul(-1).add(1);
  const denominator = np.sqrt(second.ref.div(correction2)).add(epsilon);
  return [value.sub(first.ref.div(correction1).div(denominator).mul(learningRate)), first, second];
};

/** `p - lr * g / sqrt(v + eps)`. */
const rmsprop: Rule = (value, gradient, [v], count) => {
  if (!v) throw new Error('RMSprop keeps one slot');
  count.dispose();
  const { rho, epsilon } = HYPERPARAMETERS.rmsprop;
  const second = v.mul(rho).add(np.square(gradient.ref).mul(1 - rho));
  return [value.sub(gradient.mul(learningRate).div(np.sqrt(second.ref.add(epsilon)))), second];
};

const rules: Record<Optimizer, { readonly rule: Rule; readonly slots: number }> = {
  adam: { rule: adam, slots: 2 },
  rmsprop: { rule: rmsprop, slots: 1 },
};

export function initialState(optimizer: Optimizer, params: Params): OptimizerState {
  const zeros = (): Params => params.map((layer) => layer.map((array) => np.zeros(array.shape)));
  return { count: np.zeros([]), slots: Array.from({ length: rules[optimizer].slots }, zeros) };
}

/** New parameters and state: the part of a training step after the gradients. Consumes all arguments. */
export function update(
  optimizer: Optimizer,
  params: Params,
  gradients: Params,
  state: OptimizerState,
): { params: Params; state: OptimizerState } {
  const { rule } = rules[optimizer];
  const count = state.count.add(1);
  const updated = params.map((layer, i) =>
    layer.map((value, j) => {
      const slots = state.slots.map((slot) => arrayAt(slot, i, j));
      return rule(value, arrayAt(gradients, i, j), slots, count.ref);
    }),
  );
  const slots = state.slots.map((_, slot) => updated.map((layer) => layer.map((arrays) => at(arrays, slot + 1))));
  return { params: updated.map((layer) => layer.map((arrays) => arrays[0])), state: { count, slots } };
}

function at(arrays: readonly JaxArray[], index: number): JaxArray {
  const array = arrays[index];
  if (!array) throw new Error(`jax-js: no array at ${index}`);
  return array;
}

const arrayAt = (params: Params, layer: number, index: number): JaxArray => at(params[layer] ?? [], index);
