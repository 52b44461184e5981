/** Layers that only move values: classes, and factories with the same name in camelCase. */
import { Flatten, type FlattenOptions } from './flatten.ts';
import { Reshape, type ReshapeOptions } from './reshape.ts';

export { Flatten, Reshape };

export const flatten = (options?: FlattenOptions): Flatten => new Flatten(options);
export const reshape = (options: ReshapeOptions): Reshape => new Reshape(options);
