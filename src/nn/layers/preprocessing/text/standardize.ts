/** Texts brought into one form before they are split: Keras's ways. */

/** Capital letters of ASCII; the others stay, as in Keras. */
const CAPITALS = /[A-Z]+/g;

/** Everything of ASCII that is printed but neither letter, digit nor space. */
const PUNCTUATION = /[!-/:-@[-`{-~]+/g;

function lower(text: string): string {
  return text.replace(CAPITALS, (letters) => letters.toLowerCase());
}

function stripPunctuation(text: string): string {
  return text.replace(PUNCTUATION, '');
}

export type TextFunction<T> = (text: string) => T;

export const STANDARDS = {
  lower_and_strip_punctuation: (text) => stripPunctuation(lower(text)),
  lower,
  strip_punctuation: stripPunctuation,
} as const satisfies Readonly<Record<string, TextFunction<string>>>;
