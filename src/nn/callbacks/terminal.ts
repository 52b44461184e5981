/** The terminal, where there is one. */

interface TerminalProcess {
  readonly stdout?: { readonly isTTY?: boolean; write(text: string): unknown };
}

/** What shows text to a user of a terminal; null: there is none, or the text goes to a file. */
export function terminal(): ((text: string) => void) | null {
  const out = (globalThis as { readonly process?: TerminalProcess }).process?.stdout; // only in Node
  return out?.isTTY ? (text) => void out.write(text) : null;
}

/** What `verbose` means: `auto` is a bar in a terminal and nothing in a page. */
export function verbosity(verbose: 0 | 1 | 2 | boolean | 'auto' | undefined): number {
  if (verbose === undefined || verbose === 'auto') return terminal() ? 1 : 0;
  return Number(verbose);
}
