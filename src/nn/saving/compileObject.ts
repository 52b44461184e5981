/** How a model is compiled, as Keras 3 writes it (`compile_config`). */

import type { Model } from '../models/model.ts';
import { type Config, isSerializedObject, type Serializable, serialize, serializeFunction, toSnake } from './config.ts';
import { functionNameOf } from './registered.ts';

/** Names that are taken here, and by Keras under another name. */
const KERAS_NAMES: Readonly<Record<string, string>> = {
  logcosh: 'log_cosh',
  cosine_proximity: 'cosine_similarity',
  kullback_leibler_divergence: 'kl_divergence',
};

/** Keras knows names in snake_case. */
function keras(name: string): string {
  const snake = /^[a-z]+[A-Z]/.test(name) ? toSnake(name) : name;
  return KERAS_NAMES[snake] ?? snake;
}

function isSerializable(value: object): value is Serializable {
  return 'getConfig' in value && 'module' in value;
}

/** Losses and metrics as they were given: names, objects, functions; alone, in lists or by name. */
function written(value: unknown): unknown {
  if (typeof value === 'string') return keras(value);
  if (typeof value === 'function') return serializeFunction(functionNameOf(value, ''));
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (isSerializable(value)) return serialize(value);
  if (isSerializedObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each)]));
}

/** What `compileFromConfig` takes. The optimizer must be loaded. */
export function compileObject(model: Model): Config {
  const options = model.compileOptions ?? {};
  const { loss, lossWeights, metrics, weightedMetrics } = options;
  return {
    optimizer: model.optimizer ? serialize(model.optimizer) : null,
    loss: written(loss),
    loss_weights: written(lossWeights),
    metrics: written(metrics),
    weighted_metrics: written(weightedMetrics),
    run_eagerly: options.runEagerly ?? false,
    steps_per_execution: options.stepsPerExecution ?? 1,
    jit_compile: options.jitCompile ?? false,
  };
}
