import { type Array as JaxArray, numpy as np } from '@jax-js/jax';
import type { HostArray } from '../../workloads/hostArray.ts';
import type { Material } from '../../workloads/material.ts';
import { type ModelSpec, outputShape } from '../../workloads/model.ts';
import type { Params } from './forward.ts';

export const toArray = ({ shape, values }: HostArray): JaxArray => np.array(values, { shape });

/**
 * The initial weights on the GPU. jax-js's convolution is channels first: kernels `[out, in, h, w]`, biases
 * `[out, 1, 1]`, and after a flatten the rows of the dense kernel in that order too.
 */
export function toParams(model: ModelSpec, weights: Material['weights']): Params {
  let shape = model.inputShape;
  let flattened: readonly number[] = [];
  return model.layers.map((spec, i) => {
    const before = shape;
    shape = outputShape(spec, shape);
    const arrays = (weights[i] ?? []).map(toArray);
    const [kernel, bias] = arrays;
    if (spec.type === 'flatten') flattened = before;
    if (!kernel || !bias) return [];
    if (spec.type === 'conv2d') return [kernel.transpose([3, 2, 0, 1]), bias.reshape([spec.filters, 1, 1])];
    if (spec.type !== 'dense' || flattened.length !== 3) return arrays;
    const permuted = kernel
      .reshape([...flattened, spec.units])
      .transpose([2, 0, 1, 3])
      .reshape([-1, spec.units]);
    flattened = [];
    return [permuted, bias];
  });
}

/** A batch of inputs; images become channels first. */
export function toInput(x: HostArray): JaxArray {
  const array = toArray(x);
  return x.shape.length === 4 ? array.transpose([0, 3, 1, 2]) : array;
}
