/** What attention layers without projections have in common. */
import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { cast } from '../../../kernels/elementwise/operands.ts';
import { maskedSoftmax } from '../../../kernels/maskedSoftmax.ts';
import { matmul } from '../../../kernels/matmul/matmul.ts';
import { expandDims } from '../../../kernels/movement/reshape.ts';
import { randomSource } from '../../../kernels/random.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { CallArguments, LayerOptions, Several } from '../layer.ts';
import { checkedRate } from '../options.ts';
import { dropped } from '../regularization/keep.ts';
import { SeveralInputs } from '../severalInputs.ts';
import { flagArgument, inputMasks } from './callArguments.ts';

export interface ScoredAttentionOptions extends LayerOptions {
  /** Share of the weights that are set to 0 in training. Default 0. */
  readonly dropout?: number | undefined;
  /** Of the dropout: with a seed the numbers do not depend on the global seed. */
  readonly seed?: number | null | undefined;
}

/** Whether two sizes may be equal. */
function agree(a: number | null | undefined, b: number | null | undefined): boolean {
  return (a ?? b) === (b ?? a);
}

/** The base of attention layers whose scores are computed from query and key as they are. */
export abstract class ScoredAttention extends SeveralInputs {
  readonly dropout: number;
  readonly seed: number | null;

  constructor(options: ScoredAttentionOptions) {
    super(options);
    this.dropout = checkedRate(this.who, options.dropout ?? 0, 'dropout');
    this.seed = options.seed ?? null;
  }

  /** How well each key fits each query: `[batch, T, dim], [batch, S, dim] -> [batch, T, S]`. */
  protected abstract scores(query: GraphNode, key: GraphNode): GraphNode;

  protected override get arity(): readonly number[] {
    return [2, 3];
  }

  protected override get usage(): string {
    return 'layer.apply([query, value]) or layer.apply([query, value, key])';
  }

  protected override checkShapes(shapes: readonly OpenShape[]): void {
    const [query = [], value = [], key = value] = shapes;
    const fits =
      shapes.every(({ length }) => length === 3) &&
      agree(query[2], key[2]) &&
      agree(value[1], key[1]) &&
      shapes.every(([batch]) => agree(batch, query[0])) &&
      typeof query[2] === 'number';
    if (fits) return;
    throw new ShapeError({
      who: this.who,
      expected: 'query [batch, T, dim], value [batch, S, size] and key (default: the value) [batch, S, dim]',
      received: shapes,
      fix: 'Give query and key the same last axis before, for example with layers.dense.',
    });
  }

  override call(inputs: Several<GraphNode>, args: CallArguments): Several<GraphNode> {
    const list = (inputs as readonly GraphNode[]).map((each) => cast(each, 'float32')); // checked by ensureBuilt
    const [query, value, key = value] = list as [GraphNode, GraphNode, GraphNode?]; // two or three
    const [queryMask, valueMask] = inputMasks(this.who, args, list.length);
    const masks = valueMask ? [expandDims(valueMask, 1)] : [];
    const causal = flagArgument(this.who, args, 'useCausalMask');
    const weights = maskedSoftmax(this.scores(query, key), masks, { axes: 1, causal, window: null, empty: 'uniform' });
    const kept = args.training && this.dropout > 0 ? this.#dropped(weights) : weights;
    const mean = matmul(kept, value);
    const output = queryMask ? multiply(mean, cast(expandDims(queryMask, -1), 'float32')) : mean;
    return flagArgument(this.who, args, 'returnAttentionScores') ? [output, kept] : output;
  }

  #dropped(weights: GraphNode): GraphNode {
    return dropped(this.who, weights, this.dropout, randomSource(this, this.seed));
  }

  /** The query's mask. */
  override computeMask(_: Several<GraphNode>, mask: Several<GraphNode | null>): GraphNode | null {
    return (mask as readonly (GraphNode | null)[])[0] ?? null; // several inputs: several masks
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { dropout: this.dropout, seed: this.seed };
  }
}
