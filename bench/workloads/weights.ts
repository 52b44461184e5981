import { fill, type HostArray } from './hostArray.ts';
import { type LayerSpec, type ModelSpec, outputShape } from './model.ts';
import { createRandom } from './random.ts';

/** Glorot-uniform kernel: the first sizes but the last are its inputs. */
function kernel(shape: readonly number[], random: () => number): HostArray {
  const outputs = shape.at(-1) ?? 1;
  const field = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const limit = Math.sqrt(6 / (field * ((shape.at(-2) ?? 1) + outputs)));
  return fill(shape, () => (2 * random() - 1) * limit);
}

const zeros = (size: number): HostArray => fill([size], () => 0);
const ones = (size: number): HostArray => fill([size], () => 1);

/**
 * The weights of one layer, in Keras's order. Of an encoder: norm 1 (scale, offset); kernel and bias of query, key,
 * value and output; norm 2; kernel and bias of the two layers of the feed-forward part.
 */
function layerWeights(layer: LayerSpec, input: readonly number[], random: () => number): HostArray[] {
  const width = input.at(-1) ?? 1;
  const linear = (from: number, to: number): HostArray[] => [kernel([from, to], random), zeros(to)];
  switch (layer.type) {
    case 'dense':
      return linear(width, layer.units);
    case 'conv2d':
      return [kernel([layer.kernelSize, layer.kernelSize, width, layer.filters], random), zeros(layer.filters)];
    case 'encoder':
      return [
        ...[ones(width), zeros(width)],
        ...[linear(width, width), linear(width, width), linear(width, width), linear(width, width)].flat(),
        ...[ones(width), zeros(width)],
        ...linear(width, layer.feedForward),
        ...linear(layer.feedForward, width),
      ];
    default:
      return [];
  }
}

/** The initial weights of a model, layer by layer. */
export function weightsOf(model: ModelSpec): HostArray[][] {
  const random = createRandom(7);
  let shape = model.inputShape;
  return model.layers.map((layer) => {
    const weights = layerWeights(layer, shape, random);
    shape = outputShape(layer, shape);
    return weights;
  });
}
