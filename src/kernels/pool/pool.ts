/** Pooling over windows, with gradients by gathering. */
import poolShader from '../../../shaders/pool.wgsl?raw';
import gradientShader from '../../../shaders/pool-gradient.wgsl?raw';
import { apply, applyAll, type GraphNode } from '../../runtime/graph.ts';
import { gridOf, groupFor } from '../../runtime/grid.ts';
import { defineOp, type LowerContext, noSecondGradient, type Op, type Operand } from '../../runtime/op.ts';
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { vectorText, widthFor } from '../vectors.ts';
import {
  insideFunction,
  placeFunction,
  placeOnCpu,
  pooledShape,
  type WindowAttrs,
  type Windows,
  windowFunction,
  windowsOf,
} from '../windows.ts';

export type PoolKind = 'max' | 'average';

interface PoolAttrs extends WindowAttrs {
  readonly kind: PoolKind;
}

interface GradientAttrs extends PoolAttrs {
  readonly input: Shape;
}

interface PoolKernel {
  readonly shader: string;
  readonly file: string;
  readonly functions: string;
  readonly items: number;
  readonly bindings: Readonly<Record<string, Operand>>;
}

function lower<Attrs extends PoolAttrs>(context: LowerContext<Attrs>, windows: Windows, kernel: PoolKernel) {
  const { batch, channels, input, output, attrs } = windows;
  const width = widthFor(channels);
  const items = kernel.items / width;
  const grid = gridOf(items, groupFor(items, context.profile), context.limits);
  const text = [vectorText(width), kernel.functions, kernel.shader].join('\n');
  return [
    context.kernel(text, {
      file: kernel.file,
      constants: {
        INPUTS: (batch * sizeOf(input) * channels) / width,
        OUTPUTS: (batch * sizeOf(output) * channels) / width,
        CHANNELS: channels / width,
        COLUMNS: channels,
        TAPS: sizeOf(attrs.window),
        ...grid.constants,
      },
      flags: { MAX: context.attrs.kind === 'max' },
      bindings: kernel.bindings,
      workgroups: grid.workgroups,
      stores: true,
    }),
  ];
}

const poolOp: Op<PoolAttrs> = defineOp<PoolAttrs>({
  name: 'pool',
  epilogue: true,
  infer([x], attrs) {
    const shape = pooledShape(windowsOf('pool', x!.shape, attrs)); // one input
    const y = { shape, dtype: 'float32' } as const;
    return attrs.kind === 'max' ? [y, { shape, dtype: 'int32' }] : [y];
  },
  lower(context) {
    const windows = windowsOf('pool', context.inputs[0]!.shape, context.attrs); // one input
    const max = context.attrs.kind === 'max';
    return lower(context, windows, {
      shader: poolShader,
      file: 'pool.wgsl',
      functions: placeFunction(windows),
      items: sizeOf(context.outputs[0]!.shape), // y
      bindings: { x: context.input(0), ...(max ? { taps: context.output(1) } : {}) },
    });
  },
  cpu([y, taps], [x], { inputs }, attrs) {
    const windows = windowsOf('pool', inputs[0]!.shape, attrs); // one input
    const { channels } = windows;
    const [inner, outer] = [sizeOf(windows.input), sizeOf(windows.output)];
    for (let i = 0; i < y!.length; i++) {
      const [place, channel] = [Math.floor(i / channels), i % channels];
      const sample = Math.floor(place / outer) * inner;
      let [best, chosen, sum, count] = [-Infinity, 0, 0, 0];
      for (let t = 0; t < sizeOf(attrs.window); t++) {
        const source = placeOnCpu(windows, place % outer, t);
        if (source < 0) continue;
        const value = x![(sample + source) * channels + channel]!; // inside
        sum += value;
        count++;
        if (value > best) [best, chosen] = [value, t];
      }
      y![i] = attrs.kind === 'max' ? best : sum / count;
      if (taps) taps[i] = chosen;
    }
  },
  grad({ inputs: [x], outputs: [, taps], dy, attrs }) {
    return [apply(poolGradientOp, taps ? [dy, taps] : [dy], { ...attrs, input: x!.shape })]; // one input
  },
});

const poolGradientOp: Op<GradientAttrs> = defineOp<GradientAttrs>({
  name: 'poolGradient',
  epilogue: true,
  infer: (_, { input }) => [{ shape: input, dtype: 'float32' }],
  lower(context) {
    const windows = windowsOf('pool', context.attrs.input, context.attrs);
    const max = context.attrs.kind === 'max';
    return lower(context, windows, {
      shader: gradientShader,
      file: 'pool-gradient.wgsl',
      functions: [windowFunction(windows), insideFunction(windows)].join('\n'),
      items: sizeOf(context.attrs.input),
      bindings: { dy: context.input(0), ...(max ? { taps: context.input(1) } : {}) },
    });
  },
  grad: noSecondGradient('poolGradient'),
  cpu([dx], [dy, taps], _, attrs) {
    const windows = windowsOf('pool', attrs.input, attrs);
    const { channels } = windows;
    const [inner, outer, size] = [sizeOf(windows.input), sizeOf(windows.output), sizeOf(attrs.window)];
    dx!.fill(0); // one output
    for (let i = 0; i < dy!.length; i++) {
      const [place, channel] = [Math.floor(i / channels), i % channels];
      const inside = Array.from({ length: size }, (__, t) => ({
        t,
        source: placeOnCpu(windows, place % outer, t),
      })).filter(({ source }) => source >= 0);
      for (const { t, source } of inside) {
        if (taps && taps[i] !== t) continue;
        dx![(Math.floor(place / outer) * inner + source) * channels + channel]! += taps
          ? dy![i]!
          : dy![i]! / inside.length; // inside
      }
    }
  },
});

/**
 * The largest element, or the mean, of each window; places that padding adds never count.
 *
 * Shapes: x `[batch, ...spatial, channels]` -> `[batch, ...output, channels]`.
 */
export function pool(
  x: GraphNode,
  attrs: Omit<PoolAttrs, 'dilation'> & Partial<Pick<PoolAttrs, 'dilation'>>,
): GraphNode {
  const { dilation = attrs.window.map(() => 1) } = attrs;
  return applyAll(poolOp, [x], { ...attrs, dilation })[0]!; // y comes first
}
