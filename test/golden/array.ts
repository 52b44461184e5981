/** Arrays as the golden files write them. Runs in Node and in the browser. */
import { type Tensor, tensor } from '../../src/index.ts';

/** Row-major; NaN and infinities as text. */
export interface GoldenArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly (number | string)[];
}

/** The array as a tensor. */
export function toTensor({ values, shape, dtype }: GoldenArray): Tensor {
  return tensor(values.map(Number), [...shape], dtype === 'int32' ? 'int32' : 'float32');
}

/** An option's name in camelCase: `negative_slope` is `negativeSlope`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Keyword arguments as Keras takes them, as options. */
export function camelKeys(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [camelCase(key), value]));
}
