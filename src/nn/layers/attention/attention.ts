/** Attention by products (Luong et al., 2015) or sums of query and key. */
import { add, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { tanh } from '../../../kernels/elementwise/exponential.ts';
import { matmul } from '../../../kernels/matmul/matmul.ts';
import { expandDims } from '../../../kernels/movement/reshape.ts';
import { sum } from '../../../kernels/reduce.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Weight } from '../layer.ts';
import { ScoredAttention, type ScoredAttentionOptions } from './scoredAttention.ts';

export interface AttentionOptions extends ScoredAttentionOptions {
  /** Whether a factor of the scores is learned. Default false. */
  readonly useScale?: boolean | undefined;
  /** `dot`: products of query and key; `concat`: sums of `tanh(query + key)`. Default `dot`. */
  readonly scoreMode?: 'dot' | 'concat' | undefined;
}

/**
 * For each query the mean of the values, weighted by how well their keys fit: `y = softmax(score(query, key)) · value`.
 *
 * `score` is `query · key · scale` or, with `scoreMode: 'concat'`, `weight · Σ tanh(scale · (query + key))`. The key is the
 * value unless it is given. Places of the value that its mask leaves out get no weight; places of the query that its mask
 * leaves out give 0.
 *
 * Shapes: query `[batch, T, dim]`, value `[batch, S, size]`, key `[batch, S, dim]` -> `[batch, T, size]`; with
 * `returnAttentionScores` also the weights `[batch, T, S]`. Weights: scale `[]`, concat_score_weight `[]`, as far as they
 * are wanted.
 *
 * @example
 * const y = layers.attention({ useScale: true }).apply([query, value], { useCausalMask: true });
 */
export class Attention extends ScoredAttention {
  static override readonly className: string = 'Attention';
  readonly useScale: boolean;
  readonly scoreMode: 'dot' | 'concat';
  scale: Weight | null = null;
  concatScoreWeight: Weight | null = null;

  constructor(options: AttentionOptions = {}) {
    super(options);
    this.useScale = options.useScale ?? false;
    this.scoreMode = options.scoreMode ?? 'dot';
    if (this.scoreMode !== 'dot' && this.scoreMode !== 'concat') {
      throw new InvalidArgumentError({
        who: this.who,
        expected: "scoreMode must be 'dot' or 'concat'",
        received: this.scoreMode,
      });
    }
  }

  override build(): void {
    const number = (name: string) => this.addWeight({ name, shape: [], initializer: 'ones' });
    if (this.useScale) this.scale = number('scale');
    if (this.scoreMode === 'concat') this.concatScoreWeight = number('concat_score_weight');
  }

  protected override scores(query: GraphNode, key: GraphNode): GraphNode {
    const scaled = (x: GraphNode) => (this.scale ? multiply(x, this.scale.value) : x);
    if (!this.concatScoreWeight) return scaled(matmul(query, key, { transposeB: true }));
    const terms = tanh(scaled(add(expandDims(query, 2), expandDims(key, 1))));
    return multiply(sum(terms, -1), this.concatScoreWeight.value);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { useScale: this.useScale, scoreMode: this.scoreMode, ...super.configOptions() };
  }
}
