/** How a model was compiled, as Keras 2 writes it (`training_config`). */
import { type Config, isSerializedObject, type SerializedObject } from '../config.ts';

/** Options that optimizers have no more. */
const DROPPED = ['is_legacy_optimizer', 'jit_compile', 'schedule_decay'];

function optimizer(value: unknown): unknown {
  if (!isSerializedObject(value)) return value;
  const config = Object.entries(value.config ?? {}).filter(([name]) => !DROPPED.includes(name));
  return { class_name: value.class_name, config: Object.fromEntries(config) };
}

/** Losses chose their reduction themselves; metrics are wrapped functions. */
function measure(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(measure);
  if (!isSerializedObject(value))
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, measure(each)]))
      : value;
  const {
    fn,
    dtype: _,
    reduction,
    ...config
  } = value.config as Config & Partial<Record<'fn' | 'dtype' | 'reduction', unknown>>; // Keras's form
  if (value.class_name === 'MeanMetricWrapper') return wrapped(String(fn), String(config['name']));
  const named = reduction === undefined || reduction === 'auto' ? {} : { reduction };
  return { ...value, config: { ...config, ...named } } satisfies SerializedObject;
}

/** `accuracy` stands for several functions, of which the data chose one. */
function wrapped(fn: string, name: string): unknown {
  return /accuracy$/.test(fn) && /^acc(uracy)?$/.test(name) ? name : { class_name: fn, config: { name } };
}

/** What `compileFromConfig` takes; null: the model was not compiled. */
export function compileConfigOf(training: Config | null): Config | null {
  if (!training) return null;
  return {
    optimizer: optimizer(training['optimizer_config']),
    loss: measure(training['loss']),
    loss_weights: training['loss_weights'] ?? null,
    metrics: measure(training['metrics']),
    weighted_metrics: measure(training['weighted_metrics'] ?? null),
  };
}
