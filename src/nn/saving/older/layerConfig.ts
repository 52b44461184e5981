/** Layers as Keras 2 and TensorFlow.js write them, brought into the form of Keras 3. */
import type { Config, SerializedObject } from '../config.ts';

/** Options that say how things were computed, or that Keras 3 has no more. */
const DROPPED = [
  'batch_input_shape',
  'input_dtype',
  'input_length',
  'implementation',
  'time_major',
  'use_cudnn',
  'fused',
  'virtual_batch_size',
  'adjustment',
];

/** What a class calls something else in Keras 3, has another default for, or has no more. */
interface Change {
  readonly renamed?: Readonly<Record<string, string>>;
  readonly defaults?: Config;
  readonly dropped?: readonly string[];
}

const KERNEL = ['kernel_initializer', 'kernel_regularizer', 'kernel_constraint', 'groups', 'filters'];

const CHANGES: Readonly<Record<string, Change>> = {
  InputLayer: { renamed: { batch_input_shape: 'batch_shape' }, dropped: ['sparse', 'ragged'] },
  GRU: { defaults: { reset_after: false } },
  GRUCell: { defaults: { reset_after: false } },
  LeakyReLU: { renamed: { alpha: 'negative_slope' } },
  DepthwiseConv1D: { dropped: KERNEL },
  DepthwiseConv2D: { dropped: KERNEL },
  SeparableConv1D: { dropped: KERNEL.filter((name) => name !== 'filters') },
  SeparableConv2D: { dropped: KERNEL.filter((name) => name !== 'filters') },
};

/** Whether an object was written by Keras 3, which says in which module a class is. */
export function isKeras3(config: SerializedObject): boolean {
  return config.module !== undefined;
}

/** Options of a layer. @param convert - For layers inside. */
export function layerOptions(
  className: string,
  config: Config,
  convert: (config: SerializedObject) => SerializedObject,
): Config {
  const { renamed = {}, defaults = {}, dropped = [] } = CHANGES[className] ?? {};
  const unwanted = [...DROPPED.filter((name) => !(name in renamed)), ...dropped];
  const entries = Object.entries(config)
    .filter(([name]) => !unwanted.includes(name))
    .map(([name, value]) => [renamed[name] ?? name, optionOf(name, value, convert)] as const);
  return { ...defaults, ...Object.fromEntries(entries) };
}

/** Options that hold layers. */
const LAYERS = ['layer', 'backward_layer', 'cell', 'cells'];

function optionOf(name: string, value: unknown, convert: (config: SerializedObject) => SerializedObject): unknown {
  if (LAYERS.includes(name) && value)
    return Array.isArray(value)
      ? value.map((each) => convert(each as SerializedObject))
      : convert(value as SerializedObject); // layers
  if (name === 'dtype') return dtypeOf(value);
  if (name === 'axis') return Array.isArray(value) && value.length === 1 ? value[0] : value;
  return name.endsWith('_initializer') ? withoutDtype(value) : value;
}

/** A policy is written as an object. */
function dtypeOf(value: unknown): unknown {
  const { config } = (value ?? {}) as { readonly config?: { readonly name?: string } }; // a policy, or a text without it
  return config?.name ?? value;
}

/** Initializers had element types of their own. */
function withoutDtype(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('config' in value)) return value;
  const { dtype: _, ...config } = value.config as Config & { readonly dtype?: unknown }; // an object as Keras writes it
  return { ...value, config };
}
