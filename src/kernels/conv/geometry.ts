/** Sizes of a convolution over any number of spatial axes. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { type Shape, showShape, sizeOf, stridesOf } from '../../runtime/spec.ts';

export interface ConvAttrs {
  /** One entry per spatial axis. */
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  /** Zeros before and after each spatial axis. */
  readonly padding: readonly (readonly [before: number, after: number])[];
  readonly groups: number;
  /**
   * The kernel is read with inputs and outputs exchanged: `[..., outputs per group, inputs]` instead of
   * `[..., inputs per group, outputs]`, as gradients and transposed convolutions need it.
   */
  readonly transposeKernel: boolean;
}

export interface ConvGeometry {
  readonly batch: number;
  /** Spatial sizes of the input, of the kernel, of the output. */
  readonly input: readonly number[];
  readonly taps: readonly number[];
  readonly output: readonly number[];
  /** Channels of one group. */
  readonly inputs: number;
  readonly outputs: number;
  readonly groups: number;
}

/** The number of places of a dilated window. */
export function reachOf(taps: number, dilation: number): number {
  return (taps - 1) * dilation + 1;
}

function checkLists(rank: number, { strides, dilation, padding, groups }: ConvAttrs): void {
  for (const [name, list] of [
    ['strides', strides],
    ['dilation', dilation],
  ] as const) {
    if (list.length !== rank || list.some((each) => !Number.isInteger(each) || each < 1)) {
      throw new InvalidArgumentError({
        who: 'conv',
        expected: `${name} must be ${rank} positive integers`,
        received: list,
      });
    }
  }
  if (padding.length !== rank || padding.flat().some((each) => !Number.isInteger(each) || each < 0)) {
    throw new InvalidArgumentError({
      who: 'conv',
      expected: `padding must be [before, after] (not negative) for each of ${rank} axes`,
      received: padding,
    });
  }
  if (!Number.isInteger(groups) || groups < 1) {
    throw new InvalidArgumentError({ who: 'conv', expected: 'groups must be a positive integer', received: groups });
  }
}

/** Works out the sizes. Input `[batch, ...spatial, channels]`, kernel `[...taps, ., .]`. @throws ShapeError. */
export function geometryOf(x: Shape, kernel: Shape, attrs: ConvAttrs): ConvGeometry {
  const rank = x.length - 2;
  if (rank < 1 || kernel.length !== x.length) {
    throw new ShapeError({
      who: 'conv',
      expected: `an input [batch, ...spatial, channels] and a kernel of as many axes`,
      received: [x, kernel],
    });
  }
  checkLists(rank, attrs);
  const { groups, strides, dilation, padding, transposeKernel } = attrs;
  const taps = kernel.slice(0, rank);
  const [near, far] = kernel.slice(rank) as [number, number]; // two axes are left
  const channels = x[x.length - 1]!; // at least three axes
  const wanted = transposeKernel ? far : near * groups;
  if (channels !== wanted || far % groups !== 0) {
    throw new ShapeError({
      who: 'conv',
      expected: `an input with ${wanted} channels for the kernel ${showShape(kernel)} in ${groups} group(s)`,
      received: x,
    });
  }
  const input = x.slice(1, -1);
  const output = input.map((size, axis) => {
    const [before, after] = padding[axis]!; // one entry per axis
    return Math.floor((size + before + after - reachOf(taps[axis]!, dilation[axis]!)) / strides[axis]!) + 1;
  });
  if (output.some((size) => size < 1)) {
    throw new ShapeError({
      who: 'conv',
      expected: `spatial sizes of at least ${showShape(taps.map((each, axis) => reachOf(each, dilation[axis]!)))}, which the kernel covers`,
      received: input,
    });
  }
  return {
    batch: x[0]!, // at least three axes
    input,
    taps,
    output,
    inputs: transposeKernel ? far / groups : near,
    outputs: transposeKernel ? near : far / groups,
    groups,
  };
}

/** The output's shape. */
export function outputShape({ batch, output, outputs, groups }: ConvGeometry): Shape {
  return [batch, ...output, outputs * groups];
}

/** Calls `visit` for every product of the convolution: places in x, in the kernel, in y. The definition. */
export function forEachProduct(
  g: ConvGeometry,
  attrs: ConvAttrs,
  visit: (x: number, kernel: number, y: number) => void,
): void {
  const { batch, input, taps, output, inputs, outputs, groups } = g;
  const [channels, filters] = [inputs * groups, outputs * groups];
  for (let o = 0; o < sizeOf(output); o++) {
    for (let t = 0; t < sizeOf(taps); t++) {
      const place = placeOf(g, attrs, o, t);
      if (place < 0) continue;
      for (let n = 0; n < batch; n++) {
        for (let filter = 0; filter < filters; filter++) {
          const first = Math.floor(filter / outputs) * inputs;
          for (let c = 0; c < inputs; c++) {
            const kernel = attrs.transposeKernel
              ? (t * outputs + (filter % outputs)) * channels + first + c
              : (t * inputs + c) * filters + filter;
            const x = (n * sizeOf(input) + place) * channels + first + c;
            visit(x, kernel, (n * sizeOf(output) + o) * filters + filter);
          }
        }
      }
    }
  }
}

/** The input's place (without batch and channels) that an output place reads by a tap; -1 in the padding. */
function placeOf({ input, taps, output }: ConvGeometry, attrs: ConvAttrs, o: number, t: number): number {
  const [inputStrides, outputStrides, tapStrides] = [stridesOf(input), stridesOf(output), stridesOf(taps)];
  let place = 0;
  for (let axis = 0; axis < input.length; axis++) {
    const start = (Math.floor(o / outputStrides[axis]!) % output[axis]!) * attrs.strides[axis]!; // an axis of all
    const tap = Math.floor(t / tapStrides[axis]!) % taps[axis]!;
    const p = start + tap * attrs.dilation[axis]! - attrs.padding[axis]![0];
    if (p < 0 || p >= input[axis]!) return -1;
    place += p * inputStrides[axis]!;
  }
  return place;
}
