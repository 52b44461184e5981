/** Small models and samples with numbers that can be worked out by hand. */
import { layers, type Sequential, sequential, type Tensor, tensor } from '../../../src/index.ts';
import type { CompileOptions } from '../../../src/nn/models/options.ts';

/** `y = w x` with w = 1: with x = 1 the loss of a sample is (1 - y)². */
export function line(options: CompileOptions = {}): Sequential {
  const m = sequential([
    layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones', inputShape: [1], name: 'line' }),
  ]);
  m.compile({ optimizer: 'sgd', loss: 'mse', ...options });
  return m;
}

/** A column of numbers. */
export function column(...values: number[]): Tensor {
  return tensor(values, [values.length, 1]);
}

/** The weight of a `line`. */
export async function slopeOf(m: Sequential): Promise<number> {
  return (await m.getWeights())[0]?.item() ?? Number.NaN;
}

/** Rows of a wave, and which of them start above 0. */
export function waves(rows: number, width = 4): readonly [x: Tensor, y: Tensor] {
  const x = Float32Array.from({ length: rows * width }, (_, place) => Math.sin(place * 0.7));
  const y = Float32Array.from({ length: rows }, (_, row) => Number((x[row * width] ?? 0) > 0));
  return [tensor(x, [rows, width]), tensor(y, [rows, 1])];
}
