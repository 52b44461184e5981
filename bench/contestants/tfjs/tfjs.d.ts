/**
 * The part of TensorFlow.js that the benchmark uses. Written down here because bench/node_modules is installed on the
 * first run only, while `tsc` checks this folder always.
 */
declare module '@tensorflow/tfjs-core' {
  export interface Tensor {
    readonly shape: number[];
    data(): Promise<Float32Array>;
    dispose(): void;
  }
  export interface Variable extends Tensor {
    readonly trainable: boolean;
  }

  export function setBackend(name: string): Promise<boolean>;
  export function ready(): Promise<void>;
  export function tidy<T>(f: () => T): T;
  export function tensor(values: Float32Array, shape: readonly number[]): Tensor;
  export function matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
  export function add(a: Tensor, b: Tensor | number): Tensor;
  export function sub(a: Tensor, b: Tensor): Tensor;
  export function mul(a: Tensor, b: Tensor | number): Tensor;
  export function square(x: Tensor): Tensor;
  export function rsqrt(x: Tensor): Tensor;
  export function mean(x: Tensor, axis?: number, keepDims?: boolean): Tensor;
  export function softmax(x: Tensor): Tensor;
  export function reshape(x: Tensor, shape: readonly number[]): Tensor;
  export function transpose(x: Tensor, permutation: readonly number[]): Tensor;

  export interface Optimizer {
    dispose(): void;
  }
  export const train: {
    adam(learningRate: number, beta1: number, beta2: number, epsilon: number): Optimizer;
    rmsprop(learningRate: number, decay: number, momentum: number, epsilon: number): Optimizer;
  };
}

declare module '@tensorflow/tfjs-layers' {
  import type { Optimizer, Tensor } from '@tensorflow/tfjs-core';

  export interface SymbolicTensor {
    readonly shape: readonly (number | null)[];
  }
  export interface LayerVariable {
    read(): Tensor;
  }

  export namespace layers {
    class Layer {
      constructor(options?: { name?: string });
      apply(inputs: SymbolicTensor | SymbolicTensor[]): SymbolicTensor;
      addWeight(name: string, shape: readonly number[], dtype: 'float32', initializer: unknown): LayerVariable;
      build(inputShape: readonly (number | null)[]): void;
      call(inputs: Tensor | Tensor[]): Tensor;
      computeOutputShape(inputShape: readonly (number | null)[]): readonly (number | null)[];
    }
    function dense(options: { units: number; activation?: string }): Layer;
    function conv2d(options: { filters: number; kernelSize: number; activation: string }): Layer;
    function maxPooling2d(options: { poolSize: number }): Layer;
    function flatten(): Layer;
    function globalAveragePooling1d(options: Record<string, never>): Layer;
    function add(): Layer;
  }
  export const initializers: { zeros(): unknown };
  export function input(options: { shape: readonly number[] }): SymbolicTensor;
  export function model(options: { inputs: SymbolicTensor; outputs: SymbolicTensor }): LayersModel;

  interface FitOptions {
    batchSize: number;
    epochs: number;
    shuffle: boolean;
    verbose: 0;
    yieldEvery: 'never';
    validationData?: [Tensor, Tensor];
  }
  export interface LayersModel {
    setWeights(weights: readonly Tensor[]): void;
    compile(options: { optimizer: Optimizer; loss: string }): void;
    fit(x: Tensor, y: Tensor, options: FitOptions): Promise<{ history: { loss: number[]; val_loss: number[] } }>;
    evaluate(x: Tensor, y: Tensor, options: { batchSize: number }): Tensor;
    predict(x: Tensor, options: { batchSize: number }): Tensor;
    dispose(): unknown;
  }
}

declare module '@tensorflow/tfjs-backend-webgpu';
