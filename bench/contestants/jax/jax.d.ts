/**
 * The part of jax-js that the benchmark uses. Written down here because bench/node_modules is installed on the first
 * run only, while `tsc` checks this folder always.
 */
declare module '@jax-js/jax' {
  type Tree = JaxArray | readonly Tree[] | { readonly [key: string]: Tree };

  /** Every use consumes an array; `ref` keeps it for another use. */
  class JaxArray {
    readonly shape: number[];
    readonly ref: JaxArray;
    add(other: JaxArray | number): JaxArray;
    sub(other: JaxArray | number): JaxArray;
    mul(other: JaxArray | number): JaxArray;
    div(other: JaxArray | number): JaxArray;
    sum(axis?: number): JaxArray;
    mean(axis?: number): JaxArray;
    reshape(shape: readonly number[]): JaxArray;
    transpose(permutation: readonly number[]): JaxArray;
    data(): Promise<Float32Array>;
    dispose(): void;
  }

  export { JaxArray as Array };

  export const numpy: {
    array(values: Float32Array, options?: { shape?: readonly number[] }): JaxArray;
    zeros(shape: readonly number[]): JaxArray;
    dot(a: JaxArray, b: JaxArray): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    sqrt(x: JaxArray): JaxArray;
    square(x: JaxArray): JaxArray;
    max(x: JaxArray): JaxArray;
    power(base: JaxArray | number, exponent: JaxArray | number): JaxArray;
  };

  export const nn: {
    relu(x: JaxArray): JaxArray;
    sigmoid(x: JaxArray): JaxArray;
    softplus(x: JaxArray): JaxArray;
    softmax(x: JaxArray, axis?: number): JaxArray;
    logSoftmax(x: JaxArray, axis?: number): JaxArray;
    standardize(x: JaxArray, axis?: number, options?: { epsilon?: number }): JaxArray;
    dotProductAttention(query: JaxArray, key: JaxArray, value: JaxArray): JaxArray;
  };

  export const lax: {
    conv(x: JaxArray, kernel: JaxArray, strides: readonly number[], padding: 'VALID' | 'SAME'): JaxArray;
    reduceWindow(
      x: JaxArray,
      reduce: (x: JaxArray) => JaxArray,
      size: readonly number[],
      strides: readonly number[],
    ): JaxArray;
  };

  export const tree: {
    ref<T extends Tree>(value: T): T;
    dispose(value: Tree | null): void;
  };

  export function init(...devices: 'webgpu'[]): Promise<string[]>;
  export function defaultDevice(device: 'webgpu'): string;
  export function jit<F extends (...args: never[]) => Tree>(f: F): F & { dispose(): void };
  export function valueAndGrad<P extends Tree, Rest extends Tree[]>(
    f: (params: P, ...rest: Rest) => JaxArray,
  ): (params: P, ...rest: Rest) => [JaxArray, P];
  export function blockUntilReady<T extends Tree>(value: T): Promise<T>;
}
