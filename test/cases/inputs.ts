/** The inputs of a row: given values, or repeatable random ones. All are float32 numbers, so that every executor starts equal. */
import { HostRandom } from '../../src/runtime/random.ts';
import { type DType, sizeOf, type TensorSpec, type Values } from '../../src/runtime/spec.ts';
import { tensor } from '../../src/runtime/tensor.ts';
import type { OpCase, Range } from './opCase.ts';

export interface Input {
  readonly spec: TensorSpec;
  readonly values: Values;
}

/** How far random values stay away from kinks: far more than the step of finite differences. */
const DISTANCE = 0.05;

/** FNV-1a: a seed from a row's name, so that a new row does not change the others. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash;
}

export function arrayOf(dtype: DType, values: ArrayLike<number>): Values {
  if (dtype === 'float32') return Float32Array.from(values);
  return dtype === 'int32' ? Int32Array.from(values) : Uint32Array.from(values);
}

function draw(random: HostRandom, dtype: DType, [low, high]: Range, avoid: readonly number[]): number {
  if (dtype === 'bool') return random.uniform() < 0.5 ? 0 : 1;
  for (;;) {
    const value = low + random.uniform() * (high - low);
    if (dtype !== 'float32') return Math.floor(value);
    if (avoid.every((kink) => Math.abs(value - kink) >= DISTANCE)) return Math.fround(value);
  }
}

function isRange(range: Range | readonly Range[]): range is Range {
  return typeof range[0] === 'number';
}

/** The inputs of a row. */
export function inputsOf(name: string, row: OpCase): Input[] {
  const { shapes = [], range = [-2, 2], avoid = [] } = row;
  if (row.values) {
    return row.values.map((given, index) => {
      const dtype = row.dtypes?.[index] ?? 'float32';
      const { shape, data } = tensor(given, undefined, dtype === 'int32' ? 'int32' : 'float32');
      return { spec: { shape, dtype }, values: arrayOf(dtype, data) };
    });
  }
  const random = new HostRandom(seedOf(name));
  return shapes.map((shape, index) => {
    const dtype = row.dtypes?.[index] ?? 'float32';
    const own = isRange(range) ? range : range[index]!; // one range per input
    const values = Array.from({ length: sizeOf(shape) }, () => draw(random, dtype, own, avoid));
    return { spec: { shape, dtype }, values: arrayOf(dtype, values) };
  });
}

/** Random numbers in [-1, 1) for the gradient that enters the backward pass. */
export function seedsOf(name: string, spec: TensorSpec): Input {
  const random = new HostRandom(seedOf(`${name} gradient`));
  const values = Array.from({ length: sizeOf(spec.shape) }, () => draw(random, spec.dtype, [-1, 1], []));
  return { spec, values: arrayOf(spec.dtype, values) };
}
