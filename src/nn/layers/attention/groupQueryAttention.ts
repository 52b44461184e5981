/** Attention whose heads share keys and values (Ainslie et al., 2023). */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import { uniqueName } from '../../names.ts';
import { positiveInteger } from '../options.ts';
import { ProjectedAttention, type ProjectedAttentionOptions } from './projectedAttention.ts';

export interface GroupQueryAttentionOptions extends ProjectedAttentionOptions {
  /** Size of each head. */
  readonly headDim: number;
  /** Heads of the query. */
  readonly numQueryHeads: number;
  /** Heads of key and value: goes into numQueryHeads. */
  readonly numKeyValueHeads: number;
}

/** Keras's name of the class, from which layers get theirs. */
const KERAS_NAME = 'grouped_query_attention';

/**
 * Attention as in `MultiHeadAttention`, but with fewer heads of key and value: each serves `numQueryHeads /
 * numKeyValueHeads` heads of the query that follow each other. Call arguments are those of `MultiHeadAttention`.
 *
 * Shapes: query `[batch, T, a]`, value `[batch, S, b]`, key `[batch, S, c]` -> `[batch, T, a]`. Weights: kernel and bias of
 * query `[a, query heads, headDim]`, key `[c, key heads, headDim]`, gate `[a, query heads, headDim]` (with useGate), value
 * `[b, key heads, headDim]`, attention_output `[query heads, headDim, a]`.
 *
 * @example
 * const y = layers.groupQueryAttention({ headDim: 16, numQueryHeads: 4, numKeyValueHeads: 2 }).apply([x, x]);
 */
export class GroupQueryAttention extends ProjectedAttention {
  static override readonly className = 'GroupQueryAttention';
  static readonly aliases = ['GroupedQueryAttention'];
  readonly headDim: number;
  readonly numQueryHeads: number;
  readonly numKeyValueHeads: number;

  constructor(options: GroupQueryAttentionOptions) {
    super({ ...options, name: options.name ?? uniqueName(KERAS_NAME) }, 'all');
    this.headDim = positiveInteger(this.who, 'headDim', options.headDim);
    this.numQueryHeads = positiveInteger(this.who, 'numQueryHeads', options.numQueryHeads);
    this.numKeyValueHeads = positiveInteger(this.who, 'numKeyValueHeads', options.numKeyValueHeads);
    if (this.numQueryHeads % this.numKeyValueHeads === 0) return;
    throw new InvalidArgumentError({
      who: this.who,
      expected: 'numQueryHeads must be a multiple of numKeyValueHeads',
      received: `${this.numQueryHeads} and ${this.numKeyValueHeads}`,
    });
  }

  protected override get sizes() {
    const { numQueryHeads, numKeyValueHeads, headDim } = this;
    return { heads: numQueryHeads, keyHeads: numKeyValueHeads, keyDim: headDim, valueDim: headDim };
  }

  protected override attendedAxes(): readonly number[] {
    return [1];
  }

  protected override acceptsRank(rank: number): boolean {
    return rank === 3;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { headDim, numQueryHeads, numKeyValueHeads, useBias, useGate, slidingWindow, dropout } = this;
    return {
      headDim,
      numQueryHeads,
      numKeyValueHeads,
      useBias,
      useGate,
      slidingWindow,
      dropout,
      ...super.configOptions(),
    };
  }
}
