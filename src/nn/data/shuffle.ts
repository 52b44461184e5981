/** Rows in random order. */
import { HostRandom, nextSeed } from '../../runtime/random.ts';
import type { ArrayLike } from '../../runtime/tensor.ts';
import { alignRows, type TensorsOf, take } from './rows.ts';

/** The seed of something random. */
export interface SeedOptions {
  /** Equal seeds give equal results; a new one, from `setRandomSeed` if that was called, when left out. */
  readonly seed?: number;
}

/**
 * Puts the rows of several arrays into one random order, so that inputs keep their targets.
 *
 * @param arrays - Arrays with equally many rows along the first axis.
 * @param options - `seed` of the order.
 * @returns As many tensors, of the same shapes.
 * @throws ShapeError when the arrays have different numbers of rows.
 * @example
 * const [x, y] = data.shuffle([[[1, 1], [2, 2]], [1, 2]], { seed: 7 }); // rows of x and y still belong together
 */
export function shuffle<const Arrays extends readonly ArrayLike[]>(
  arrays: Arrays,
  options: SeedOptions = {},
): TensorsOf<Arrays> {
  const { tensors, count } = alignRows('data.shuffle', arrays);
  const order = randomOrder(count, options.seed);
  return tensors.map((one) => take(one, order)) as TensorsOf<Arrays>; // map keeps the length of the list
}

/** 0 … n-1 in random order. */
export function randomOrder(n: number, seed: number | undefined): Int32Array {
  return new HostRandom(seed ?? nextSeed()).permutation(n);
}

/** 0 … n-1, in random order if wanted. */
export function orderOf(n: number, options: SeedOptions & { readonly shuffle?: boolean }): Int32Array {
  return options.shuffle ? randomOrder(n, options.seed) : Int32Array.from({ length: n }, (_, index) => index);
}
