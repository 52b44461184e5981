/** Depthwise convolution: every channel is convolved with kernels of its own. Direct kernels, as a channel has too few terms for a matrix product. */
import shader from '../../../shaders/depthwise.wgsl?raw';
import { ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { gridOf, groupFor } from '../../runtime/grid.ts';
import { type Dispatch, defineOp, type LowerContext, type Op, type Operand } from '../../runtime/op.ts';
import { type Shape, sizeOf, type Values } from '../../runtime/spec.ts';
import { reshape } from '../movement/reshape.ts';
import { sumParts } from '../parts.ts';
import { vectorText, vectorTypes, widthFor } from '../vectors.ts';
import { placeFunction, placeOnCpu, type WindowAttrs, type Windows, windowFunction, windowsOf } from '../windows.ts';

interface DepthwiseAttrs extends WindowAttrs {
  /** Kernels per channel. */
  readonly multiplier: number;
}

interface InputAttrs extends DepthwiseAttrs {
  readonly input: Shape;
}

/** The sizes for an input and a kernel `[...taps, channels, multiplier]`. @throws ShapeError. */
function windowsFor(x: Shape, attrs: DepthwiseAttrs): Windows {
  return windowsOf('depthwiseConv', x, attrs);
}

function outputShape({ batch, output, channels }: Windows, multiplier: number): Shape {
  return [batch, ...output, channels * multiplier];
}

interface Direction {
  readonly flag: 'FORWARD' | 'INPUT' | 'FILTER';
  readonly functions: string;
  readonly bindings: Readonly<Record<string, Operand>>;
  /** How many numbers the invocations give together. */
  readonly items: number;
  readonly parts?: number;
}

function lower(
  context: LowerContext<DepthwiseAttrs>,
  windows: Windows,
  { flag, functions, bindings, items, parts = 1 }: Direction,
): Dispatch {
  const { batch, channels, input, output, attrs } = windows;
  const { multiplier } = context.attrs;
  const width = multiplier === 1 ? widthFor(channels) : 1;
  const grid = gridOf(items / width, groupFor(items / width, context.profile), context.limits);
  const places = batch * sizeOf(output);
  const constants = {
    INPUTS: (batch * sizeOf(input) * channels) / width,
    OUTPUTS: (places * channels * multiplier) / width,
    KERNEL: (sizeOf(attrs.window) * channels * multiplier) / width,
    IN_CHANNELS: channels / width,
    OUT_CHANNELS: (channels * multiplier) / width,
    MULTIPLIER: multiplier,
    TAPS: sizeOf(attrs.window),
    PLACES: places,
    PARTS: parts,
    ROUNDS: Math.ceil(places / parts),
    COLUMNS: flag === 'INPUT' ? channels : channels * multiplier,
    ...grid.constants,
  };
  const stores = flag !== 'FILTER';
  const text = [stores ? vectorText(width) : vectorTypes(width), functions, shader].join('\n');
  return context.kernel(text, {
    file: 'depthwise.wgsl',
    constants,
    flags: { FORWARD: flag === 'FORWARD', INPUT: flag === 'INPUT' },
    bindings,
    workgroups: grid.workgroups,
    stores,
  });
}

/** Calls `visit` for every product: places in x, in the kernel, in y. The definition. */
function forEachProduct(
  windows: Windows,
  multiplier: number,
  visit: (x: number, kernel: number, y: number) => void,
): void {
  const { batch, channels, input, output, attrs } = windows;
  const [inner, outer, filters] = [sizeOf(input), sizeOf(output), channels * multiplier];
  for (let o = 0; o < batch * outer; o++) {
    for (let t = 0; t < sizeOf(attrs.window); t++) {
      const place = placeOnCpu(windows, o % outer, t);
      if (place < 0) continue;
      const start = (Math.floor(o / outer) * inner + place) * channels;
      for (let f = 0; f < filters; f++) visit(start + Math.floor(f / multiplier), t * filters + f, o * filters + f);
    }
  }
}

const depthwiseOp: Op<DepthwiseAttrs> = defineOp<DepthwiseAttrs>({
  name: 'depthwiseConv',
  epilogue: true,
  infer([x], attrs) {
    return [{ shape: outputShape(windowsFor(x!.shape, attrs), attrs.multiplier), dtype: 'float32' }]; // two inputs
  },
  lower(context) {
    const windows = windowsFor(context.inputs[0]!.shape, context.attrs); // two inputs
    return [
      lower(context, windows, {
        flag: 'FORWARD',
        functions: placeFunction(windows),
        bindings: { x: context.input(0), kernel: context.input(1) },
        items: sizeOf(context.outputs[0]!.shape), // one output
      }),
    ];
  },
  cpu([y], [x, kernel], { inputs }, attrs) {
    const sums = new Float64Array(y!.length);
    forEachProduct(windowsFor(inputs[0]!.shape, attrs), attrs.multiplier, (i, k, o) => {
      sums[o]! += x![i]! * kernel![k]!; // in range
    });
    (y as Values).set(sums); // one output
  },
  grad: ({ inputs: [x, kernel], dy, needed, attrs }) => [
    needed[0] ? apply(inputOp, [dy, kernel!], { ...attrs, input: x!.shape }) : null,
    needed[1] ? filterOf(x!, dy, kernel!.shape, attrs) : null,
  ], // two inputs
});

const inputOp: Op<InputAttrs> = defineOp<InputAttrs>({
  name: 'depthwiseInput',
  epilogue: true,
  infer: (_, { input }) => [{ shape: input, dtype: 'float32' }],
  lower(context) {
    const windows = windowsFor(context.attrs.input, context.attrs);
    return [
      lower(context, windows, {
        flag: 'INPUT',
        functions: windowFunction(windows),
        bindings: { dy: context.input(0), kernel: context.input(1) },
        items: sizeOf(context.attrs.input),
      }),
    ];
  },
  cpu([dx], [dy, kernel], _, attrs) {
    const sums = new Float64Array(dx!.length);
    forEachProduct(windowsFor(attrs.input, attrs), attrs.multiplier, (i, k, o) => {
      sums[i]! += dy![o]! * kernel![k]!; // in range
    });
    (dx as Values).set(sums); // one output
  },
  grad: ({ inputs: [dy, kernel], dy: g, needed, attrs }) => [
    needed[0] ? apply(depthwiseOp, [g, kernel!], attrs) : null,
    needed[1] ? filterOf(g, dy!, kernel!.shape, attrs) : null,
  ], // two inputs
});

/** Numbers wanted from the first pass over the places, and the fewest places that are worth a part. */
const WANTED = { gpu: 16384, soft: 1024 } as const;
const PLACES_PER_PART = 32;

const filterOp: Op<DepthwiseAttrs> = defineOp<DepthwiseAttrs>({
  name: 'depthwiseFilter',
  epilogue: true,
  infer: ([x], { window, multiplier }) => [
    { shape: [sizeOf(window), x!.shape[x!.shape.length - 1]! * multiplier], dtype: 'float32' },
  ], // two inputs
  lower(context) {
    const windows = windowsFor(context.inputs[0]!.shape, context.attrs); // two inputs
    const size = sizeOf(context.outputs[0]!.shape); // one output
    const places = windows.batch * sizeOf(windows.output);
    const parts = Math.max(
      1,
      Math.min(Math.ceil(WANTED[context.profile] / size), Math.floor(places / PLACES_PER_PART)),
    );
    const partial = context.workspace({ shape: [parts * size], dtype: 'float32' });
    const main = lower(context, windows, {
      flag: 'FILTER',
      functions: placeFunction(windows),
      bindings: { x: context.input(0), dy: context.input(1), partial },
      items: parts * size,
      parts,
    });
    return [main, sumParts(context, partial, parts, windows.channels * context.attrs.multiplier)];
  },
  cpu([dkernel], [x, dy], { inputs }, attrs) {
    const sums = new Float64Array(dkernel!.length);
    forEachProduct(windowsFor(inputs[0]!.shape, attrs), attrs.multiplier, (i, k, o) => {
      sums[k]! += x![i]! * dy![o]!; // in range
    });
    (dkernel as Values).set(sums); // one output
  },
  grad({ inputs: [x, dy], dy: g, needed, attrs }) {
    const kernel = reshape(g, [...attrs.window, x!.shape[x!.shape.length - 1]!, attrs.multiplier]); // two inputs
    return [
      needed[0] ? apply(inputOp, [dy!, kernel], { ...attrs, input: x!.shape }) : null,
      needed[1] ? apply(depthwiseOp, [x!, kernel], attrs) : null,
    ];
  },
});

function filterOf(x: GraphNode, dy: GraphNode, kernel: Shape, attrs: DepthwiseAttrs): GraphNode {
  return reshape(apply(filterOp, [x, dy], attrs), kernel);
}

export interface DepthwiseOptions {
  /** One entry per spatial axis; default 1. */
  readonly strides?: readonly number[];
  readonly dilation?: readonly number[];
  /** Zeros before and after each axis; default none. */
  readonly padding?: readonly (readonly [before: number, after: number])[];
}

/**
 * Cross-correlation of every channel with its own kernels: `y[n, o, c·multiplier + m] = Σ x[n, o·stride + t·dilation, c] · kernel[t, c, m]`.
 *
 * Shapes: x `[batch, ...spatial, channels]`, kernel `[...taps, channels, multiplier]` -> `[batch, ...output, channels · multiplier]`.
 */
export function depthwiseConv(x: GraphNode, kernel: GraphNode, options: DepthwiseOptions = {}): GraphNode {
  const channels = x.shape[x.shape.length - 1];
  const [ofKernel, multiplier] = kernel.shape.slice(-2);
  if (kernel.shape.length !== x.shape.length || ofKernel !== channels || multiplier === undefined) {
    throw new ShapeError({
      who: 'depthwiseConv',
      expected: `an input [batch, ...spatial, channels] and a kernel [...taps, channels, multiplier]`,
      received: [x.shape, kernel.shape],
    });
  }
  const window = kernel.shape.slice(0, -2);
  const ones = window.map(() => 1);
  const { strides = ones, dilation = ones, padding = window.map(() => [0, 0] as const) } = options;
  return apply(depthwiseOp, [x, kernel], { window, strides, dilation, padding, multiplier });
}
