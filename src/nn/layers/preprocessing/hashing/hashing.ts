/** Texts and integers as bins, by their hashes. */

import { add } from '../../../../kernels/elementwise/arithmetic.ts';
import { equal, where } from '../../../../kernels/elementwise/comparison.ts';
import { cast } from '../../../../kernels/elementwise/operands.ts';
import { bucketOf, type Salt } from '../../../../kernels/hash/buckets.ts';
import { hashBucket } from '../../../../kernels/hash/hashBucket.ts';
import { InvalidArgumentError } from '../../../../runtime/errors.ts';
import type { GraphNode } from '../../../../runtime/graph.ts';
import type { ArrayLike, Tensor } from '../../../../runtime/tensor.ts';
import { Layer, type LayerOptions, type RunArguments } from '../../layer.ts';
import { encoded, type OtherTensors, outputModeOf, requireDense } from '../encoding.ts';
import { integersOf } from '../integers.ts';
import { encodedOnHost } from '../onHost.ts';
import { holdsStrings, type StringData, stringsOf } from '../text/strings.ts';
import { binDType, binsOf } from './bins.ts';
import { saltOf } from './salt.ts';

const MODES = ['int', 'one_hot', 'multi_hot', 'count'] as const;

export interface HashingOptions extends LayerOptions, OtherTensors {
  /** The number of bins, that of `maskValue` included. */
  readonly numBins: number;
  /** What gets bin 0, alone: a text, or an integer for integers. Default: bin 0 is like the others. */
  readonly maskValue?: string | number | null | undefined;
  /** One or two whole numbers, the key of SipHash; default: FarmHash. */
  readonly salt?: number | readonly number[] | null | undefined;
  /** `'int'` (default), `'oneHot'`, `'multiHot'` or `'count'`. */
  readonly outputMode?: string | undefined;
}

/**
 * The bin of each text, or of each integer's decimal digits: its 64-bit hash modulo the number of bins. The hash is
 * FarmHash's fingerprint, which is the same everywhere and always, or with a `salt` SipHash. Fractions are cut off.
 *
 * Shapes: `int`: any -> the same, int32; the other output modes as in CategoryEncoding, with `numBins` entries.
 *
 * Integers may be hashed inside of models (give `input` the dtype `'int32'`); texts before: `run` and `transform` take
 * both, the second at once.
 *
 * @example
 * const hashing = layers.hashing({ numBins: 3 });
 * await hashing.run([['A'], ['B'], ['C'], ['D'], ['E']]); // [[1], [0], [1], [1], [2]]
 */
export class Hashing extends Layer {
  static override readonly className = 'Hashing';
  readonly numBins: number;
  readonly maskValue: string | number | null;
  readonly salt: Salt | null;
  readonly outputMode: (typeof MODES)[number];

  constructor(options: HashingOptions) {
    super(options);
    requireDense(this.who, options);
    this.numBins = binsOf(this.who, options.numBins);
    this.maskValue = options.maskValue ?? null;
    this.salt = saltOf(this.who, options.salt);
    this.outputMode = outputModeOf(this.who, options.outputMode, 'int', MODES);
    this.built = true;
  }

  /** Whether bin 0 belongs to the mask; a single bin takes everything. */
  get #masks(): boolean {
    return this.maskValue !== null && this.numBins > 1;
  }

  /** @throws InvalidArgumentError when the mask is not of the input's kind. */
  #checkMask(kind: 'string' | 'number'): void {
    if (!this.#masks || typeof this.maskValue === kind) return;
    throw new InvalidArgumentError({
      who: this.who,
      expected: `maskValue must be ${kind === 'string' ? 'a text' : 'an integer'}, as the input is`,
      received: this.maskValue,
    });
  }

  override call(x: GraphNode): GraphNode {
    this.#checkMask('number');
    const values = cast(x, 'int32');
    return encoded(this.#bins(values), this.outputMode, this.numBins);
  }

  #bins(values: GraphNode): GraphNode {
    if (!this.#masks) return hashBucket(values, this.numBins, this.salt);
    const bins = add(hashBucket(values, this.numBins - 1, this.salt), 1);
    return where(equal(values, this.maskValue as number), 0, bins); // #checkMask
  }

  #binOf(value: string | number): number {
    if (!this.#masks) return bucketOf(String(value), this.numBins, this.salt);
    return value === this.maskValue ? 0 : 1 + bucketOf(String(value), this.numBins - 1, this.salt);
  }

  /** Turns texts or integers into a tensor: at once, on the host. */
  transform(x: StringData | ArrayLike): Tensor {
    const texts = holdsStrings(x);
    this.#checkMask(texts ? 'string' : 'number');
    const { values, shape } = texts ? stringsOf(this.who, x) : integersOf(this.who, x);
    const bins = Int32Array.from<string | number>(values, (value) => this.#binOf(value));
    return encodedOnHost(bins, shape, this.outputMode, this.numBins);
  }

  override async run(x: StringData | ArrayLike | readonly ArrayLike[], _args?: RunArguments): Promise<Tensor> {
    return this.transform(x as StringData | ArrayLike); // one input
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { numBins, salt, maskValue, outputMode } = this;
    return { dtype: binDType(outputMode), numBins, salt, maskValue, outputMode, sparse: false };
  }
}
