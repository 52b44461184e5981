/** Attention with several heads (Vaswani et al., 2017). */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { OpenShape } from '../../symbolic.ts';
import { positiveInteger } from '../options.ts';
import { ProjectedAttention, type ProjectedAttentionOptions } from './projectedAttention.ts';

export interface MultiHeadAttentionOptions extends ProjectedAttentionOptions {
  /** The number of heads. */
  readonly numHeads: number;
  /** Size of each head of query and key. */
  readonly keyDim: number;
  /** Size of each head of the value. Default: keyDim. */
  readonly valueDim?: number | null | undefined;
  /** Sizes of the axes that the output has instead of the query's last; default: the query's size. */
  readonly outputShape?: number | readonly number[] | null | undefined;
  /** The attended axes, not the batch; default: all between batch and features. */
  readonly attentionAxes?: number | readonly number[] | null | undefined;
}

/**
 * For each head h: `softmax(Q_h · K_hᵀ / √keyDim) · V_h`, with projections Q of the query, K of the key (default: the
 * value) and V of the value; the heads together are projected to the output.
 *
 * Call arguments: `useCausalMask`, `attentionMask` (true where a place attends; `[batch, T, S]` or with heads
 * `[batch, heads, T, S]`), `queryMask`, `valueMask`, `keyMask` (default: the masks of the inputs), and
 * `returnAttentionScores`, which also returns the weights `[batch, heads, T, S]` (before dropout).
 *
 * Shapes: query `[batch, T, a]`, value `[batch, S, b]`, key `[batch, S, c]` -> `[batch, T, a]`. Weights: kernel and bias of
 * query `[a, heads, keyDim]`, key `[c, heads, keyDim]`, gate `[a, heads, valueDim]` (with useGate), value
 * `[b, heads, valueDim]`, attention_output `[heads, valueDim, a]`.
 *
 * @example
 * const y = layers.multiHeadAttention({ numHeads: 4, keyDim: 16 }).apply([x, x], { useCausalMask: true });
 */
export class MultiHeadAttention extends ProjectedAttention {
  static override readonly className = 'MultiHeadAttention';
  readonly numHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly outputShape: readonly number[] | null;
  /** Null until the layer is built, when they are not given. */
  attentionAxes: readonly number[] | null;

  constructor(options: MultiHeadAttentionOptions) {
    super(options, 'projections');
    this.numHeads = positiveInteger(this.who, 'numHeads', options.numHeads);
    this.keyDim = positiveInteger(this.who, 'keyDim', options.keyDim);
    this.valueDim = positiveInteger(this.who, 'valueDim', options.valueDim ?? options.keyDim);
    const { outputShape = null, attentionAxes = null } = options;
    this.outputShape =
      outputShape === null ? null : [outputShape].flat().map((size) => positiveInteger(this.who, 'outputShape', size));
    this.attentionAxes = attentionAxes === null ? null : [attentionAxes].flat();
  }

  protected override get sizes() {
    const { numHeads, keyDim, valueDim } = this;
    return { heads: numHeads, keyHeads: numHeads, keyDim, valueDim };
  }

  protected override attendedAxes(rank: number): readonly number[] {
    const axes = this.attentionAxes ?? Array.from({ length: rank - 2 }, (_, index) => index + 1);
    const known = axes.map((axis) => (axis < 0 ? axis + rank : axis));
    const right = known.every((axis) => Number.isInteger(axis) && axis > 0 && axis < rank - 1);
    if (right && known.length > 0 && new Set(known).size === known.length) return known;
    throw new InvalidArgumentError({
      who: this.who,
      expected: `attentionAxes must be different axes from 1 to ${rank - 2} of inputs with ${rank} axes`,
      received: this.attentionAxes,
    });
  }

  protected override outputSizes(queryWidth: number): readonly number[] {
    return this.outputShape ?? [queryWidth];
  }

  override build(shapes: readonly OpenShape[]): void {
    super.build(shapes);
    this.attentionAxes = this.attendedAxes(shapes[0]!.length); // a query
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { numHeads, keyDim, valueDim, dropout, useBias, useGate, outputShape, attentionAxes, slidingWindow } = this;
    return {
      numHeads,
      keyDim,
      valueDim,
      dropout,
      useBias,
      useGate,
      outputShape,
      attentionAxes,
      slidingWindow,
      ...super.configOptions(),
    };
  }
}
