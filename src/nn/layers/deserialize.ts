/** Layers from configurations. */
import { checkIdentifier, type Registrable, type Registry, resolve } from '../registry.ts';
import { isSerializedObject, type SerializedObject, toCamel } from '../saving/config.ts';
import * as families from './families.ts';
import { Layer } from './layer.ts';

function isLayerClass(value: unknown): value is Registrable<Layer> {
  return typeof value === 'function' && value.prototype instanceof Layer;
}

/** Options of layers that hold layers. */
const HOLDING_LAYERS = ['layer', 'layers', 'backwardLayer', 'cell', 'cells'];

/** A configuration's value with layers in the place of their configurations. */
function withLayers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLayers);
  return isSerializedObject(value) ? deserialize(value) : value;
}

/** A layer from a `{ class_name, config }` object. */
export function deserialize(config: SerializedObject): Layer {
  const registry: Registry<Layer> = {
    kind: 'layer',
    base: Layer,
    classes: Object.values(families as Readonly<Record<string, unknown>>).filter(isLayerClass),
  };
  checkIdentifier(registry, config, 'layers.deserialize');
  const options = Object.entries(config.config ?? {}).map(([key, value]) => [
    key,
    HOLDING_LAYERS.includes(toCamel(key)) ? withLayers(value) : value,
  ]);
  return resolve(registry, { ...config, config: Object.fromEntries(options) }, 'layers.deserialize');
}
