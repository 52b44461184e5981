/** Compares what an executor computed with the reference. */
import type { Values } from '../src/runtime/spec.ts';
import type { Tolerance } from './cases/tolerances.ts';

const LARGEST = 3.4028234663852886e38;
/** Numbers below may be flushed to zero. */
const SMALLEST = 2 ** -126;

/** Whether one element is near enough. What float32 cannot hold must come as an infinity or the largest number. */
function isNear(got: number, expected: number, { relative, absolute }: Tolerance): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(got);
  if (Math.abs(expected) > LARGEST) return Math.sign(got) === Math.sign(expected) && Math.abs(got) >= LARGEST * 0.999;
  if (relative === 0 && absolute === 0)
    return got === Math.fround(expected) || (Math.abs(expected) < SMALLEST && Math.abs(got) < SMALLEST);
  return Math.abs(got - expected) <= absolute + relative * Math.abs(expected) + SMALLEST;
}

/** What is wrong with `got`, or null. */
export function difference(got: Values, expected: Values, tolerance: Tolerance): string | null {
  if (got.length !== expected.length) return `${got.length} elements, expected ${expected.length}`;
  const isInteger = got instanceof Int32Array || got instanceof Uint32Array;
  let wrong = 0;
  let worst = -1;
  let error = 0;
  let power = 0;
  let largest = -1;
  for (let i = 0; i < got.length; i++) {
    const [a, b] = [got[i]!, expected[i]!]; // same length
    const off = Number.isFinite(a) ? Math.abs(a - b) : Number.POSITIVE_INFINITY;
    if (isInteger ? a !== b : !isNear(a, b, tolerance)) {
      wrong++;
      if (off > largest) [worst, largest] = [i, off];
    } else if (Number.isFinite(a) && Math.abs(b) <= LARGEST) {
      error += (a - b) ** 2;
      power += b ** 2;
    }
  }
  if (worst >= 0) {
    return `${wrong} of ${got.length} elements are wrong, the worst at ${worst}: ${got[worst]}, expected ${expected[worst]}`;
  }
  const nmse = power > 0 ? error / power : 0;
  return nmse > tolerance.nmse && error / got.length > tolerance.absolute ** 2 / 16
    ? `normalised mean squared error ${nmse.toExponential(1)}, at most ${tolerance.nmse}`
    : null;
}

/** Whether two arrays have the same bits. */
export function sameBits(a: Values, b: Values): boolean {
  const [x, y] = [a, b].map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
  return x!.length === y!.length && x!.every((byte, index) => byte === y![index]); // two arrays
}
