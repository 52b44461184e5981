/** Layers from configurations. */
import { checkIdentifier, type Registrable, type Registry, resolve } from '../registry.ts';
import { classNameOf, isSerializedObject, type SerializedObject, toCamel } from '../saving/config.ts';
import * as families from './families.ts';
import { Layer } from './layer.ts';

function isLayerClass(value: unknown): value is Registrable<Layer> {
  return typeof value === 'function' && value.prototype instanceof Layer;
}

/** Options of layers that hold layers. */
const HOLDING_LAYERS = ['layer', 'backwardLayer', 'cell', 'cells'];

/** Classes of one's own by the names under which configurations have them. */
// biome-ignore lint/suspicious/noExplicitAny: each class has options of its own, checked by its constructor
export type CustomLayers = Readonly<Record<string, (new (options: any) => Layer) & Pick<typeof Layer, 'fromConfig'>>>;

/** A configuration's value with layers in the place of their configurations. */
function withLayers(value: unknown, custom: CustomLayers): unknown {
  if (Array.isArray(value)) return value.map((each) => withLayers(each, custom));
  return isSerializedObject(value) ? deserialize(value, custom) : value;
}

/**
 * A layer from a `{ class_name, config }` object.
 *
 * @param customObjects - Classes of your own by name: `{ Scale }`.
 */
export function deserialize(config: SerializedObject, customObjects: CustomLayers = {}): Layer {
  const own = customObjects[classNameOf(config)];
  const registry: Registry<Layer> = {
    kind: 'layer',
    base: Layer,
    classes: Object.values(families as Readonly<Record<string, unknown>>).filter(isLayerClass),
  };
  if (!own) checkIdentifier(registry, config, 'layers.deserialize');
  const entries = Object.entries(config.config ?? {}).map(([key, value]) => [
    key,
    HOLDING_LAYERS.includes(toCamel(key)) ? withLayers(value, customObjects) : value,
  ]);
  const options = Object.fromEntries(entries);
  return own ? own.fromConfig(options) : resolve(registry, { ...config, config: options }, 'layers.deserialize');
}
