/** Layers from configurations. */
import { checkIdentifier, orOwn, type Registrable, type Registry, resolve } from '../registry.ts';
import { isSerializedObject, type SerializedObject, toCamel } from '../saving/config.ts';
import { type CustomObjects, customObjectScope } from '../saving/registered.ts';
import * as classes from './classes.ts';
import { Layer } from './layer.ts';

function isLayerClass(value: unknown): value is Registrable<Layer> {
  return typeof value === 'function' && value.prototype instanceof Layer;
}

/** Options of layers that hold layers. */
const HOLDING_LAYERS = ['layer', 'layers', 'backwardLayer', 'cell', 'cells'];

/** Makes a layer from its configuration. */
type LayerReader = (config: SerializedObject) => Layer;

/** A configuration's value with layers in the place of their configurations. */
function withLayers(value: unknown, layerFrom: LayerReader): unknown {
  if (Array.isArray(value)) return value.map((each) => withLayers(each, layerFrom));
  return isSerializedObject(value) ? layerFrom(value) : value;
}

/** Options that may be named; in others a text is what it is. */
const NAMED = /(initializer|regularizer|constraint|activation)$/i;

/** An option's value, with the user's own objects in the place of their names: these are known only now. */
function optionOf(key: string, value: unknown, layerFrom: LayerReader): unknown {
  if (HOLDING_LAYERS.includes(toCamel(key))) return withLayers(value, layerFrom);
  return isSerializedObject(value) || NAMED.test(key) ? orOwn(value) : value;
}

/** @param layerFrom - What makes layers that are held by the layer, which may be models. */
export function readLayer(config: SerializedObject, layerFrom: LayerReader): Layer {
  const registry: Registry<Layer> = {
    kind: 'layer',
    base: Layer,
    classes: Object.values(classes as Readonly<Record<string, unknown>>).filter(isLayerClass),
  };
  checkIdentifier(registry, config, 'layers.deserialize');
  const entries = Object.entries(config.config ?? {}).map(([key, value]) => [key, optionOf(key, value, layerFrom)]);
  return resolve(registry, { ...config, config: Object.fromEntries(entries) }, 'layers.deserialize');
}

/**
 * A layer from a `{ class_name, config }` object.
 *
 * @param customObjects - Classes and functions of your own by name: `{ Scale }`.
 */
export function deserialize(config: SerializedObject, customObjects: CustomObjects = {}): Layer {
  const layerFrom: LayerReader = (each) => readLayer(each, layerFrom);
  return customObjectScope(customObjects, () => layerFrom(config));
}
