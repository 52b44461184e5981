/** Options of text layers that are names, functions or null. */
import { InvalidArgumentError } from '../../../../runtime/errors.ts';
import { wholeFrom } from '../../../checks.ts';
import { canonical } from '../../../names.ts';
import { functionNamed } from '../../../saving/config.ts';
import type { TextFunction } from './standardize.ts';

/** A function with the name under which it stands in configurations. */
export interface NamedFunction<T> {
  readonly name: string;
  readonly apply: TextFunction<T>;
}

/**
 * A function on texts: a known one by its name in any spelling, or the user's own; null for none.
 *
 * @throws InvalidArgumentError for other names, also of functions that a configuration mentions.
 */
export function textFunction<T>(
  who: string,
  option: string,
  value: unknown,
  known: Readonly<Record<string, TextFunction<T>>>,
): NamedFunction<T> | null {
  if (value === null) return null;
  if (typeof value === 'function') return { name: value.name || 'function', apply: value as TextFunction<T> }; // results are checked
  const name = functionNamed(value) ?? value;
  const found = Object.entries(known).find(([each]) => canonical(each) === canonical(String(name)));
  if (found) return { name: found[0], apply: found[1] };
  throw new InvalidArgumentError({
    who,
    expected: `${option} must be a function of a text, null, or one of ${Object.keys(known).join(', ')}`,
    received: name,
    fix: 'Functions are no part of configurations: make a layer that has them with new layers.TextVectorization.',
  });
}

/** The lengths of n-grams. */
export function widthsOf(who: string, ngrams: unknown): readonly number[] | null {
  if (ngrams === null) return null;
  if (Array.isArray(ngrams) && ngrams.length > 0) return ngrams.map((each) => wholeFrom(who, 'ngrams', each, 1));
  return Array.from({ length: wholeFrom(who, 'ngrams', ngrams, 1) }, (_, index) => index + 1);
}

/** What a user's `standardize` gave. */
export function checkedText(who: string, text: unknown): string {
  if (typeof text === 'string') return text;
  throw new InvalidArgumentError({ who, expected: 'standardize must return a text', received: text });
}

/** What a user's `split` gave. */
export function checkedTokens(who: string, tokens: unknown): readonly string[] {
  if (Array.isArray(tokens) && tokens.every((each) => typeof each === 'string')) return tokens;
  throw new InvalidArgumentError({ who, expected: 'split must return a list of texts', received: tokens });
}
