/** The base of losses: per-sample values, then masks, weights and reduction, in Keras's order. */
import { divide, multiply } from '../../kernels/elementwise/arithmetic.ts';
import { logicalAnd, notEqual, where } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { broadcastTo } from '../../kernels/movement/broadcastTo.ts';
import { expandDims, reshape, squeeze } from '../../kernels/movement/reshape.ts';
import { sum } from '../../kernels/reduce.ts';
import { ShapeError } from '../../runtime/errors.ts';
import { constant, GraphNode } from '../../runtime/graph.ts';
import { broadcastShapes, type Shape, sizeOf } from '../../runtime/spec.ts';
import { oneOf } from '../checks.ts';
import { maskOf } from '../forward.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';
import { isPerRow } from './perRow.ts';

export const REDUCTIONS = ['sum_over_batch_size', 'sum', 'mean', 'mean_with_sample_weight', 'none'] as const;
export type Reduction = (typeof REDUCTIONS)[number];

export interface LossOptions {
  readonly name?: string | undefined;
  /** Default `sum_over_batch_size`: the sum divided by the number of values (not by the sum of weights). */
  readonly reduction?: Reduction | null | undefined;
  readonly dtype?: unknown;
}

/** A reduction in either spelling. */
function reductionOf(who: string, reduction: string | null | undefined): Reduction {
  if (reduction === undefined) return 'sum_over_batch_size';
  return reduction === null ? 'none' : oneOf(who, 'reduction', reduction, REDUCTIONS);
}

/** If two ranks differ by one and the longer shape ends in 1, it loses that axis; a vector gains one instead. */
export function squeezeOrExpand(x: GraphNode, y: GraphNode): [GraphNode, GraphNode] {
  const match = (longer: GraphNode, shorter: GraphNode): [GraphNode, GraphNode] => {
    if (longer.shape.length !== shorter.shape.length + 1 || longer.shape[longer.shape.length - 1] !== 1)
      return [longer, shorter];
    return shorter.shape.length === 1 ? [longer, expandDims(shorter, -1)] : [squeeze(longer, -1), shorter];
  };
  if (x.shape.length > y.shape.length) return match(x, y);
  const [longer, shorter] = match(y, x);
  return [shorter, longer];
}

/** Per-sample values, with the places that count (null: all). */
export interface LossValues {
  readonly values: GraphNode;
  readonly mask: GraphNode | null;
}

/**
 * The base class of losses. Override `values` to give one value per sample.
 *
 * @example
 * class Cubic extends Loss {
 *   static readonly className = 'Cubic';
 *   values(yTrue, yPred) { return ops.mean(ops.power(ops.abs(ops.subtract(yTrue, yPred)), 3), -1); }
 * }
 */
export abstract class Loss {
  static readonly className: string = 'Loss';
  readonly module = 'keras.losses';
  readonly name: string;
  readonly reduction: Reduction;
  /** Whether the values of rows depend on other rows, so that none can be left out afterwards. */
  readonly batchwise: boolean = false;

  constructor(options: LossOptions = {}, name = 'loss') {
    this.name = options.name ?? name;
    this.reduction = reductionOf(this.who, options.reduction);
  }

  get className(): string {
    return (this.constructor as typeof Loss).className; // every loss's constructor is a Loss class
  }

  get who(): string {
    return `${this.className} "${this.name}"`;
  }

  /** One value per sample (the last axis is reduced), or values with a mask. */
  abstract values(yTrue: GraphNode, yPred: GraphNode): GraphNode | LossValues;

  /**
   * The loss of a batch.
   *
   * @param sampleWeight - Shape `[batch]`, or one that broadcasts to the values' shape (aligned at the right).
   * @param rows - Which rows of the batch count: `[batch]`, 1 or 0; default: all. Ignored when values are not per row: see
   *   `needsWholeBatches`.
   * @returns A scalar, or with reduction `none` the weighted values.
   */
  call(
    yTrue: GraphNode,
    yPred: GraphNode,
    sampleWeight: GraphNode | null = null,
    rows: GraphNode | null = null,
  ): GraphNode {
    const result = this.values(cast(yTrue, yTrue.dtype === 'bool' ? 'float32' : yTrue.dtype), cast(yPred, 'float32'));
    const { values, mask } = result instanceof GraphNode ? { values: result, mask: null } : result;
    const counted = !this.batchwise && values.shape[0] === rows?.shape[0] ? rows : null;
    const masks = [maskOf(yPred), mask, counted].filter((each) => each !== null);
    return this.#reduce(values, sampleWeight, masks.length === 0 ? null : allOf(masks, values));
  }

  #reduce(values: GraphNode, sampleWeight: GraphNode | null, mask: GraphNode | null): GraphNode {
    const mean = this.reduction === 'sum_over_batch_size' || this.reduction === 'mean';
    let weights = sampleWeight ? cast(sampleWeight, 'float32') : null;
    if (mask) {
      const own = cast(mask, 'float32');
      const share = mean ? multiply(own, safeDivide(constant(sizeOf(mask.shape)), sum(own))) : own;
      weights = weights ? multiply(...aligned(weights, share, this.who)) : share;
    }
    const weighted = weights ? multiply(...aligned(values, weights, this.who)) : values;
    if (this.reduction === 'none' || weighted.shape.length === 0) return weighted;
    const total = sum(weighted);
    if (this.reduction === 'sum') return total;
    if (mean || !weights) return multiply(total, 1 / Math.max(1, sizeOf(weighted.shape)));
    return safeDivide(total, sum(weights));
  }

  /** Whether batches must not be filled up with rows that do not count, for targets and predictions of these shapes. */
  needsWholeBatches(yTrue: Shape, yPred: Shape): boolean {
    return this.batchwise || !isPerRow((t, p) => this.values(t, p), yTrue, yPred);
  }

  getConfig(): Config {
    return { name: this.name, reduction: this.reduction, ...optionsToConfig(this.configOptions()) };
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}

/** a / b, and 0 where b is 0. */
export function safeDivide(a: GraphNode, b: GraphNode): GraphNode {
  const present = notEqual(b, 0);
  return where(present, divide(a, where(present, b, 1)), 0);
}

/** All masks at once, in the shape of the values they belong to: masks of fewer axes hold for all later ones. */
function allOf(masks: readonly GraphNode[], values: GraphNode): GraphNode {
  const full = masks.map((mask) => {
    const own = mask.shape.length > values.shape.length ? squeeze(mask, -1) : mask;
    const missing = values.shape.length - own.shape.length;
    return cast(broadcastTo(reshape(own, [...own.shape, ...new Array<number>(missing).fill(1)]), values.shape), 'bool');
  });
  return full.reduce((a, b) => logicalAnd(a, b));
}

/** Values and weights of shapes that broadcast (aligned at the right), or an error that says what fits. */
function aligned(values: GraphNode, weights: GraphNode, who: string): [GraphNode, GraphNode] {
  const [a, b] = squeezeOrExpand(values, weights);
  try {
    const joint = broadcastShapes(who, a.shape, b.shape);
    if (sizeOf(joint) === Math.max(sizeOf(a.shape), sizeOf(b.shape))) return [a, b];
  } catch {
    // falls through to the error below, which says more
  }
  throw new ShapeError({
    who,
    expected: `sampleWeight must broadcast to the per-sample values of shape [${a.shape.join(', ')}]`,
    received: b.shape,
    fix: `Use shape [${a.shape.map((length, axis) => (axis === 0 ? length : 1)).join(', ')}] for one weight per sample.`,
  });
}
