/** TensorFlow.js's layers models: `model.json` and the binary files that it names. */
import { FileFormatError } from '../../../runtime/errors.ts';
import { sameShape, showShape, sizeOf } from '../../../runtime/spec.ts';
import { Tensor } from '../../../runtime/tensor.ts';
import { decodeTensor, type NumberFormat, widthOf } from '../../data/numbers.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Weight } from '../../layers/weight.ts';
import { Model } from '../../models/model.ts';
import { saved } from '../checkpoint.ts';
import type { Config, SerializedObject } from '../config.ts';
import type { OpenSource } from '../files/source.ts';
import type { Assignment } from '../weightFile.ts';

interface Quantization {
  readonly dtype: string;
  readonly scale?: number;
  readonly min?: number;
}

interface StoredSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: Quantization;
}

interface Topology {
  readonly model_config?: SerializedObject;
  readonly training_config?: Config;
}

/** What stands in `model.json`. */
export interface TfjsJson {
  readonly format?: string;
  readonly modelTopology: (SerializedObject & Topology) | Topology;
  readonly trainingConfig?: Config;
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly StoredSpec[] }[];
}

/** Whether an object is a model of TensorFlow.js. */
export function isTfjs(json: object): json is TfjsJson {
  return 'modelTopology' in json || 'weightsManifest' in json;
}

/** The model's configuration, in Keras 2's form. @throws FileFormatError for graphs of operations without layers. */
export function tfjsConfig(who: string, json: TfjsJson): SerializedObject {
  const topology = json.modelTopology;
  const config = topology?.model_config ?? topology;
  if (json.format !== 'graph-model' && config && 'class_name' in config) return config;
  throw new FileFormatError({
    who,
    expected: "a layers model ('format': 'layers-model')",
    received: json.format ?? 'a model without layers',
    fix: 'Graph models hold TensorFlow operations instead of layers: convert the Keras model they were made from.',
  });
}

/** How the model was compiled; null when it was not. */
export function tfjsTraining(json: TfjsJson): Config | null {
  return json.trainingConfig ?? json.modelTopology.training_config ?? null;
}

const FORMATS: Readonly<Record<string, NumberFormat>> = {
  float32: 'f4',
  float16: 'f2',
  int32: 'i4',
  uint8: 'u1',
  uint16: 'u2',
  bool: 'b1',
};

function formatOf(who: string, { name, dtype, quantization }: StoredSpec): NumberFormat {
  const format = FORMATS[quantization?.dtype ?? dtype];
  if (format) return format;
  throw new FileFormatError({ who, expected: `the weight "${name}" in numbers`, received: dtype });
}

/** Quantized weights are `scale · value + min`. */
function restored(tensor: Tensor, quantization: Quantization | undefined): Tensor {
  if (quantization?.scale === undefined) return tensor;
  const { scale, min = 0 } = quantization;
  return new Tensor(
    tensor.shape,
    'float32',
    Float32Array.from(tensor.data, (value) => value * scale + min),
  );
}

/** All weights by name. */
export async function tfjsWeights(who: string, json: TfjsJson, source: OpenSource): Promise<Map<string, Tensor>> {
  const weights = new Map<string, Tensor>();
  for (const group of json.weightsManifest ?? []) {
    const bytes = joined(await Promise.all(group.paths.map((path) => source.sibling(path))));
    let start = 0;
    for (const spec of group.weights) {
      const format = formatOf(who, spec);
      const end = start + sizeOf(spec.shape) * widthOf(format);
      if (end > bytes.length) {
        throw new FileFormatError({
          who,
          expected: `${end} bytes or more in ${group.paths.join(', ')} (for "${spec.name}")`,
          received: bytes.length,
          fix: 'Download the files again.',
        });
      }
      const tensor = decodeTensor(who, bytes.subarray(start, end), format, false, spec.shape, {});
      weights.set(spec.name, restored(tensor, spec.quantization));
      start = end;
    }
  }
  return weights;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return all;
}

/** Layers with the weights that are named after them: those of a model inside are named after its layers. */
function namedLayers(layer: Layer): readonly Layer[] {
  return layer instanceof Model ? layer.layers.flatMap(namedLayers) : [layer];
}

/** `dense_1/kernel` -> `kernel` */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/:\d+$/, '');
}

/**
 * Values for the weights of a model, by the names of its layers and weights.
 *
 * @throws FileFormatError that names the weights that are missing, left over or of another shape.
 */
export function matchTfjsWeights(who: string, model: Model, weights: ReadonlyMap<string, Tensor>): Assignment[] {
  const left = new Set(weights.keys());
  const assignments = namedLayers(model).flatMap((layer) =>
    layer.weights.map((weight): Assignment => {
      const name = nameFor(layer, weight, left);
      const value = name === undefined ? undefined : weights.get(name);
      if (name === undefined || !value)
        throw new FileFormatError({ who, expected: `a weight "${layer.name}/${weight.name}"`, received: [...left] });
      if (!sameShape(value.shape, weight.shape))
        throw new FileFormatError({
          who,
          expected: `${name} of shape ${showShape(weight.shape)}`,
          received: showShape(value.shape),
        });
      left.delete(name);
      return { variable: saved(weight), value };
    }),
  );
  if (left.size === 0) return assignments;
  throw new FileFormatError({ who, expected: 'no weights but those of the model', received: [...left] });
}

/** The first name that is left of a layer's weight. Layers inside of a layer come in order: forward, then backward. */
function nameFor(layer: Layer, weight: Weight, left: ReadonlySet<string>): string | undefined {
  const names = [...left].filter((name) => name.split('/').slice(0, -1).includes(layer.name));
  return names.find((name) => lastPart(name) === weight.name);
}
