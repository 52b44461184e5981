/** Windows that slide over the spatial axes: which input places belong to which output place, in WGSL and on the CPU. */
import { InvalidArgumentError, ShapeError } from '../runtime/errors.ts';
import { type Shape, sizeOf, stridesOf } from '../runtime/spec.ts';

/** One entry per spatial axis in each list. */
export interface WindowAttrs {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  /** Distance of neighbours in a window. */
  readonly dilation: readonly number[];
  /** Places outside, before and after each axis. They never count. */
  readonly padding: readonly (readonly [before: number, after: number])[];
}

export interface Windows {
  readonly batch: number;
  readonly channels: number;
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly attrs: WindowAttrs;
}

/** Works out the sizes for an input `[batch, ...spatial, channels]`. @throws ShapeError. */
export function windowsOf(who: string, x: Shape, attrs: WindowAttrs): Windows {
  const rank = x.length - 2;
  const { window, strides, dilation, padding } = attrs;
  if (rank < 1 || [window, strides, dilation, padding].some((list) => list.length !== rank)) {
    throw new ShapeError({
      who,
      expected: `an input [batch, ...${window.length} spatial axes, channels]`,
      received: x,
    });
  }
  if ([...window, ...strides, ...dilation].some((each) => !Number.isInteger(each) || each < 1)) {
    throw new InvalidArgumentError({
      who,
      expected: 'window, strides and dilation must be positive integers',
      received: [window, strides, dilation],
    });
  }
  const input = x.slice(1, -1);
  const output = input.map((size, axis) => {
    const [before, after] = padding[axis]!; // one entry per axis
    const reach = (window[axis]! - 1) * dilation[axis]! + 1;
    return Math.floor((size + before + after - reach) / strides[axis]!) + 1;
  });
  if (output.some((size) => size < 1)) {
    throw new ShapeError({
      who,
      expected: `spatial sizes that the window [${window.join(', ')}] fits into`,
      received: input,
    });
  }
  return { batch: x[0]!, channels: x[x.length - 1]!, input, output, attrs }; // at least three axes
}

export function pooledShape({ batch, output, channels }: Windows): Shape {
  return [batch, ...output, channels];
}

/** `(i / stride) % length` as a signed number. */
function coordinate(name: string, stride: number, length: number): string {
  return `i32((${name} / ${stride}u) % ${length}u)`;
}

/** How far tap t lies from the window's first place. */
function tapStep(name: string, axis: number, { window, dilation }: WindowAttrs): string {
  return `${coordinate(name, stridesOf(window)[axis]!, window[axis]!)} * ${dilation[axis]}i`; // one entry per axis
}

/** `fn placeOf(o, t)`: the input's place of a tap of an output place. */
export function placeFunction({ input, output, attrs }: Windows): string {
  const [outputStrides, inputStrides] = [stridesOf(output), stridesOf(input)];
  const lines = input.map((_, axis) => {
    const [before] = attrs.padding[axis]!; // one entry per axis
    const start = `${coordinate('o', outputStrides[axis]!, output[axis]!)} * ${attrs.strides[axis]}i`;
    return `let p${axis} = ${start} + ${tapStep('t', axis, attrs)} - ${before}i;`;
  });
  const checks = input.flatMap((size, axis) => {
    const [before, after] = attrs.padding[axis]!; // one entry per axis
    return [...(before > 0 ? [`p${axis} >= 0i`] : []), ...(after > 0 ? [`p${axis} < ${size}i`] : [])];
  });
  const inside = checks.length === 0 ? 'true' : checks.join(' && ');
  const place = input.map((_, axis) => `u32(p${axis}) * ${inputStrides[axis]}u`).join(' + ');
  const sample = `(o / ${sizeOf(output)}u) * ${sizeOf(input)}u`;
  return `fn placeOf(o: u32, t: u32) -> u32 {\n  ${lines.join('\n  ')}\n  return select(OUTSIDE, ${sample} + ${place}, ${inside});\n}`;
}

/** `fn windowOf(p, t)`: the output place whose tap t is an input place, or OUTSIDE. */
export function windowFunction({ input, output, attrs }: Windows): string {
  const [outputStrides, inputStrides] = [stridesOf(output), stridesOf(input)];
  const lines = input.map((size, axis) => {
    const [before] = attrs.padding[axis]!; // one entry per axis
    return `let s${axis} = ${coordinate('p', inputStrides[axis]!, size)} + ${before}i - ${tapStep('t', axis, attrs)};`;
  });
  const inside = output.map((size, axis) => {
    const stride = attrs.strides[axis]!; // one entry per axis
    return `s${axis} >= 0i && s${axis} % ${stride}i == 0i && s${axis} / ${stride}i < ${size}i`;
  });
  const place = output
    .map((_, axis) => `u32(s${axis} / ${attrs.strides[axis]}i) * ${outputStrides[axis]}u`)
    .join(' + ');
  const sample = `(p / ${sizeOf(input)}u) * ${sizeOf(output)}u`;
  return `fn windowOf(p: u32, t: u32) -> u32 {\n  ${lines.join('\n  ')}\n  return select(OUTSIDE, ${sample} + ${place}, ${inside.join(' && ')});\n}`;
}

/** `fn insideOf(o)`: how many places of a window are inside, as a float. */
export function insideFunction({ input, output, attrs }: Windows): string {
  const outputStrides = stridesOf(output);
  const counts = input.map((size, axis) => {
    const [before] = attrs.padding[axis]!; // one entry per axis
    const [step, taps] = [attrs.dilation[axis]!, attrs.window[axis]!];
    const start = `(${coordinate('o', outputStrides[axis]!, output[axis]!)} * ${attrs.strides[axis]}i - ${before}i)`;
    const inside = (end: number) => `min((max(${end}i - ${start}, 0i) + ${step - 1}i) / ${step}i, ${taps}i)`;
    return `f32(${inside(size)} - ${inside(0)})`;
  });
  return `fn insideOf(o: u32) -> f32 { return ${counts.join(' * ')}; }`;
}

/** On the CPU: the input's place of a tap of an output place (without batch and channels); -1 outside. */
export function placeOnCpu({ input, output, attrs }: Windows, o: number, t: number): number {
  const [outputStrides, inputStrides, tapStrides] = [stridesOf(output), stridesOf(input), stridesOf(attrs.window)];
  let place = 0;
  for (let axis = 0; axis < input.length; axis++) {
    const start = (Math.floor(o / outputStrides[axis]!) % output[axis]!) * attrs.strides[axis]!; // an axis of all
    const step = (Math.floor(t / tapStrides[axis]!) % attrs.window[axis]!) * attrs.dilation[axis]!;
    const p = start + step - attrs.padding[axis]![0];
    if (p < 0 || p >= input[axis]!) return -1;
    place += p * inputStrides[axis]!;
  }
  return place;
}
