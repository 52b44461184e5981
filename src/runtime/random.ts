/** Counter-based random numbers on the host: the same integers as `shaders/lib/random.wgsl`. */

const MULTIPLIER = 1664525;
const INCREMENT = 1013904223;

/** pcg4d (Jarzynski and Olano, JCGT 9(3), 2020): the first of four mixed words. */
export function randomBits(seed: number, step: number, stream: number, index: number): number {
  let x = (Math.imul(seed, MULTIPLIER) + INCREMENT) | 0;
  let y = (Math.imul(step, MULTIPLIER) + INCREMENT) | 0;
  let z = (Math.imul(stream, MULTIPLIER) + INCREMENT) | 0;
  let w = (Math.imul(index, MULTIPLIER) + INCREMENT) | 0;
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  w ^= w >>> 16;
  return (x + Math.imul(y, w)) >>> 0;
}

/** Uniform in [0, 1) with 24 bits: exact in float32. */
export function uniformOf(bits: number): number {
  return (bits >>> 8) * 2 ** -24;
}

/** Horner's rule, the constant term first. */
function polynomial(x: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

const NEAR = [
  1.501409, 0.24664073, -4.177682e-3, -1.2537251e-3, 2.1858087e-4, -4.391507e-6, -3.523388e-6, 3.4327394e-7,
  2.8102264e-8,
];
const FAR = [
  2.8329768, 1.0016741, 9.43887e-3, -7.622461e-3, 5.739508e-3, -3.6734284e-3, 1.3493432e-3, 1.0095056e-4, -2.0021426e-4,
];

/** What random bits are worth in (-1, 1). */
function centered(bits: number): number {
  return ((bits >>> 9) + 0.5) * 2 ** -22 - 1;
}

/** The standard normal number below which a share (1 + u) / 2 of all lies: Giles's single-precision inverse error function. */
function normalQuantile(u: number): number {
  const w = -Math.log((1 - u) * (1 + u));
  return Math.SQRT2 * u * (w < 5 ? polynomial(w - 2.5, NEAR) : polynomial(Math.sqrt(w) - 3, FAR));
}

/** Standard normal from random bits. */
export function normalOf(bits: number): number {
  return normalQuantile(centered(bits));
}

/** Standard normal without the numbers beyond 2, from random bits: erf(√2) is the share that is left. */
export function truncatedNormalOf(bits: number): number {
  return normalQuantile(0.9544997361036416 * centered(bits));
}

/** A sequence of random numbers on the host, for initial weights and shuffling. */
export class HostRandom {
  readonly #seed: number;
  readonly #stream: number;
  #next = 0;

  constructor(seed: number, stream = 0) {
    this.#seed = seed | 0;
    this.#stream = stream | 0;
  }

  bits(): number {
    return randomBits(this.#seed, this.#stream, 0x486f726e, this.#next++);
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return uniformOf(this.bits());
  }

  /** Standard normal. */
  normal(): number {
    return normalOf(this.bits());
  }

  /** A whole number in [0, limit), each equally likely (rejection). */
  below(limit: number): number {
    const most = 2 ** 32 - (2 ** 32 % limit);
    for (;;) {
      const bits = this.bits();
      if (bits < most) return bits % limit;
    }
  }

  /** 0 .. n-1 in random order (Fisher and Yates). */
  permutation(n: number): Int32Array<ArrayBuffer> {
    const order = Int32Array.from({ length: n }, (_, index) => index);
    for (let last = n - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const kept = order[last]!; // 0 <= other <= last < n
      order[last] = order[other]!;
      order[other] = kept;
    }
    return order;
  }
}

let globalSeed: number | null = null;
let drawn = 0;

/**
 * Makes everything random that follows repeatable: initial weights, shuffling, dropout.
 *
 * @param seed - A whole number.
 * @example
 * setRandomSeed(42);
 */
export function setRandomSeed(seed: number): void {
  globalSeed = seed | 0;
  drawn = 0;
}

/** A new seed for something that was given none. */
export function nextSeed(): number {
  if (globalSeed === null) return Math.floor(Math.random() * 2 ** 31);
  return randomBits(globalSeed, drawn++, 0x53656564, 0) & 0x7fffffff;
}

/** Runs `body` without using up seeds: for what only looks at things, but makes random ones on the way. */
export function keepingSeeds<T>(body: () => T): T {
  const before = drawn;
  try {
    return body();
  } finally {
    drawn = before;
  }
}
