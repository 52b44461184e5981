/** Layers from configurations. */
import { type Registrable, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import * as families from './families.ts';
import { Layer } from './layer.ts';

function isLayerClass(value: unknown): value is Registrable<Layer> {
  return typeof value === 'function' && value.prototype instanceof Layer;
}

/** A layer from a `{ class_name, config }` object. */
export function deserialize(config: SerializedObject): Layer {
  const registry: Registry<Layer> = {
    kind: 'layer',
    base: Layer,
    classes: Object.values(families as Readonly<Record<string, unknown>>).filter(isLayerClass),
  };
  return resolve(registry, config, 'layers.deserialize');
}
