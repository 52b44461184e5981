/** Integers as indices of a vocabulary. */
import { add, minimum, multiply } from '../../../../kernels/elementwise/arithmetic.ts';
import { equal, where } from '../../../../kernels/elementwise/comparison.ts';
import { cast } from '../../../../kernels/elementwise/operands.ts';
import { modulo } from '../../../../kernels/elementwise/rounding.ts';
import { take } from '../../../../kernels/gather.ts';
import { hashBucket } from '../../../../kernels/hash/hashBucket.ts';
import { searchSorted } from '../../../../kernels/searchSorted.ts';
import { InvalidArgumentError } from '../../../../runtime/errors.ts';
import { constant, type GraphNode } from '../../../../runtime/graph.ts';
import { type ArrayLike, type Tensor, tensor } from '../../../../runtime/tensor.ts';
import type { RunArguments } from '../../layer.ts';
import type { AdaptData, AdaptOptions } from '../adapting.ts';
import { DROPPED, encoded } from '../encoding.ts';
import { type Integers, integersOf } from '../integers.ts';
import { IndexLookup } from './indexLookup.ts';
import type { IndexLookupOptions } from './options.ts';
import { samplesAlong } from './tokenCounts.ts';
import { unknownToken } from './vocabulary.ts';

export interface IntegerLookupOptions extends IndexLookupOptions<number> {}

/**
 * Integers as indices of a vocabulary that is given or learnt by `adapt`. Index 0 is the mask (if there is a `maskToken`
 * and the output mode is `int`), then come `numOovIndices` indices of unknown integers, then the vocabulary. With
 * `invert`: indices as integers of the vocabulary.
 *
 * Shapes: `int`: any -> the same, int32; `oneHot`: `[...] -> [..., size]`, where a last axis of size 1 is left out;
 * `multiHot`, `count`, `tfIdf`: `[batch, length] -> [batch, size]`.
 *
 * Works inside of models (give `input` the dtype `'int32'` for integers from 2²⁴ on). There, with `numOovIndices: 0`, an
 * unknown integer gives -1, or counts nowhere; `run` throws.
 *
 * @example
 * const lookup = layers.integerLookup({ vocabulary: [12, 36, 1138, 42] });
 * await lookup.run([[12, 1138, 42], [42, 1000, 36]]); // [[1, 3, 4], [4, 0, 2]]
 */
export class IntegerLookup extends IndexLookup<number> {
  static override readonly className = 'IntegerLookup';

  constructor(options: IntegerLookupOptions = {}) {
    super(options, -1);
    if (this.salt && this.oovMethod !== 'farmhash') {
      throw new InvalidArgumentError({
        who: this.who,
        expected: "salt goes with oovMethod 'farmhash'",
        received: this.oovMethod,
      });
    }
  }

  override adapt(data: AdaptData, options?: AdaptOptions): Promise<void> {
    return super.adapt(data, options);
  }

  protected override get tokenKind(): string {
    return 'a 32-bit integer';
  }

  protected override isToken(value: unknown): boolean {
    return typeof value === 'number' && (value | 0) === value;
  }

  protected override ascending(a: number, b: number): number {
    return a - b;
  }

  protected override samplesOf(data: unknown, whole: boolean): number[][] {
    const { values, shape } = this.#integersOf(data);
    return samplesAlong(values, shape, whole);
  }

  #integersOf(data: unknown): Integers {
    const integers = integersOf(this.who, data as ArrayLike); // checked there
    const wrong = integers.values.find((value) => !this.isToken(value));
    if (wrong === undefined) return integers;
    throw new InvalidArgumentError({
      who: this.who,
      expected: 'integers of 32 bits',
      received: wrong,
      fix: 'Look their digits up: layers.stringLookup takes texts.',
    });
  }

  protected override tokenOf(line: string): number {
    return Number(line);
  }

  override call(input: GraphNode): GraphNode {
    const x = cast(input, 'int32');
    this.requireVocabulary();
    if (this.rules.invert) return this.#inverted(x);
    const { rules, vocabulary } = this;
    const places = vocabulary.tokens.map((_, place) => place + vocabulary.tokenStart);
    const known = translated(x, vocabulary.tokens, places, this.#unknown(x));
    const masked = rules.masks ? 0 : DROPPED;
    const indices = rules.maskToken === null ? known : where(equal(x, rules.maskToken), masked, known);
    const weights = this.idfWeights;
    const output = encoded(indices, weights ? 'count' : this.outputMode, this.depth);
    return weights ? multiply(output, constant(weights, [weights.length])) : output;
  }

  /** Indices of integers that are not in the vocabulary. */
  #unknown(x: GraphNode): GraphNode | number {
    const { numOovIndices } = this.rules;
    const { oovStart } = this.vocabulary;
    if (numOovIndices === 0) return DROPPED;
    if (numOovIndices === 1) return oovStart;
    const bucket = this.oovMethod === 'floormod' ? modulo(x, numOovIndices) : hashBucket(x, numOovIndices, this.salt);
    return add(bucket, oovStart);
  }

  #inverted(x: GraphNode): GraphNode {
    const { maskToken, oovToken } = this.rules;
    const { tokens, tokenStart } = this.vocabulary;
    const places = tokens.map((_, place) => place + tokenStart);
    const found = translated(x, places, tokens, oovToken);
    return maskToken === null ? found : where(equal(x, 0), maskToken, found);
  }

  override async run(x: ArrayLike | readonly ArrayLike[], args?: RunArguments): Promise<Tensor | Tensor[]> {
    const { values, shape } = this.#integersOf(x);
    const { rules, vocabulary } = this;
    if (rules.numOovIndices === 0 && !rules.invert) {
      const unknown = values.find((each) => each !== rules.maskToken && vocabulary.indexOf(each) === undefined);
      if (unknown !== undefined) throw unknownToken(this.who, unknown);
    }
    return super.run(tensor(Int32Array.from(values), shape), args);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), vocabularyDtype: 'int64' };
  }
}

/** The value with the same place as x in the list of keys; for what is not there `missing`. */
function translated(
  x: GraphNode,
  keys: readonly number[],
  values: readonly number[],
  missing: GraphNode | number,
): GraphNode {
  const order = keys.map((_, place) => place).sort((a, b) => keys[a]! - keys[b]!); // places of the list
  const list = (all: readonly number[]) =>
    constant(
      order.map((place) => all[place]!), // likewise
      [order.length],
      'int32',
    );
  const place = minimum(searchSorted(list(keys), x), keys.length - 1);
  return where(equal(take(list(keys), place), x), take(list(values), place), missing);
}
