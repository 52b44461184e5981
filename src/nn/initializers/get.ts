/** Initializers by identifier. */
import { orCustomFunction, type Registry, resolve } from '../registry.ts';
import type { SerializedObject } from '../saving/config.ts';
import { Constant, Identity, Ones, Zeros } from './constant.ts';
import { FunctionInitializer, type InitializerFunction } from './function.ts';
import { Initializer } from './initializer.ts';
import { Orthogonal } from './orthogonal.ts';
import { RandomNormal, RandomUniform, TruncatedNormal } from './random.ts';
import {
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  LecunNormal,
  LecunUniform,
  VarianceScaling,
} from './varianceScaling.ts';

export type InitializerIdentifier = Initializer | string | SerializedObject | InitializerFunction;

const registry: Registry<Initializer> = {
  kind: 'initializer',
  base: Initializer,
  classes: [
    Zeros,
    Ones,
    Constant,
    Identity,
    RandomNormal,
    RandomUniform,
    TruncatedNormal,
    VarianceScaling,
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    LecunUniform,
    LecunNormal,
    Orthogonal,
  ],
};

/** An initializer from a name, an instance, a configuration or a function of the shape. */
export function getInitializer(identifier: InitializerIdentifier, who = 'initializers'): Initializer {
  const own = orCustomFunction(identifier);
  return typeof own === 'function' ? new FunctionInitializer(own) : resolve(registry, own, who);
}
