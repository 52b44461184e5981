/** The `initializers` namespace: classes, and factories with the same name in camelCase. */
import type { SerializedObject } from '../saving/config.ts';
import { Constant, type ConstantOptions, Identity, type IdentityOptions, Ones, Zeros } from './constant.ts';
import { getInitializer, type InitializerIdentifier } from './get.ts';
import type { Initializer } from './initializer.ts';
import { Orthogonal, type OrthogonalOptions } from './orthogonal.ts';
import { type NormalOptions, RandomNormal, RandomUniform, TruncatedNormal, type UniformOptions } from './random.ts';
import {
  type FanOptions,
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  LecunNormal,
  LecunUniform,
  VarianceScaling,
  type VarianceScalingOptions,
} from './varianceScaling.ts';

export { Initializer, RandomInitializer } from './initializer.ts';
export {
  Constant,
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  Identity,
  LecunNormal,
  LecunUniform,
  Ones,
  Orthogonal,
  RandomNormal,
  RandomUniform,
  TruncatedNormal,
  VarianceScaling,
  Zeros,
};

export const zeros = (): Zeros => new Zeros();
export const ones = (): Ones => new Ones();
export const constant = (options?: ConstantOptions): Constant => new Constant(options);
export const randomNormal = (options?: NormalOptions): RandomNormal => new RandomNormal(options);
export const randomUniform = (options?: UniformOptions): RandomUniform => new RandomUniform(options);
export const truncatedNormal = (options?: NormalOptions): TruncatedNormal => new TruncatedNormal(options);
export const varianceScaling = (options?: VarianceScalingOptions): VarianceScaling => new VarianceScaling(options);
export const glorotUniform = (options?: FanOptions): GlorotUniform => new GlorotUniform(options);
export const glorotNormal = (options?: FanOptions): GlorotNormal => new GlorotNormal(options);
export const heUniform = (options?: FanOptions): HeUniform => new HeUniform(options);
export const heNormal = (options?: FanOptions): HeNormal => new HeNormal(options);
export const lecunUniform = (options?: FanOptions): LecunUniform => new LecunUniform(options);
export const lecunNormal = (options?: FanOptions): LecunNormal => new LecunNormal(options);

export const identity = (options?: IdentityOptions): Identity => new Identity(options);
export const orthogonal = (options?: OrthogonalOptions): Orthogonal => new Orthogonal(options);

/** An initializer from a name, an instance, a configuration, or a function of the shape that gives the values. */
export function get(identifier: InitializerIdentifier): Initializer {
  return getInitializer(identifier, 'initializers.get');
}

/** An initializer from a `{ class_name, config }` object or a name. */
export function deserialize(config: SerializedObject | string): Initializer {
  return getInitializer(config, 'initializers.deserialize');
}

/** An initializer as a `{ class_name, config }` object. */
export { serialize } from '../saving/config.ts';
