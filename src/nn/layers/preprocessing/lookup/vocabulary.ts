/** The tokens of a lookup layer, with the places of the mask, of unknown tokens, and of known ones. */
import { InvalidArgumentError } from '../../../../runtime/errors.ts';

export interface VocabularyRules<Token> {
  readonly who: string;
  /** The token with index 0, or none. */
  readonly maskToken: Token | null;
  /** What stands for unknown tokens. */
  readonly oovToken: Token;
  /** How many indices unknown tokens have. */
  readonly numOovIndices: number;
  /** The largest number of indices, special ones included; null: any. */
  readonly maxTokens: number | null;
  /** Whether the mask has an index: only when indices are given out as they are. */
  readonly masks: boolean;
  /** Whether indices are turned into tokens. */
  readonly invert: boolean;
}

/** Tokens, the most frequent first, without special ones. */
export class Vocabulary<Token extends string | number> {
  readonly rules: VocabularyRules<Token>;
  readonly tokens: readonly Token[];
  readonly #indices: ReadonlyMap<Token, number>;

  /** Tokens as they are; `checkedVocabulary` reads them as users give them. */
  constructor(rules: VocabularyRules<Token>, tokens: readonly Token[]) {
    this.rules = rules;
    this.tokens = tokens;
    this.#indices = new Map(tokens.map((token, place) => [token, place + this.tokenStart]));
  }

  /** Whether the mask is index 0. */
  get #hasMask(): boolean {
    return this.rules.masks && this.rules.maskToken !== null;
  }

  /** The first index of unknown tokens. */
  get oovStart(): number {
    return this.#hasMask ? 1 : 0;
  }

  /** The first index of known tokens. */
  get tokenStart(): number {
    return this.oovStart + this.rules.numOovIndices;
  }

  /** How many indices there are, special ones included. */
  get size(): number {
    return this.tokens.length + this.tokenStart;
  }

  /** The index of a known token. */
  indexOf(token: Token): number | undefined {
    return this.#indices.get(token);
  }

  /** The token with an index; unknown ones give the token for those. */
  tokenAt(index: number): Token {
    const { maskToken, oovToken } = this.rules;
    if (index === 0 && this.#hasMask) return maskToken ?? oovToken;
    return this.tokens[index - this.tokenStart] ?? oovToken;
  }

  /** The tokens by index. */
  list(includeSpecialTokens = true): Token[] {
    const start = includeSpecialTokens ? 0 : this.tokenStart;
    return Array.from({ length: this.size - start }, (_, place) => this.tokenAt(place + start));
  }
}

/** Special tokens in front of a list that a user gives: all of them, or none. */
function specialTokens<Token>({ masks, maskToken, numOovIndices, oovToken }: VocabularyRules<Token>): Token[] {
  const mask = masks && maskToken !== null ? [maskToken] : [];
  return [...mask, ...new Array<Token>(numOovIndices).fill(oovToken)];
}

function repeated<Token>(tokens: readonly Token[]): Token[] {
  const seen = new Set<Token>();
  return tokens.filter((token) => seen.size === seen.add(token).size);
}

/** What is wrong with the tokens of a vocabulary: what was expected, and what came. */
function complaintAbout<Token extends string | number>(
  { tokens, size, rules }: Vocabulary<Token>,
  special: readonly Token[],
): { readonly expected: string; readonly received: unknown; readonly fix?: string } | null {
  const { maxTokens, maskToken, oovToken, invert } = rules;
  const twice = repeated(tokens);
  if (twice.length > 0)
    return {
      expected: 'a vocabulary with every token once',
      received: twice.slice(0, 5),
      fix: 'Use [...new Set(tokens)].',
    };
  const misplaced = tokens.find((token) => token === maskToken || (invert && token === oovToken));
  if (misplaced !== undefined)
    return {
      expected: `special tokens only in front of the vocabulary, as ${JSON.stringify(special)}`,
      received: misplaced,
      fix: 'Leave them out: the layer adds them.',
    };
  if (maxTokens !== null && size > maxTokens)
    return {
      expected: `a vocabulary of at most ${maxTokens} tokens (maxTokens, special ones included)`,
      received: size,
      fix: 'Raise maxTokens, or drop the rarest tokens.',
    };
  return null;
}

/**
 * A vocabulary from a list, with or without the special tokens in front.
 *
 * @throws InvalidArgumentError when it is empty or too long, or has a token twice or a special one in the middle.
 */
export function checkedVocabulary<Token extends string | number>(
  rules: VocabularyRules<Token>,
  given: readonly Token[],
): { readonly vocabulary: Vocabulary<Token>; readonly hadSpecial: boolean } {
  const special = specialTokens(rules);
  const hadSpecial = special.length > 0 && special.every((token, place) => given[place] === token);
  const vocabulary = new Vocabulary(rules, hadSpecial ? given.slice(special.length) : given);
  const complaint =
    given.length === 0
      ? { expected: 'a vocabulary that is not empty', received: given }
      : complaintAbout(vocabulary, special);
  if (complaint) throw new InvalidArgumentError({ who: rules.who, ...complaint });
  return { vocabulary, hadSpecial };
}

/** The error for a token that is not in a vocabulary that must have all. */
export function unknownToken(who: string, token: unknown): InvalidArgumentError {
  return new InvalidArgumentError({
    who,
    expected: 'only tokens of the vocabulary, with numOovIndices: 0',
    received: token,
    fix: 'Use numOovIndices: 1 for data with other tokens.',
  });
}
