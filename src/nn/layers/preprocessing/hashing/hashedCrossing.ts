/** Several categorical features as one, by the hash of them together. */
import { crossBucketOf } from '../../../../kernels/hash/buckets.ts';
import { crossBucket } from '../../../../kernels/hash/hashBucket.ts';
import { InvalidArgumentError, ShapeError } from '../../../../runtime/errors.ts';
import type { GraphNode } from '../../../../runtime/graph.ts';
import { type Shape, sameShape } from '../../../../runtime/spec.ts';
import { type ArrayLike, type Tensor, tensor } from '../../../../runtime/tensor.ts';
import { Layer, type LayerOptions, type RunArguments, type Several } from '../../layer.ts';
import { encoded, type OtherTensors, outputModeOf, requireDense } from '../encoding.ts';
import { integersOf } from '../integers.ts';
import { encodedOnHost } from '../onHost.ts';
import { holdsStrings, type StringData, stringsOf } from '../text/strings.ts';
import { binDType, binsOf } from './bins.ts';

const MODES = ['int', 'one_hot'] as const;

export interface HashedCrossingOptions extends LayerOptions, OtherTensors {
  /** The number of bins. */
  readonly numBins: number;
  /** `'int'` (default) or `'oneHot'`. */
  readonly outputMode?: string | undefined;
}

/** A feature: one text or integer for each sample. */
export type Feature = StringData | ArrayLike;

/**
 * The bin of the combination of two or more features, sample by sample: the fingerprints of the features' values (of an
 * integer: itself) hashed one after the other, modulo the number of bins.
 *
 * Shapes: a list of features, each `[batch]` or `[batch, 1]` -> the same, int32; `oneHot`: `[batch, numBins]`.
 *
 * Integers may be crossed inside of models (`input([1], { dtype: 'int32' })`); texts before: `run` and `transform` take
 * both, the second at once.
 *
 * @example
 * const crossing = layers.hashedCrossing({ numBins: 5 });
 * await crossing.run([['A', 'B', 'A', 'B', 'A'], [101, 101, 101, 102, 102]]); // [1, 4, 1, 1, 3]
 */
export class HashedCrossing extends Layer {
  static override readonly className = 'HashedCrossing';
  readonly numBins: number;
  readonly outputMode: (typeof MODES)[number];

  constructor(options: HashedCrossingOptions) {
    super(options);
    requireDense(this.who, options);
    this.numBins = binsOf(this.who, options.numBins);
    this.outputMode = outputModeOf(this.who, options.outputMode, 'int', MODES);
    this.built = true;
  }

  /** @throws InvalidArgumentError for fewer than two features, ShapeError for shapes that are not one value a sample. */
  #checkFeatures(features: unknown, shapes: readonly Shape[]): void {
    if (!Array.isArray(features) || shapes.length < 2) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'a list of at least two features',
        received: features,
        fix: 'Give [first, second].',
      });
    }
    const [first] = shapes;
    const right = first!.length <= 1 || (first!.length === 2 && first![1] === 1); // two at least
    if (right && shapes.every((shape) => sameShape(shape, first!))) return;
    throw new ShapeError({
      who: this.who,
      expected: 'features of one shape, [batch] or [batch, 1]',
      received: shapes,
    });
  }

  override call(inputs: Several<GraphNode>): GraphNode {
    const features = Array.isArray(inputs) ? (inputs as readonly GraphNode[]) : [inputs as GraphNode]; // one or several
    this.#checkFeatures(
      inputs,
      features.map(({ shape }) => shape),
    );
    const wrong = features.find(({ dtype }) => dtype !== 'int32');
    if (wrong) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'integers or texts',
        received: wrong.dtype,
        fix: "Use input([1], { dtype: 'int32' }).",
      });
    }
    return encoded(crossBucket(features, this.numBins), this.outputMode, this.numBins);
  }

  /** Turns a list of features into a tensor: at once, on the host. */
  transform(features: readonly Feature[]): Tensor {
    const isList = Array.isArray(features) && !features.some((each) => typeof each === 'number');
    const all = isList ? features.map((each) => this.#valuesOf(each)) : [];
    this.#checkFeatures(
      features,
      all.map(({ shape }) => shape),
    );
    const { shape, values } = all[0]!; // two at least
    const bins = Int32Array.from(values, (_, place) =>
      crossBucketOf(
        all.map((each) => each.values[place]!), // of one shape
        this.numBins,
      ),
    );
    return encodedOnHost(bins, shape, this.outputMode, this.numBins);
  }

  #valuesOf(feature: Feature): { readonly values: readonly (string | number)[]; readonly shape: Shape } {
    if (holdsStrings(feature)) return stringsOf(this.who, feature);
    const fraction = tensor(feature).data.find((value) => !Number.isInteger(value));
    if (fraction === undefined) return integersOf(this.who, feature);
    throw new InvalidArgumentError({ who: this.who, expected: 'integers or texts', received: fraction });
  }

  override async run(features: ArrayLike | readonly Feature[], _args?: RunArguments): Promise<Tensor> {
    return this.transform(features as readonly Feature[]); // checked there
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { numBins, outputMode } = this;
    return { dtype: binDType(outputMode), numBins, outputMode, sparse: false };
  }

  /** Without `trainable`, as Keras writes it. */
  override getConfig() {
    const { trainable: _, ...config } = super.getConfig();
    return config;
  }
}
