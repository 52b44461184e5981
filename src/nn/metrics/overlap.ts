/** How well areas overlap: intersection over union, from counts of each class. */
import { argmax } from '../../kernels/argmax.ts';
import { equal, greaterEqual, less, logicalAnd, notEqual, where } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { iota } from '../../kernels/iota.ts';
import { broadcastTo } from '../../kernels/movement/broadcastTo.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { sum } from '../../kernels/reduce.ts';
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { sizeOf } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Variable } from '../../runtime/variable.ts';
import { wholeFrom } from '../checks.ts';
import { type Direction, Metric, type MetricOptions, type MetricResult } from './metric.ts';
import { alongFirstAxes } from './weights.ts';

/** What an overlap is measured of. */
export interface OverlapSettings {
  readonly numClasses: number;
  /** The classes whose mean is told; null: all. */
  readonly targetClassIds: readonly number[] | null;
  /** Targets of this class do not count; null: all count. */
  readonly ignoreClass: number | null;
  /** Whether targets are class numbers; else their largest entry along `axis` is the class. */
  readonly sparseYTrue: boolean;
  readonly sparseYPred: boolean;
  readonly axis: number;
  /** Predictions from here on are class 1, others class 0; null: they are classes. */
  readonly threshold: number | null;
}

/** Keras's, in denominators. */
const EPSILON = 1e-7;
/** A class with less in targets and predictions together does not count. */
const NOTHING = 1e-9;

/** The classes that are told, checked. */
function targetsOf(who: string, { targetClassIds, numClasses }: OverlapSettings): readonly number[] {
  const ids = targetClassIds ?? Array.from({ length: numClasses }, (_, id) => id);
  if (ids.length > 0 && ids.every((id) => Number.isInteger(id) && id >= 0 && id < numClasses)) return ids;
  throw new InvalidArgumentError({
    who,
    expected: `targetClassIds must be classes from 0 to ${numClasses - 1}`,
    received: targetClassIds,
  });
}

/**
 * The mean over classes of intersection / union = TP / (TP + FP + FN). Of the confusion matrix only the diagonal and the sums
 * of rows and columns are kept, which is all that this takes.
 */
export abstract class Overlap extends Metric {
  override readonly direction: Direction = 'up';
  readonly #settings: OverlapSettings;
  readonly #targets: readonly number[];
  /** Whether weights are cut to whole numbers, as in Keras by default. */
  readonly #whole: boolean;

  constructor(options: MetricOptions, settings: OverlapSettings) {
    super({ ...options, dtype: options.dtype ?? 'int32' });
    wholeFrom(this.who, 'numClasses', settings.numClasses, 1);
    this.#settings = settings;
    this.#targets = targetsOf(this.who, settings);
    this.#whole = this.dtype.includes('int');
    for (const name of ['intersection', 'labelled', 'predicted'])
      this.addVariable(name, [settings.numClasses], 0, this.#whole ? 'int32' : 'float32');
  }

  /** Class numbers in a row. */
  #classes(x: GraphNode, sparse: boolean): GraphNode {
    const numbers = sparse ? x : argmax(x, this.#settings.axis);
    return reshape(cast(numbers, 'int32'), [sizeOf(numbers.shape)]);
  }

  /** One weight for each class number. */
  #weights(sampleWeight: GraphNode | null, yTrue: GraphNode): GraphNode {
    const { sparseYTrue, axis } = this.#settings;
    const place = axis < 0 ? axis + yTrue.shape.length : axis;
    const shape = sparseYTrue ? yTrue.shape : yTrue.shape.filter((_, each) => each !== place);
    const own = sampleWeight ? alongFirstAxes(sampleWeight, shape.length) : constant(1);
    const type = this.#whole ? 'int32' : 'float32';
    return reshape(cast(broadcastTo(own, shape), type), [sizeOf(shape)]);
  }

  override updateState(yTrue: GraphNode, yPred: GraphNode, sampleWeight: GraphNode | null): void {
    const { numClasses, ignoreClass, sparseYTrue, sparseYPred, threshold } = this.#settings;
    const t = this.#classes(yTrue, sparseYTrue);
    const p = this.#classes(threshold === null ? yPred : cast(greaterEqual(yPred, threshold), 'int32'), sparseYPred);
    if (t.shape[0] !== p.shape[0])
      throw new ShapeError({
        who: this.who,
        expected: 'as many targets as predictions',
        received: [yTrue.shape, yPred.shape],
      });
    const known = [t, p].map((x) => logicalAnd(greaterEqual(x, 0), less(x, numClasses))).reduce(logicalAnd);
    const counts = ignoreClass === null ? known : logicalAnd(known, notEqual(t, ignoreClass));
    const weights = where(counts, this.#weights(sampleWeight, yTrue), 0);
    const classes = iota([numClasses, 1], 0);
    const [isT, isP] = [equal(t, classes), equal(p, classes)];
    const sums = [logicalAnd(isT, isP), isT, isP].map((chosen) => sum(where(chosen, weights, 0), 1));
    this.variables.forEach((variable: Variable, index) => {
      this.addTo(variable, sums[index]!); // three of each
    });
  }

  override compute(state: readonly Tensor[]): MetricResult {
    const [both, labelled, predicted] = state.map(({ data }) => data);
    const unions = this.#targets.map((id) => labelled![id]! + predicted![id]! - both![id]!); // three variables, a class
    const shares = this.#targets.map((id, i) => both![id]! / (unions[i]! + EPSILON)); // likewise
    const valid = unions.filter((union) => union > NOTHING).length;
    return shares.reduce((a, b) => a + b) / (valid + EPSILON);
  }
}
