/** How often tokens occur, and in how many samples: what a lookup layer learns from. */
import { type Shape, sizeOf } from '../../../../runtime/spec.ts';

/**
 * Tokens with a shape as samples, along the first axis. Of one axis alone, data that is given all at once has samples of
 * one token, and a batch is one sample: so Keras counts documents.
 */
export function samplesAlong<Token>(values: ArrayLike<Token>, shape: Shape, whole: boolean): Token[][] {
  const list = Array.from(values);
  const length = shape.length > 1 ? sizeOf(shape.slice(1)) : whole ? 1 : list.length;
  const count = list.length / Math.max(1, length);
  return Array.from({ length: count }, (_, row) => list.slice(row * length, (row + 1) * length));
}

/** Counts of tokens. */
export class TokenCounts<Token extends string | number> {
  readonly #counts = new Map<Token, number>();
  /** In how many samples each token is; null: not asked for. */
  readonly #samples: Map<Token, number> | null;
  #sampleCount = 0;

  /** @param weighs - Whether `weightOf` will be asked. */
  constructor(weighs: boolean) {
    this.#samples = weighs ? new Map() : null;
  }

  /** Takes samples in: each a list of tokens. */
  add(samples: Iterable<readonly Token[]>): void {
    const seen = this.#samples;
    for (const sample of samples) {
      this.#sampleCount++;
      for (const token of sample) this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
      if (seen) for (const token of new Set(sample)) seen.set(token, (seen.get(token) ?? 0) + 1);
    }
  }

  /** The tokens but those left out, the most frequent first; of equally frequent ones the larger first. */
  ranked(leftOut: readonly unknown[], ascending: (a: Token, b: Token) => number): Token[] {
    return [...this.#counts]
      .filter(([token]) => !leftOut.includes(token))
      .sort(([a, first], [b, second]) => second - first || ascending(b, a))
      .map(([token]) => token);
  }

  /** Inverse document frequency: `log(1 + samples / (1 + samples with the token))`. */
  weightOf(token: Token): number {
    return Math.log(1 + this.#sampleCount / (1 + (this.#samples?.get(token) ?? 0)));
  }
}

/**
 * Weights of tokens with `front` ones before them, which are their mean (nothing is known of unknown tokens), and zeros
 * behind, up to `length`.
 */
export function paddedWeights(weights: readonly number[], front: number, length: number): Float32Array {
  const padded = new Float32Array(length);
  padded.fill(weights.reduce((sum, each) => sum + each, 0) / weights.length, 0, front);
  padded.set(weights, front);
  return padded;
}
