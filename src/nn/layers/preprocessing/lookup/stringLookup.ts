/** Texts as indices of a vocabulary. */
import { type ArrayLike, type Tensor, tensor } from '../../../../runtime/tensor.ts';
import type { RunArguments } from '../../layer.ts';
import type { AdaptOptions, Batches } from '../adapting.ts';
import { nested, type StringData, stringsOf } from '../text/strings.ts';
import type { IndexLookupOptions } from './options.ts';
import { TextLookup } from './textLookup.ts';
import { samplesAlong } from './tokenCounts.ts';

export interface StringLookupOptions extends IndexLookupOptions<string> {
  /** Kept for Keras; texts in JavaScript are decoded. Default `'utf-8'`. */
  readonly encoding?: string | undefined;
}

/**
 * Texts as indices of a vocabulary that is given or learnt by `adapt`. Index 0 is the mask (if there is a `maskToken` and
 * the output mode is `int`), then come `numOovIndices` indices of unknown texts (by their hash), then the vocabulary.
 * With `invert`: indices as texts.
 *
 * Shapes: `int`: any -> the same, int32; `oneHot`: `[...] -> [..., size]`, where a last axis of size 1 is left out;
 * `multiHot`, `count`, `tfIdf`: `[batch, length] -> [batch, size]`.
 *
 * There are no texts on the GPU: apply the layer to data, before the model. `run` and `transform` do the same; the second
 * at once, for generators of batches.
 *
 * @example
 * const lookup = layers.stringLookup({ vocabulary: ['a', 'b', 'c', 'd'] });
 * const x = await lookup.run([['a', 'c', 'd'], ['d', 'z', 'b']]); // [[1, 3, 4], [4, 0, 2]]
 * await m.fit(x, y);
 */
export class StringLookup extends TextLookup {
  static override readonly className: string = 'StringLookup';
  readonly encoding: string;

  constructor(options: StringLookupOptions = {}) {
    super(options, '[UNK]');
    this.encoding = options.encoding ?? 'utf-8';
  }

  /** Learns the vocabulary: see `IndexLookup.adapt`. */
  override adapt(data: Batches<StringData>, options?: AdaptOptions): Promise<void> {
    return super.adapt(data, options);
  }

  protected override samplesOf(data: unknown, whole: boolean): string[][] {
    const { values, shape } = stringsOf(this.who, data);
    return samplesAlong(values, shape, whole);
  }

  /** Turns texts into a tensor, or (with `invert`) indices into texts: at once, on the host. */
  transform(texts: StringData): Tensor;
  transform(indices: ArrayLike): StringData;
  transform(x: StringData | ArrayLike): Tensor | StringData {
    this.requireVocabulary();
    if (this.rules.invert) {
      const { data, shape } = tensor(x as ArrayLike, undefined, 'int32'); // checked by tensor()
      return nested(
        Array.from(data, (index) => this.vocabulary.tokenAt(index)),
        shape,
      );
    }
    const { values, shape } = stringsOf(this.who, x);
    return this.encode(
      Int32Array.from(values, (token) => this.indexOf(token)),
      shape,
    );
  }

  override run(texts: StringData): Promise<Tensor>;
  override run(indices: ArrayLike): Promise<StringData>;
  override run(x: ArrayLike | readonly ArrayLike[], args?: RunArguments): Promise<Tensor | Tensor[]>;
  override async run(x: unknown): Promise<Tensor | Tensor[] | StringData> {
    return this.transform(x as StringData); // checked there
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), encoding: this.encoding };
  }
}
