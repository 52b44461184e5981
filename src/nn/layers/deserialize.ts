/** Layers from configurations. */
import { type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { Activation } from './activation.ts';
import { Dense } from './dense.ts';
import { Dropout } from './dropout.ts';
import { InputLayer } from './input.ts';
import { Layer } from './layer.ts';
import { Flatten, Reshape } from './reshaping.ts';

/** Every layer that a configuration may name. */
const registry: Registry<Layer> = {
  kind: 'layer',
  base: Layer,
  classes: [InputLayer, Dense, Activation, Dropout, Flatten, Reshape],
};

/** A layer from a `{ class_name, config }` object. */
export function deserialize(config: SerializedObject): Layer {
  return resolve(registry, config, 'layers.deserialize');
}
