/** Pictures of handwritten digits, drawn by rules: a data set that needs no download. */
import { HostRandom, nextSeed } from '../../runtime/random.ts';
import { Tensor } from '../../runtime/tensor.ts';
import { requireWhole } from './check.ts';
import { draw } from './digits/draw.ts';
import { FORMS } from './digits/forms/index.ts';
import { DIGIT_SIDE, SIDE } from './digits/layout.ts';
import { Hand } from './digits/pen.ts';
import { place } from './digits/place.ts';
import { distort, trace } from './digits/trace.ts';
import type { SeedOptions } from './shuffle.ts';

/** Options of `data.digits`. */
export interface DigitsOptions extends SeedOptions {
  /** How many pictures; 1000 when left out. */
  readonly count?: number;
  /**
   * The number of the first picture; 0 when left out. Picture i of a seed is always the same, so `{ start: 1000 }`
   * goes on where `{ count: 1000 }` ended.
   */
  readonly start?: number;
}

/**
 * Pictures of the digits 0 to 9 as people write them, in random order, each digit equally often.
 *
 * They are drawn by rules, not taken from anywhere: the ways people write a digit, bent, slanted, turned and squeezed by
 * chance, with pens of different widths. Size, place and values are those of MNIST, so that a model trained on these
 * reads MNIST, and drawings put through `data.fitDigit`. Every ten pictures hold every digit once.
 *
 * @param options - `count` (default 1000), `seed` and `start`.
 * @returns `x`, `float32` [count, 28, 28], white ink (1) on black (0) in steps of 1/255; `y`, `int32` [count].
 * @throws InvalidArgumentError when `count` or `start` is not accepted.
 * @example
 * const { x, y } = data.digits({ count: 20, seed: 1 });
 * x.shape; // [20, 28, 28]
 * y.shape; // [20]
 */
export function digits(options: DigitsOptions = {}): { readonly x: Tensor; readonly y: Tensor } {
  const { count = 1000, start = 0, seed = nextSeed() } = options;
  requireWhole('data.digits', 'count', count);
  requireWhole('data.digits', 'start', start, 0);
  const x = new Float32Array(count * SIDE * SIDE);
  const y = new Int32Array(count);
  let order = orderOfTen(seed, start);
  for (let index = 0; index < count; index++) {
    const number = start + index;
    if (number % FORMS.length === 0) order = orderOfTen(seed, number);
    const digit = order[number % FORMS.length] ?? 0;
    y[index] = digit;
    const picture = x.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE);
    write(picture, digit, new Hand(new HostRandom(seed, number)));
  }
  return { x: new Tensor([count, SIDE, SIDE], 'float32', x), y: new Tensor([count], 'int32', y) };
}

/** The order of the digits in the ten pictures that a number belongs to; its own stream of chance, below 0. */
function orderOfTen(seed: number, number: number): Int32Array {
  return new HostRandom(seed, -1 - Math.floor(number / FORMS.length)).permutation(FORMS.length);
}

function write(picture: Float32Array, digit: number, hand: Hand): void {
  const segments = distort(trace(FORMS[digit]?.(hand) ?? []), hand);
  const pen = { radius: hand.between(0.6, 2.1), fade: hand.between(0.7, 1.3) };
  const size = DIGIT_SIDE + hand.between(-1, 0.5) - 2 * pen.radius;
  draw(picture, place(segments, { size, shift: [hand.between(-0.5, 0.5), hand.between(-0.5, 0.5)] }), pen);
  for (let pixel = 0; pixel < picture.length; pixel++) picture[pixel] = inSteps(picture[pixel] ?? 0);
}

/** Rounded to 1/255, which also hides that browsers differ in the last bit of sines and logarithms. */
function inSteps(value: number): number {
  return Math.round(value * 255) / 255;
}
