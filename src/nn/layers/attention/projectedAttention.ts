/** What attention layers with projections onto heads have in common (Vaswani et al., 2017). */
import { contract } from '../../../kernels/einsum/contract.ts';
import { multiply } from '../../../kernels/elementwise/arithmetic.ts';
import { maskedSoftmax } from '../../../kernels/maskedSoftmax.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { randomSource } from '../../../kernels/random.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { getRegularizer } from '../../regularizers/get.ts';
import type { Regularizer } from '../../regularizers/regularizer.ts';
import type { OpenShape } from '../../symbolic.ts';
import type { EinsumDense } from '../core/einsumDense.ts';
import type { CallArguments, LayerOptions, Several } from '../layer.ts';
import { checkedRate, positiveInteger } from '../options.ts';
import { dropped } from '../regularization/keep.ts';
import { SeveralInputs } from '../severalInputs.ts';
import { configOfWeights, type OptionsOfWeights } from '../weightOptions.ts';
import { flagArgument, inputMasks, maskArgument } from './callArguments.ts';
import { projection } from './projection.ts';
import { ScoreAxes } from './scoreAxes.ts';

export interface ProjectedAttentionOptions extends LayerOptions, OptionsOfWeights<'kernel' | 'bias'> {
  /** Share of the weights that are set to 0 in training. Default 0. */
  readonly dropout?: number | undefined;
  /** Whether the projections have biases. Default true. */
  readonly useBias?: boolean | undefined;
  /** How far apart query and value may be: places i and j attend when |i - j| < slidingWindow. Default: any distance. */
  readonly slidingWindow?: number | null | undefined;
  /** Whether the result is multiplied by sigmoids of a further projection of the query. Default false. */
  readonly useGate?: boolean | undefined;
  /** Of the dropout: with a seed the numbers do not depend on the global seed. */
  readonly seed?: number | null | undefined;
  /** As Keras writes it: which kernel is used. The numbers are the same. */
  readonly flashAttention?: boolean | null | undefined;
}

/** Sizes of the projections. */
interface HeadSizes {
  /** Heads of the query. */
  readonly heads: number;
  /** Heads of key and value: each serves as many heads of the query as go into their number. */
  readonly keyHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
}

/** The base of attention layers that project query, key and value onto heads, and the result back. */
export abstract class ProjectedAttention extends SeveralInputs {
  static override readonly furtherOptions: readonly string[] = ['flashAttention'];
  override readonly spreadsInputs = true;
  readonly dropout: number;
  readonly useBias: boolean;
  readonly useGate: boolean;
  readonly slidingWindow: number | null;
  readonly seed: number | null;
  /** Of the output of each projection. */
  protected readonly penalty: Regularizer | null;
  queryDense: EinsumDense | null = null;
  keyDense: EinsumDense | null = null;
  gateDense: EinsumDense | null = null;
  valueDense: EinsumDense | null = null;
  outputDense: EinsumDense | null = null;
  #axes: ScoreAxes | null = null;
  declare readonly options: ProjectedAttentionOptions;

  /** @param penalised - What `activityRegularizer` penalises: the outputs of the projections, or the layer's too. */
  constructor(options: ProjectedAttentionOptions, penalised: 'projections' | 'all') {
    super(penalised === 'all' ? options : { ...options, activityRegularizer: undefined });
    this.dropout = checkedRate(this.who, options.dropout ?? 0, 'dropout');
    this.useBias = options.useBias ?? true;
    this.useGate = options.useGate ?? false;
    const { slidingWindow = null } = options;
    this.slidingWindow = slidingWindow === null ? null : positiveInteger(this.who, 'slidingWindow', slidingWindow);
    this.seed = options.seed ?? null;
    this.penalty = getRegularizer(options.activityRegularizer, this.who);
  }

  /** Sizes of the projections. */
  protected abstract get sizes(): HeadSizes;

  /** The attended axes of inputs with some rank, in their order in the scores. */
  protected abstract attendedAxes(rank: number): readonly number[];

  /** Whether inputs may have so many axes. */
  protected acceptsRank(rank: number): boolean {
    return rank > 2;
  }

  /** Sizes of the axes that the output has instead of the query's last. */
  protected outputSizes(queryWidth: number): readonly number[] {
    return [queryWidth];
  }

  protected override get arity(): readonly number[] {
    return [2, 3];
  }

  protected override get usage(): string {
    return 'layer.apply([query, value]) or layer.apply([query, value, key]); for self-attention layer.apply([x, x])';
  }

  protected override checkShapes(shapes: readonly OpenShape[]): void {
    const [query = [], value = [], key = value] = shapes;
    const rank = query.length;
    const attended = this.acceptsRank(rank) ? this.attendedAxes(rank) : [];
    const agree = (a: OpenShape, b: OpenShape, axis: number) => (a[axis] ?? b[axis]) === (b[axis] ?? a[axis]);
    const fits =
      this.acceptsRank(rank) &&
      shapes.every((shape) => shape.length === rank && typeof shape[rank - 1] === 'number') &&
      query.slice(0, -1).every((_, axis) => attended.includes(axis) || agree(query, value, axis)) &&
      value.slice(0, -1).every((_, axis) => agree(value, key, axis));
    if (!fits) {
      throw new ShapeError({
        who: this.who,
        expected:
          'query [batch, T, features], value [batch, S, features] and key (default: the value) [batch, S, features]',
        received: shapes,
        fix: 'The axes that are not attended, and those of key and value but the last, must have equal sizes.',
      });
    }
    this.#checkWidths(query, value, key);
  }

  #checkWidths(...shapes: readonly OpenShape[]): void {
    const built = [this.queryDense, this.valueDense, this.keyDense].map((dense) => dense?.kernel?.shape[0]);
    const wrong = shapes.some((shape, index) => (built[index] ?? shape[shape.length - 1]) !== shape[shape.length - 1]);
    if (!wrong) return;
    throw new ShapeError({
      who: this.who,
      expected: `query, value and key with ${built.join(', ')} features, as when the layer was built`,
      received: shapes,
      fix: 'Give it data of these sizes, or make a new layer.',
    });
  }

  override build(shapes: readonly OpenShape[]): void {
    const [query, value, key = value] = shapes as [OpenShape, OpenShape, OpenShape?]; // two or three
    const { who, useBias, penalty, trainable } = this;
    const { heads, keyHeads, keyDim, valueDim } = this.sizes;
    const options = { ...this.options, who, useBias, penalty, trainable };
    const onto = (name: string, shape: OpenShape, sizes: readonly number[], activation?: string) =>
      projection(options, { name, shape, summed: 1, sizes, activation });
    this.#axes = new ScoreAxes(query.length, this.attendedAxes(query.length), heads !== keyHeads);
    this.queryDense = onto('query', query, [heads, keyDim]);
    this.keyDense = onto('key', key!, [keyHeads, keyDim]); // the value at least
    if (this.useGate) this.gateDense = onto('gate', query, [heads, valueDim], 'sigmoid');
    this.valueDense = onto('value', value, [keyHeads, valueDim]);
    this.outputDense = projection(options, {
      name: 'attention_output',
      shape: [...query.slice(0, -1), heads, valueDim],
      summed: 2,
      sizes: this.outputSizes(query[query.length - 1]!), // checked by checkShapes
    });
  }

  override call(inputs: Several<GraphNode>, args: CallArguments): Several<GraphNode> {
    const [query, value, key = value] = inputs as [GraphNode, GraphNode, GraphNode?]; // checked by ensureBuilt
    const axes = this.#axes!; // build() made it, and the projections
    const { heads, keyHeads } = this.sizes;
    const shares = heads / keyHeads;
    const projected = this.queryDense!.apply(query);
    const keys = this.keyDense!.apply(key!); // the value at least
    const values = this.valueDense!.apply(value);
    const returnsScores = flagArgument(this.who, args, 'returnAttentionScores');
    const scores = this.#scores(grouped(projected, shares), keys);
    const weights = this.#weights(scores, args, shares, returnsScores || query.shape.length !== 3);
    const kept = args.training && this.dropout > 0 ? this.#dropped(weights) : weights;
    const mixed = contract(kept, values, { a: axes.scores, b: axes.value, out: axes.output });
    const joined = reshape(mixed, [...query.shape.slice(0, -1), heads, this.sizes.valueDim]);
    const gated = this.gateDense ? multiply(joined, this.gateDense.apply(query)) : joined;
    const output = this.outputDense!.apply(gated);
    return returnsScores ? [output, joinedHeads(weights, axes, shares)] : output;
  }

  #scores(query: GraphNode, key: GraphNode): GraphNode {
    const axes = this.#axes!; // made by build()
    const products = contract(query, key, { a: axes.query, b: axes.key, out: axes.scores });
    return multiply(products, 1 / Math.sqrt(this.sizes.keyDim));
  }

  /** Where nothing counts Keras's fused kernel gives equal weights, its other way to compute the weights zeros. */
  #weights(scores: GraphNode, args: CallArguments, shares: number, unfused: boolean): GraphNode {
    const axes = this.#axes!; // made by build()
    const { who } = this;
    const [queryMask = null, valueMask = null, keyMask = null] = inputMasks(who, args, 3);
    const given = (name: string) => maskArgument(who, args, name);
    const ofQuery = given('queryMask') ?? queryMask;
    const ofValue = new Set([given('valueMask') ?? valueMask, given('keyMask') ?? keyMask]);
    const ofScores = given('attentionMask');
    const causal = flagArgument(who, args, 'useCausalMask');
    if (axes.attended > 1 && (causal || this.slidingWindow !== null)) {
      throw new InvalidArgumentError({
        who,
        expected: 'useCausalMask and slidingWindow need one attended axis',
        received: `attentionAxes of ${axes.attended} axes`,
        fix: 'Choose one with { attentionAxes }, or give attentionMask.',
      });
    }
    const masks = [
      ...(ofQuery ? [axes.ofQuery(ofQuery)] : []),
      ...[...ofValue].flatMap((mask) => (mask ? [axes.ofValue(mask)] : [])),
      ...(ofScores ? [axes.ofScores(who, ofScores, headsJoined(scores, axes, shares), shares)] : []),
    ];
    return maskedSoftmax(scores, masks, {
      axes: axes.attended,
      causal,
      window: this.slidingWindow,
      empty: unfused || (Boolean(args.training) && this.dropout > 0) ? 'zero' : 'uniform',
    });
  }

  #dropped(weights: GraphNode): GraphNode {
    return dropped(this.who, weights, this.dropout, randomSource(this, this.seed));
  }

  /** The query's mask. */
  override computeMask(_: Several<GraphNode>, mask: Several<GraphNode | null>): GraphNode | null {
    return (mask as readonly (GraphNode | null)[])[0] ?? null; // several inputs: several masks
  }

  /** Options of the weights, and the seed: the end of Keras's configurations. */
  protected override configOptions(): Readonly<Record<string, unknown>> {
    return {
      ...configOfWeights(this, { kernel: 'glorotUniform', bias: 'zeros' }),
      activityRegularizer: this.penalty,
      seed: this.seed,
    };
  }
}

/** Heads of a projected query as heads of the key and those that share one. */
function grouped(query: GraphNode, shares: number): GraphNode {
  if (shares === 1) return query;
  const [heads, size] = query.shape.slice(-2) as [number, number]; // a projection
  return reshape(query, [...query.shape.slice(0, -2), heads / shares, shares, size]);
}

/** The shape of scores with one axis of heads. */
function headsJoined({ shape }: GraphNode, { attended }: ScoreAxes, shares: number): readonly number[] {
  if (shares === 1) return shape;
  const head = shape.length - 2 * attended - 2;
  return [...shape.slice(0, head), shape[head]! * shares, ...shape.slice(head + 2)]; // an axis of the scores
}

function joinedHeads(weights: GraphNode, axes: ScoreAxes, shares: number): GraphNode {
  return reshape(weights, headsJoined(weights, axes, shares));
}
