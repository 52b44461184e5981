import { stripVTControlCharacters } from 'node:util';

const LINES = 2;

/** What an error says, in one line: without the colours of a bundler and the stack that a page's errors carry. */
export function reason(error: unknown): string {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const lines = text.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !line.startsWith('at '));
  return said.slice(0, LINES).join(' ');
}
