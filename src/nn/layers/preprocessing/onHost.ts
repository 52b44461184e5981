/** Layers that work on texts. There are no texts on the GPU, so they are applied to data before it goes into a model. */
import { type HornbeamError, InvalidArgumentError } from '../../../runtime/errors.ts';
import { type Shape, sizeOf } from '../../../runtime/spec.ts';
import { Tensor } from '../../../runtime/tensor.ts';
import type { OutputMode } from './encoding.ts';

/** The error for a layer on texts inside of a model. */
export function onlyOnHost(who: string): HornbeamError {
  return new InvalidArgumentError({
    who,
    expected: 'the layer to be applied to data before the model, as there are no texts on the GPU',
    received: 'a symbolic tensor',
    fix: 'Use `const x = await layer.run(texts)` (or `layer.transform(texts)`, at once) and give x to the model.',
  });
}

/** Axes of indices: those in front, the one that is encoded together, and those behind. */
function axesOf(
  shape: Shape,
  mode: OutputMode,
): { readonly outer: Shape; readonly length: number; readonly inner: Shape } {
  const list = shape.length === 0 ? [1] : shape;
  if (mode === 'one_hot') {
    const single = list.length > 1 && list[list.length - 1] === 1;
    return { outer: single ? list.slice(0, -1) : list, length: 1, inner: [] };
  }
  const axis = list.length > 1 ? 1 : 0;
  return { outer: list.slice(0, axis), length: list[axis]!, inner: list.slice(axis + 1) }; // an axis of the list
}

/**
 * Indices on the host in an output mode: the same as `encoded` on the device.
 *
 * @param weights - For `tf_idf`: those of the categories.
 */
export function encodedOnHost(
  indices: Int32Array,
  shape: Shape,
  mode: OutputMode,
  depth: number,
  weights: Float32Array | null = null,
): Tensor {
  if (mode === 'int') return new Tensor(shape, 'int32', indices);
  const { outer, length, inner } = axesOf(shape, mode);
  const behind = sizeOf(inner);
  const adds = mode === 'count' || mode === 'tf_idf';
  const values = new Float32Array(sizeOf(outer) * behind * depth);
  indices.forEach((index, place) => {
    if (index < 0 || index >= depth) return;
    const row = Math.floor(place / (length * behind)) * behind + (place % behind);
    const at = row * depth + index;
    values[at] = adds ? values[at]! + (weights ? weights[index]! : 1) : 1; // in range
  });
  return new Tensor([...outer, ...inner, depth], 'float32', values);
}
