/** Windows of a pooling: which input places belong to which output place, in WGSL and on the CPU. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { type Shape, sizeOf, stridesOf } from '../../runtime/spec.ts';

export type PoolKind = 'max' | 'average';

export interface PoolAttrs {
  readonly kind: PoolKind;
  /** One entry per spatial axis. */
  readonly window: readonly number[];
  readonly strides: readonly number[];
  /** Places outside, before and after each axis. They never count. */
  readonly padding: readonly (readonly [before: number, after: number])[];
}

export interface Windows {
  readonly batch: number;
  readonly channels: number;
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly attrs: PoolAttrs;
}

/** Works out the sizes for an input `[batch, ...spatial, channels]`. @throws ShapeError. */
export function windowsOf(x: Shape, attrs: PoolAttrs): Windows {
  const rank = x.length - 2;
  const { window, strides, padding } = attrs;
  if (rank < 1 || window.length !== rank || strides.length !== rank || padding.length !== rank) {
    throw new ShapeError({
      who: 'pool',
      expected: `an input [batch, ...${window.length} spatial axes, channels]`,
      received: x,
    });
  }
  if ([...window, ...strides].some((each) => !Number.isInteger(each) || each < 1)) {
    throw new InvalidArgumentError({
      who: 'pool',
      expected: 'window and strides must be positive integers',
      received: [window, strides],
    });
  }
  const input = x.slice(1, -1);
  const output = input.map((size, axis) => {
    const [before, after] = padding[axis]!; // one entry per axis
    return Math.floor((size + before + after - window[axis]!) / strides[axis]!) + 1;
  });
  if (output.some((size) => size < 1)) {
    throw new ShapeError({
      who: 'pool',
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

/** `fn placeOf(o, t)`: the input's place of a tap of an output place. */
export function placeFunction({ input, output, attrs }: Windows): string {
  const [outputStrides, inputStrides, tapStrides] = [stridesOf(output), stridesOf(input), stridesOf(attrs.window)];
  const lines = input.map((size, axis) => {
    const [before] = attrs.padding[axis]!; // one entry per axis
    const start = `${coordinate('o', outputStrides[axis]!, output[axis]!)} * ${attrs.strides[axis]}i`;
    return `let p${axis} = ${start} + ${coordinate('t', tapStrides[axis]!, attrs.window[axis]!)} - ${before}i;`;
  });
  const inside = input.map((size, axis) => `p${axis} >= 0i && p${axis} < ${size}i`).join(' && ');
  const place = input.map((_, axis) => `u32(p${axis}) * ${inputStrides[axis]}u`).join(' + ');
  const sample = `(o / ${sizeOf(output)}u) * ${sizeOf(input)}u`;
  return `fn placeOf(o: u32, t: u32) -> u32 {\n  ${lines.join('\n  ')}\n  return select(OUTSIDE, ${sample} + ${place}, ${inside});\n}`;
}

/** `fn windowOf(p, t)`: the output place whose tap t is an input place; `fn insideOf(o)`: places of a window that are inside. */
export function windowFunctions({ input, output, attrs }: Windows): string {
  const [outputStrides, inputStrides, tapStrides] = [stridesOf(output), stridesOf(input), stridesOf(attrs.window)];
  const lines = input.map((size, axis) => {
    const [before] = attrs.padding[axis]!; // one entry per axis
    return `let s${axis} = ${coordinate('p', inputStrides[axis]!, size)} + ${before}i - ${coordinate('t', tapStrides[axis]!, attrs.window[axis]!)};`;
  });
  const inside = output.map((size, axis) => {
    const stride = attrs.strides[axis]!; // one entry per axis
    return `s${axis} >= 0i && s${axis} % ${stride}i == 0i && s${axis} / ${stride}i < ${size}i`;
  });
  const place = output
    .map((_, axis) => `u32(s${axis} / ${attrs.strides[axis]}i) * ${outputStrides[axis]}u`)
    .join(' + ');
  const sample = `(p / ${sizeOf(input)}u) * ${sizeOf(output)}u`;
  const counts = input.map((size, axis) => {
    const [before] = attrs.padding[axis]!; // one entry per axis
    const start = `(${coordinate('o', outputStrides[axis]!, output[axis]!)} * ${attrs.strides[axis]}i - ${before}i)`;
    return `f32(min(${start} + ${attrs.window[axis]}i, ${size}i) - max(${start}, 0i))`;
  });
  return [
    `fn windowOf(p: u32, t: u32) -> u32 {\n  ${lines.join('\n  ')}\n  return select(OUTSIDE, ${sample} + ${place}, ${inside.join(' && ')});\n}`,
    `fn insideOf(o: u32) -> f32 { return ${counts.join(' * ')}; }`,
  ].join('\n');
}

/** On the CPU: the input's place of a tap of an output place (without batch and channels); -1 outside. */
export function placeOnCpu({ input, output, attrs }: Windows, o: number, t: number): number {
  const [outputStrides, inputStrides, tapStrides] = [stridesOf(output), stridesOf(input), stridesOf(attrs.window)];
  let place = 0;
  for (let axis = 0; axis < input.length; axis++) {
    const start = (Math.floor(o / outputStrides[axis]!) % output[axis]!) * attrs.strides[axis]!; // an axis of all
    const p = start + (Math.floor(t / tapStrides[axis]!) % attrs.window[axis]!) - attrs.padding[axis]![0];
    if (p < 0 || p >= input[axis]!) return -1;
    place += p * inputStrides[axis]!;
  }
  return place;
}
