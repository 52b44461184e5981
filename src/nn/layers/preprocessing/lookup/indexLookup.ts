/** What lookups of texts and of integers share: the vocabulary, learning it, its place in configurations and files. */
import type { Salt } from '../../../../kernels/hash/buckets.ts';
import { InvalidArgumentError } from '../../../../runtime/errors.ts';
import { oneOf } from '../../../checks.ts';
import { Layer } from '../../layer.ts';
import { type AdaptOptions, type Batches, learnFrom } from '../adapting.ts';
import { type OutputMode, outputModeOf, requireDense } from '../encoding.ts';
import { saltOf } from '../hashing/salt.ts';
import { type IndexLookupOptions, rulesOf } from './options.ts';
import { paddedWeights, TokenCounts } from './tokenCounts.ts';
import { checkedVocabulary, Vocabulary, type VocabularyRules } from './vocabulary.ts';

const MODES = ['int', 'one_hot', 'multi_hot', 'count', 'tf_idf'] as const;

/** The base of lookups: tokens to indices. */
export abstract class IndexLookup<Token extends string | number> extends Layer {
  readonly outputMode: OutputMode;
  readonly padToMaxTokens: boolean;
  readonly oovMethod: 'floormod' | 'farmhash';
  readonly salt: Salt | null;
  protected readonly rules: VocabularyRules<Token>;
  protected vocabulary: Vocabulary<Token>;
  /** One weight for each index. */
  #weights: Float32Array | null = null;
  /** What the options gave, which is what the configuration says; null: the vocabulary is learnt, and lies in a file. */
  #given: { readonly tokens: readonly Token[]; readonly weights: readonly number[] | null } | null = null;

  readonly #sizeInFile: number | null;

  constructor(options: IndexLookupOptions<Token>, oovToken: Token) {
    super(options);
    this.#sizeInFile = options.vocabularySize ?? null;
    const { vocabulary } = options;
    requireDense(this.who, options);
    this.outputMode = outputModeOf(this.who, options.outputMode, 'int', MODES);
    this.padToMaxTokens = options.padToMaxTokens ?? false;
    this.oovMethod = oneOf(this.who, 'oovMethod', options.oovMethod ?? 'floormod', ['floormod', 'farmhash']);
    this.salt = saltOf(this.who, options.salt);
    this.rules = rulesOf(this.who, options, this.outputMode, oovToken);
    this.#checkToken('maskToken', this.rules.maskToken ?? oovToken);
    this.#checkToken('oovToken', this.rules.oovToken);
    this.vocabulary = new Vocabulary(this.rules, []);
    if (vocabulary) {
      const weights = options.idfWeights ? Array.from(options.idfWeights) : null;
      this.#given = { tokens: this.#listOf(vocabulary), weights };
      this.setVocabulary(this.#given.tokens, weights);
    }
    this.built = true;
  }

  #checkToken(option: string, token: Token): void {
    if (this.isToken(token)) return;
    throw new InvalidArgumentError({ who: this.who, expected: `${option} must be ${this.tokenKind}`, received: token });
  }

  /** `a text`: what a token is, in error messages. */
  protected abstract get tokenKind(): string;

  protected abstract isToken(value: unknown): boolean;

  /** Of two tokens the smaller first. */
  protected abstract ascending(a: Token, b: Token): number;

  /** Samples of data: each a list of tokens. `whole`: all data at once, not a batch. */
  protected abstract samplesOf(data: unknown, whole: boolean): Iterable<readonly Token[]>;

  /** The token that a line of `vocabulary.txt` stands for. */
  protected abstract tokenOf(line: string): Token;

  /** The number of entries of output vectors. */
  protected get depth(): number {
    return this.padToMaxTokens ? this.rules.maxTokens! : this.vocabulary.size; // checked together
  }

  /** Weights of the indices with `tfIdf`, else null. */
  protected get idfWeights(): Float32Array | null {
    return this.outputMode === 'tf_idf' ? this.#weights : null;
  }

  /** @throws InvalidArgumentError before there is a vocabulary. */
  protected requireVocabulary(): void {
    if (this.vocabulary.tokens.length > 0) return;
    throw new InvalidArgumentError({
      who: this.who,
      expected: 'a vocabulary before the layer is used',
      received: [],
      fix: 'Give the option vocabulary, or call setVocabulary(tokens) or `await adapt(data)`.',
    });
  }

  /** The tokens by index, special ones included. Unknown indices have the token `oovToken`. */
  getVocabulary({ includeSpecialTokens = true }: { readonly includeSpecialTokens?: boolean } = {}): Token[] {
    return this.vocabulary.list(includeSpecialTokens);
  }

  /** How many indices there are, special ones included. */
  vocabularySize(): number {
    return this.vocabulary.size;
  }

  #listOf(tokens: Iterable<Token>): Token[] {
    const isList = typeof tokens === 'object' && tokens !== null && Symbol.iterator in tokens;
    const list = isList ? Array.from(tokens) : [];
    const wrong = isList ? list.find((token) => !this.isToken(token)) : tokens;
    if (wrong === undefined && isList) return list;
    throw new InvalidArgumentError({
      who: this.who,
      expected: `vocabulary must be a list of tokens, each ${this.tokenKind}`,
      received: wrong,
      ...(isList ? {} : { fix: 'Read a file first, and give its lines.' }),
    });
  }

  /**
   * Replaces the vocabulary. A model that was compiled before keeps the old one until it is compiled again.
   *
   * @param tokens - With or without the special tokens in front.
   * @param idfWeights - With `tfIdf`: one for each token of the list.
   * @throws InvalidArgumentError for tokens that are there twice, and other misfits.
   */
  setVocabulary(tokens: Iterable<Token>, idfWeights?: Iterable<number> | null): void {
    const list = this.#listOf(tokens);
    const weights = idfWeights ? Array.from(idfWeights) : null;
    const { vocabulary, hadSpecial } = checkedVocabulary(this.rules, list);
    if (weights && this.outputMode !== 'tf_idf') {
      throw new InvalidArgumentError({
        who: this.who,
        expected: "idfWeights are for outputMode 'tfIdf'",
        received: this.outputMode,
      });
    }
    if (this.outputMode === 'tf_idf') {
      if (weights?.length !== list.length) {
        throw new InvalidArgumentError({
          who: this.who,
          expected: `idfWeights must be ${list.length} numbers, one for each token of the vocabulary`,
          received: weights,
        });
      }
      this.#weights = this.#padded(weights, hadSpecial ? 0 : vocabulary.tokenStart);
    }
    this.vocabulary = vocabulary;
    if (this.#given) this.#given = { tokens: list, weights };
    this.retrace();
  }

  #padded(weights: readonly number[], front: number): Float32Array {
    const length = this.padToMaxTokens ? this.rules.maxTokens! : front + weights.length; // checked together
    return paddedWeights(weights, front, length);
  }

  /**
   * Learns the vocabulary: the most frequent tokens first, of equally frequent ones the larger first; with `tfIdf` also
   * the weights `log(1 + samples / (1 + samples with the token))`. What was learnt before is forgotten. A model that was
   * compiled before keeps the old vocabulary until it is compiled again.
   *
   * @param data - All data at once, or an iterable of batches (await the result when it is asynchronous).
   * @throws InvalidArgumentError when a vocabulary was given, or there is no data.
   */
  async adapt(data: Batches<unknown>, options: AdaptOptions = {}): Promise<void> {
    if (this.#given) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'adapt is for layers that were not given a vocabulary',
        received: `${this.#given.tokens.length} tokens`,
        fix: 'Leave the option vocabulary out, or use setVocabulary.',
      });
    }
    const counts = new TokenCounts<Token>(this.outputMode === 'tf_idf');
    await learnFrom(this.who, data, options, {
      take: (batch, whole) => counts.add(this.samplesOf(batch, whole)),
      finish: () => this.#learn(counts),
    });
  }

  #learn(counts: TokenCounts<Token>): void {
    const { maskToken, oovToken, maxTokens } = this.rules;
    const { tokenStart } = this.vocabulary;
    const ranked = counts.ranked([maskToken, oovToken], (a, b) => this.ascending(a, b));
    const tokens = maxTokens === null ? ranked : ranked.slice(0, Math.max(0, maxTokens - tokenStart));
    if (tokens.length === 0) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'data with at least one token that fits into maxTokens',
        received: ranked.slice(0, 5),
      });
    }
    if (this.outputMode === 'tf_idf') {
      const weights = tokens.map((token) => Math.fround(counts.weightOf(token)));
      this.#weights = this.#padded(weights, tokenStart);
    }
    this.vocabulary = new Vocabulary(this.rules, tokens);
    this.retrace();
  }

  /** The files that Keras saves beside the weights: `vocabulary.txt`; none when the configuration has the vocabulary. */
  assets(): Readonly<Record<string, string>> {
    return this.#given ? {} : { 'vocabulary.txt': this.getVocabulary().map(String).join('\n') };
  }

  /** The variables that Keras saves under names of their own: `idf_weights` with `tfIdf`. */
  ownVariables(): Readonly<Record<string, Float32Array>> {
    return this.idfWeights ? { idf_weights: this.idfWeights } : {};
  }

  /** Takes `vocabulary.txt` and `idf_weights` of a file, as `assets` and `ownVariables` give them. */
  loadAssets(
    assets: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, ArrayLike<number>>> = {},
  ): void {
    const text = assets['vocabulary.txt'];
    if (this.#given || text === undefined) return;
    const lines = text.split(/\r?\n/);
    while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
    const weights = variables['idf_weights'];
    this.setVocabulary(
      lines.map((line) => this.tokenOf(line)),
      weights ? Array.from(weights).slice(0, lines.length) : null, // padded up to maxTokens
    );
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { invert, maxTokens, numOovIndices, oovToken, maskToken } = this.rules;
    return {
      invert,
      maxTokens,
      numOovIndices,
      oovToken,
      maskToken,
      outputMode: this.outputMode,
      sparse: false,
      padToMaxTokens: this.padToMaxTokens,
      idfWeights: this.#given?.weights ?? null,
      vocabulary: this.#given?.tokens ?? null,
      vocabularySize: this.vocabulary.tokens.length > 0 ? this.vocabulary.size : this.#sizeInFile,
      oovMethod: this.oovMethod,
      salt: this.salt,
    };
  }
}
