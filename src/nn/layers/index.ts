/** The `layers` namespace: classes, and factories with the same name in camelCase. */
import { Activation, type ActivationOptions } from './activation.ts';
import { Dense, type DenseOptions } from './dense.ts';
import { Dropout, type DropoutOptions } from './dropout.ts';
import { Flatten, type FlattenOptions, Reshape, type ReshapeOptions } from './reshaping.ts';

export { InputLayer, input } from './input.ts';
export { Layer } from './layer.ts';
export { Activation, Dense, Dropout, Flatten, Reshape };

export const activation = (options: ActivationOptions): Activation => new Activation(options);
export const dense = (options: DenseOptions): Dense => new Dense(options);
export const dropout = (options: DropoutOptions): Dropout => new Dropout(options);
export const flatten = (options?: FlattenOptions): Flatten => new Flatten(options);
export const reshape = (options: ReshapeOptions): Reshape => new Reshape(options);

export { serialize } from '../saving/config.ts';
export { deserialize } from './deserialize.ts';
