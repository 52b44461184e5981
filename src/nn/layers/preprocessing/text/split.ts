/** Texts split into tokens, and tokens joined to n-grams. */
import type { TextFunction } from './standardize.ts';

/** White space of ASCII, as in Keras. */
const SPACES = /[ \t\n\v\f\r]+/;

export const SPLITS = {
  /** Words; spaces in a row count as one, those at the ends not at all. */
  whitespace: (text) => text.split(SPACES).filter((word) => word !== ''),
  /** Code points. */
  character: (text) => Array.from(text),
} as const satisfies Readonly<Record<string, TextFunction<string[]>>>;

/** All runs of tokens of the first width, then those of the second, and so on; joined with spaces. */
export function ngramsOf(tokens: readonly string[], widths: readonly number[]): string[] {
  return widths.flatMap((width) =>
    Array.from({ length: Math.max(0, tokens.length - width + 1) }, (_, at) => tokens.slice(at, at + width).join(' ')),
  );
}
