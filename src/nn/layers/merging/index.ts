/** Layers that make one tensor of several: classes, and factories with the same name in camelCase. */
import type { LayerOptions } from '../layer.ts';
import { Add } from './add.ts';
import { Average } from './average.ts';
import { Concatenate, type ConcatenateOptions } from './concatenate.ts';
import { Dot, type DotOptions } from './dot.ts';
import { Maximum } from './maximum.ts';
import { Minimum } from './minimum.ts';
import { Multiply } from './multiply.ts';
import { Subtract } from './subtract.ts';

export { Add, Average, Concatenate, Dot, Maximum, Minimum, Multiply, Subtract };

export const add = (options?: LayerOptions): Add => new Add(options);
export const average = (options?: LayerOptions): Average => new Average(options);
export const concatenate = (options?: ConcatenateOptions): Concatenate => new Concatenate(options);
export const dot = (options: DotOptions): Dot => new Dot(options);
export const maximum = (options?: LayerOptions): Maximum => new Maximum(options);
export const minimum = (options?: LayerOptions): Minimum => new Minimum(options);
export const multiply = (options?: LayerOptions): Multiply => new Multiply(options);
export const subtract = (options?: LayerOptions): Subtract => new Subtract(options);
