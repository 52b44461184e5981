/** Texts as sequences of indices of words, or as vectors. */
import { InvalidArgumentError, ShapeError } from '../../../../runtime/errors.ts';
import type { Shape } from '../../../../runtime/spec.ts';
import type { ArrayLike, Tensor } from '../../../../runtime/tensor.ts';
import { wholeFrom } from '../../../checks.ts';
import type { LayerOptions, RunArguments } from '../../layer.ts';
import type { AdaptOptions, Batches } from '../adapting.ts';
import { DROPPED, type OtherTensors } from '../encoding.ts';
import { TextLookup } from '../lookup/textLookup.ts';
import { samplesAlong } from '../lookup/tokenCounts.ts';
import { checkedText, checkedTokens, type NamedFunction, textFunction, widthsOf } from './options.ts';
import { ngramsOf, SPLITS } from './split.ts';
import { STANDARDS, type TextFunction } from './standardize.ts';
import { type StringData, type Strings, stringsOf } from './strings.ts';

export interface TextVectorizationOptions extends LayerOptions, OtherTensors {
  /** The largest size of the vocabulary, with the padding and the unknown token; default: no limit. */
  readonly maxTokens?: number | null | undefined;
  /** `'lowerAndStripPunctuation'` (default), `'lower'`, `'stripPunctuation'`, null, or a function from a text to a text. */
  readonly standardize?: string | TextFunction<string> | null | undefined;
  /** `'whitespace'` (default), `'character'`, null (a text is a token), or a function from a text to its tokens. */
  readonly split?: string | TextFunction<readonly string[]> | null | undefined;
  /** n: runs of up to n tokens are tokens; a list: runs of these lengths; default: only tokens themselves. */
  readonly ngrams?: number | readonly number[] | null | undefined;
  /** `'int'` (default), `'oneHot'`, `'multiHot'`, `'count'` or `'tfIdf'`. */
  readonly outputMode?: string | undefined;
  /** With `int`: rows are cut or filled with zeros to this length; default: the longest row's. */
  readonly outputSequenceLength?: number | null | undefined;
  /** Whether vectors have `maxTokens` entries even when the vocabulary is smaller; default false. */
  readonly padToMaxTokens?: boolean | undefined;
  /** The tokens, with or without `''` and `'[UNK]'` in front; instead of `adapt`. */
  readonly vocabulary?: Iterable<string> | null | undefined;
  /** Weights of the tokens for `tfIdf`, one for each token of `vocabulary`. */
  readonly idfWeights?: Iterable<number> | null | undefined;
  /** Kept for Keras; texts in JavaScript are decoded. Default `'utf-8'`. */
  readonly encoding?: string | undefined;
}

/**
 * Texts as indices: each is standardized, split into tokens, joined to n-grams, and looked up. With `int`, index 0 is
 * padding and index 1 stands for unknown tokens; else index 0 stands for these.
 *
 * Shapes: `int`: `[batch]` or `[batch, 1]` -> `[batch, length]`, int32; `multiHot`, `count`, `tfIdf`: -> `[batch, size]`;
 * `oneHot`: -> `[batch, length, size]`.
 *
 * There are no texts on the GPU: apply the layer to data, before the model. `run` and `transform` do the same; the second
 * at once, for generators of batches.
 *
 * @example
 * const vectorize = layers.textVectorization({ maxTokens: 5000, outputSequenceLength: 4 });
 * await vectorize.adapt(['foo bar', 'bar baz', 'baz bada boom']);
 * const x = await vectorize.run(['foo qux bar', 'qux baz']); // [[4, 1, 3, 0], [1, 2, 0, 0]]
 * await m.fit(x, y);
 */
export class TextVectorization extends TextLookup {
  static override readonly className = 'TextVectorization';
  static override readonly nullable = ['standardize', 'split'];
  readonly outputSequenceLength: number | null;
  readonly encoding: string;
  readonly #standardize: NamedFunction<string> | null;
  readonly #split: NamedFunction<readonly string[]> | null;
  readonly #ngrams: number | readonly number[] | null;
  readonly #widths: readonly number[] | null;

  constructor(options: TextVectorizationOptions = {}) {
    const { standardize = 'lower_and_strip_punctuation', split = 'whitespace', outputSequenceLength: length } = options;
    super({ ...options, maskToken: '', numOovIndices: 1, oovToken: '[UNK]', invert: false, salt: null }, '[UNK]');
    this.#standardize = textFunction(this.who, 'standardize', standardize, STANDARDS);
    this.#split = textFunction<readonly string[]>(this.who, 'split', split, SPLITS);
    this.#ngrams = options.ngrams ?? null;
    this.#widths = widthsOf(this.who, this.#ngrams);
    this.outputSequenceLength =
      length === null || length === undefined ? null : wholeFrom(this.who, 'outputSequenceLength', length, 1);
    this.encoding = options.encoding ?? 'utf-8';
    if (this.outputSequenceLength !== null && this.outputMode !== 'int') {
      throw new InvalidArgumentError({
        who: this.who,
        expected: "outputSequenceLength is for outputMode 'int'",
        received: this.outputMode,
      });
    }
  }

  /**
   * Learns the vocabulary: the most frequent tokens first, of equally frequent ones the larger first; with `tfIdf` also
   * the weights `log(1 + texts / (1 + texts with the token))`. What was learnt before is forgotten.
   *
   * @param texts - All texts at once, or an iterable of batches (await the result when it is asynchronous).
   * @throws InvalidArgumentError when a vocabulary was given, or there are no texts.
   */
  override adapt(texts: Batches<StringData>, options?: AdaptOptions): Promise<void> {
    return super.adapt(texts, options);
  }

  /** The tokens of texts, as rows, and the shape in which the rows lie. */
  #tokensOf({ values, shape }: Strings): { readonly rows: readonly (readonly string[])[]; readonly outer: Shape } {
    const standard = this.#standardize;
    const texts = standard ? values.map((text) => checkedText(this.who, standard.apply(text))) : values;
    const widths = this.#widths;
    const rows = this.#split ? this.#splitRows(texts, shape, this.#split) : rowsOf(texts, shape);
    return {
      rows: widths ? rows.map((tokens) => ngramsOf(tokens, widths)) : rows,
      outer: this.#split && shape.length === 1 ? shape : shape.slice(0, -1),
    };
  }

  #splitRows(texts: readonly string[], shape: Shape, split: NamedFunction<readonly string[]>): (readonly string[])[] {
    if (shape.length <= 1 || shape[shape.length - 1] === 1)
      return texts.map((text) => checkedTokens(this.who, split.apply(text)));
    throw new ShapeError({
      who: this.who,
      expected: 'texts of shape [batch] or [batch, 1]',
      received: shape,
      fix: 'Use split: null for texts that are split already.',
    });
  }

  protected override samplesOf(data: unknown, whole: boolean): readonly (readonly string[])[] {
    const strings = stringsOf(this.who, data);
    const { values, shape } = strings;
    const single = whole && !this.#split && shape.length === 1; // each text is a sample with one token
    return this.#tokensOf(single ? { values, shape: [...shape, 1] } : strings).rows;
  }

  /** Turns texts into a tensor: at once, on the host. */
  transform(texts: StringData): Tensor {
    this.requireVocabulary();
    const { rows, outer } = this.#tokensOf(stringsOf(this.who, texts));
    if (outer.length > 1 && this.outputMode !== 'int') {
      throw new ShapeError({
        who: this.who,
        expected: `texts of shape [batch] or [batch, 1] with outputMode '${this.outputMode}'`,
        received: [...outer, 1],
      });
    }
    const width = this.outputSequenceLength ?? rows.reduce((longest, { length }) => Math.max(longest, length), 0);
    const indices = new Int32Array(rows.length * width).fill(this.rules.masks ? 0 : DROPPED);
    rows.forEach((tokens, row) => {
      tokens.slice(0, width).forEach((token, place) => {
        indices[row * width + place] = this.indexOf(token);
      });
    });
    return this.encode(indices, [...outer, width]);
  }

  override run(texts: StringData): Promise<Tensor>;
  override run(x: ArrayLike | readonly ArrayLike[], args?: RunArguments): Promise<Tensor>;
  override async run(texts: unknown): Promise<Tensor> {
    return this.transform(texts as StringData); // checked there
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { maxTokens, outputMode, padToMaxTokens, vocabulary, idfWeights, vocabularySize } = super.configOptions();
    return {
      maxTokens,
      standardize: this.#standardize?.name ?? null,
      split: this.#split?.name ?? null,
      ngrams: this.#ngrams,
      outputMode,
      outputSequenceLength: this.outputSequenceLength,
      padToMaxTokens,
      sparse: false,
      ragged: false,
      vocabulary,
      idfWeights,
      encoding: this.encoding,
      vocabularySize,
    };
  }
}

/** Rows along the last axis. */
function rowsOf(texts: readonly string[], shape: Shape): string[][] {
  const length = shape[shape.length - 1] ?? 1;
  return samplesAlong(texts, [texts.length / length, length], false);
}
