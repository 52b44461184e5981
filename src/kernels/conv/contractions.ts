/** Convolutions without padding as contractions. */
import { sizeOf, stridesOf } from '../../runtime/spec.ts';
import type { Contraction } from '../contraction/contraction.ts';
import type { ConvAttrs, ConvGeometry } from './geometry.ts';

/** Strides of a channels-last tensor: of the batch and of each spatial axis. */
function stridesWith(
  spatial: readonly number[],
  channels: number,
): { readonly batch: number; readonly spatial: readonly number[] } {
  const [batch, ...rest] = stridesOf([1, ...spatial, channels]);
  return { batch: batch!, spatial: rest.slice(0, -1) }; // the batch axis comes first
}

/** y[n, o, f] = Σ over taps t and channels c of x[n, o · stride + t · dilation, c] · kernel[t, c, f]. */
export function forward(g: ConvGeometry, { strides, dilation, transposeKernel }: ConvAttrs): Contraction {
  const { batch, input, taps, output, inputs, outputs, groups } = g;
  const [channels, filters] = [inputs * groups, outputs * groups];
  const inX = stridesWith(input, channels);
  const kernelRow = transposeKernel ? outputs * channels : inputs * filters;
  const inKernel = stridesOf(taps).map((stride) => stride * kernelRow);
  return {
    rows: [
      { length: batch, stride: inX.batch },
      ...output.map((length, axis) => ({ length, stride: strides[axis]! * inX.spatial[axis]! })), // one entry per axis
    ],
    columns: [{ length: outputs, stride: transposeKernel ? channels : 1 }],
    steps: [
      ...taps.map((length, axis) => ({ length, a: dilation[axis]! * inX.spatial[axis]!, b: inKernel[axis]! })), // one entry per axis
      { length: inputs, a: 1, b: transposeKernel ? 1 : filters },
    ],
    batch: [{ length: groups, a: inputs, b: transposeKernel ? inputs : outputs, row: 0, column: outputs }],
    sizeA: batch * sizeOf(input) * channels,
    sizeB: sizeOf(taps) * kernelRow,
    width: filters,
  };
}

/** dkernel[t, c, f] = Σ over samples n and places o of x[n, o · stride + t · dilation, c] · dy[n, o, f]. */
export function filterGradient(g: ConvGeometry, { strides, dilation }: ConvAttrs): Contraction {
  const { batch, input, taps, output, inputs, outputs, groups } = g;
  const [channels, filters] = [inputs * groups, outputs * groups];
  const [inX, inY] = [stridesWith(input, channels), stridesWith(output, filters)];
  return {
    rows: [
      ...taps.map((length, axis) => ({ length, stride: dilation[axis]! * inX.spatial[axis]! })),
      { length: inputs, stride: 1 },
    ], // one entry per axis
    columns: [{ length: outputs, stride: 1 }],
    steps: [
      { length: batch, a: inX.batch, b: inY.batch },
      ...output.map((length, axis) => ({ length, a: strides[axis]! * inX.spatial[axis]!, b: inY.spatial[axis]! })), // one entry per axis
    ],
    batch: [{ length: groups, a: inputs, b: outputs, row: 0, column: outputs }],
    sizeA: batch * sizeOf(input) * channels,
    sizeB: batch * sizeOf(output) * filters,
    width: filters,
  };
}
