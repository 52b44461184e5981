/** Options of lookups, checked. */
import { InvalidArgumentError } from '../../../../runtime/errors.ts';
import { wholeFrom } from '../../../checks.ts';
import type { LayerOptions } from '../../layer.ts';
import type { OtherTensors, OutputMode } from '../encoding.ts';
import type { VocabularyRules } from './vocabulary.ts';

export interface IndexLookupOptions<Token> extends LayerOptions, OtherTensors {
  /** The largest size of the vocabulary, special tokens included; default: no limit. */
  readonly maxTokens?: number | null | undefined;
  /** How many indices unknown tokens share; with 0 they are an error; default 1. */
  readonly numOovIndices?: number | undefined;
  /** The token of places that do not count: index 0 with `int`, dropped in the other output modes; default: none. */
  readonly maskToken?: Token | null | undefined;
  /** The token of unknown indices, with `invert`. */
  readonly oovToken?: Token | undefined;
  /** The tokens, with or without the special ones in front; instead of `adapt`. */
  readonly vocabulary?: Iterable<Token> | null | undefined;
  /** Weights of the tokens for `tfIdf`, one for each token of `vocabulary`. */
  readonly idfWeights?: Iterable<number> | null | undefined;
  /** Whether indices are turned into tokens; default false. */
  readonly invert?: boolean | undefined;
  /** `'int'` (default), `'oneHot'`, `'multiHot'`, `'count'` or `'tfIdf'`. */
  readonly outputMode?: string | undefined;
  /** Whether vectors have `maxTokens` entries even when the vocabulary is smaller; default false. */
  readonly padToMaxTokens?: boolean | undefined;
  /** How several unknown indices of integers are chosen: `'floormod'` (default) or `'farmhash'`. Texts are always hashed. */
  readonly oovMethod?: string | undefined;
  /** One or two whole numbers: unknown tokens are hashed with this key (SipHash). */
  readonly salt?: number | readonly number[] | null | undefined;
  /** In configurations: the size of the vocabulary that lies in a file. */
  readonly vocabularySize?: number | null | undefined;
}

/**
 * The rules of a vocabulary.
 *
 * @param oovToken - The default of the layer.
 * @throws InvalidArgumentError for options that do not fit together.
 */
export function rulesOf<Token>(
  who: string,
  options: IndexLookupOptions<Token>,
  outputMode: OutputMode,
  oovToken: Token,
): VocabularyRules<Token> {
  const { maxTokens, maskToken, idfWeights, vocabulary } = options;
  const rules: VocabularyRules<Token> = {
    who,
    maskToken: maskToken ?? null,
    oovToken: options.oovToken ?? oovToken,
    numOovIndices: wholeFrom(who, 'numOovIndices', options.numOovIndices ?? 1, 0),
    maxTokens: maxTokens === null || maxTokens === undefined ? null : wholeFrom(who, 'maxTokens', maxTokens, 2),
    masks: outputMode === 'int',
    invert: options.invert ?? false,
  };
  const complaints: readonly (readonly [wrong: unknown, expected: string, received: unknown, fix: string])[] = [
    [
      rules.invert && outputMode !== 'int',
      "outputMode must be 'int' with invert",
      outputMode,
      'Leave one of them out.',
    ],
    [options.padToMaxTokens && rules.maxTokens === null, 'padToMaxTokens needs maxTokens', null, 'Give both, or none.'],
    [idfWeights && outputMode !== 'tf_idf', "idfWeights are for outputMode 'tfIdf'", outputMode, 'Leave them out.'],
    [idfWeights && !vocabulary, 'idfWeights need a vocabulary', null, 'Give the option vocabulary, or call adapt.'],
  ];
  for (const [wrong, expected, received, fix] of complaints)
    if (wrong) throw new InvalidArgumentError({ who, expected, received, fix });
  return rules;
}
