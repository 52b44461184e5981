/** Attention by sums of query and key (Bahdanau et al., 2015). */
import { add, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { tanh } from '../../../kernels/elementwise/exponential.ts';
import { expandDims } from '../../../kernels/movement/reshape.ts';
import { sum } from '../../../kernels/reduce.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { Weight } from '../layer.ts';
import { ScoredAttention, type ScoredAttentionOptions } from './scoredAttention.ts';

export interface AdditiveAttentionOptions extends ScoredAttentionOptions {
  /** Whether a factor for each feature is learned. Default true. */
  readonly useScale?: boolean | undefined;
}

/**
 * `y = softmax(Σ scale · tanh(query + key)) · value`: as `Attention`, with other scores.
 *
 * Shapes: query `[batch, T, dim]`, value `[batch, S, size]`, key `[batch, S, dim]` -> `[batch, T, size]`; with
 * `returnAttentionScores` also the weights `[batch, T, S]`. Weights: scale `[dim]`.
 *
 * @example
 * const y = layers.additiveAttention().apply([query, value]);
 */
export class AdditiveAttention extends ScoredAttention {
  static override readonly className = 'AdditiveAttention';
  readonly useScale: boolean;
  scale: Weight | null = null;

  constructor(options: AdditiveAttentionOptions = {}) {
    super(options);
    this.useScale = options.useScale ?? true;
  }

  override build([query]: readonly OpenShape[]): void {
    if (this.useScale) this.scale = this.addWeight({ name: 'scale', shape: [query![2]!] }); // checked shapes
  }

  protected override scores(query: GraphNode, key: GraphNode): GraphNode {
    const terms = tanh(add(expandDims(query, 2), expandDims(key, 1)));
    return sum(this.scale ? multiply(terms, this.scale.value) : terms, -1);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { useScale: this.useScale, ...super.configOptions() };
  }
}
