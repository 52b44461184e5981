/** Layers that make one tensor of several: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
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

export const add: (options?: LayerOptions) => Add = /* @__PURE__ */ factory(Add);
export const average: (options?: LayerOptions) => Average = /* @__PURE__ */ factory(Average);
export const concatenate: (options?: ConcatenateOptions) => Concatenate = /* @__PURE__ */ factory(Concatenate);
export const dot: (options: DotOptions) => Dot = /* @__PURE__ */ factory(Dot);
export const maximum: (options?: LayerOptions) => Maximum = /* @__PURE__ */ factory(Maximum);
export const minimum: (options?: LayerOptions) => Minimum = /* @__PURE__ */ factory(Minimum);
export const multiply: (options?: LayerOptions) => Multiply = /* @__PURE__ */ factory(Multiply);
export const subtract: (options?: LayerOptions) => Subtract = /* @__PURE__ */ factory(Subtract);
