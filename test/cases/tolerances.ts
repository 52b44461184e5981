/**
 * How far the GPU's float32 may be from the double-precision reference: |got - expected| <= absolute + relative |expected|
 * for every element, and the normalised mean squared error at most `nmse`. The accuracies are those of the WGSL
 * specification (section 15.7.4) for what the kernels use; `observed` says what real implementations do better.
 */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
  readonly nmse: number;
}

/** Half the distance of neighbouring float32 numbers around 1: the error of one rounding. */
const ROUNDING = 2 ** -24;

const FIXED = {
  /** Values are moved, compared or counted, never rounded: equal bits. */
  exact: { relative: 0, absolute: 0, nmse: 0 },
  /** + - * are correctly rounded; a row's expression (with its gradient) has at most about eight of them. */
  arithmetic: { relative: 1e-6, absolute: 2e-6, nmse: 1e-12 },
  /** / is within 2.5 units in the last place, inverseSqrt 2, sqrt is 1 / inverseSqrt; two or three of them in a gradient. */
  division: { relative: 2e-6, absolute: 1e-6, nmse: 1e-12 },
  /** exp is within 3 + 2 |x| units in the last place: 5e-6 at |x| = 20. log is within 2^-21 around 1. */
  exponential: { relative: 2e-5, absolute: 2e-6, nmse: 1e-10 },
  /** Polynomials (erf: 1.5e-7 absolute) times exp. */
  tanh: { relative: 1e-5, absolute: 2e-5, nmse: 1e-10 },
  /** sin and cos are within 2^-11 (4.9e-4) between -pi and pi; SwiftShader comes near to that, GPUs observed at 1e-6. */
  trigonometric: { relative: 0, absolute: 6e-4, nmse: 1e-6 },
  /** pow is exp2(y log2(x)): the error of log2 is multiplied by y, then by the result. */
  power: { relative: 1e-4, absolute: 1e-5, nmse: 1e-9 },
} as const satisfies Record<string, Tolerance>;

/** `sum`: adds up `terms` terms of size about 1. */
export type Kind = keyof typeof FIXED | 'sum';

/**
 * Sums of K terms in any order: partial sums of random signs grow like √K, those of equal sign like K, and their roundings
 * add up like a random walk: √K √K roundings absolute, √K relative, times 4 to be never wrong in thousands of elements.
 */
function ofSum(terms: number): Tolerance {
  const step = 4 * ROUNDING;
  return { relative: Math.max(1e-6, step * Math.sqrt(terms)), absolute: Math.max(2e-6, step * terms), nmse: 1e-11 };
}

export function toleranceOf(kind: Kind, terms = 1): Tolerance {
  return kind === 'sum' ? ofSum(terms) : FIXED[kind];
}
