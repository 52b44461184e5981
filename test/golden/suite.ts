/** What a golden file becomes: rows that say what they need, and what is wrong with what they compute. */
import type { Need } from './needs.ts';

/** One row on the executor in use. */
export interface GoldenRow {
  readonly id: string;
  /** Classes, functions and options that must exist. */
  readonly needs: readonly Need[];
  /** What is wrong; empty when all is as in Keras. */
  run(): Promise<readonly string[]>;
}

/** The rows of the parsed `cases` of one file. */
export type RowsOf = (cases: readonly unknown[]) => readonly GoldenRow[];

/** One row for each case. */
export function rowPerCase<Case extends { readonly id: string }>(
  needs: (each: Case) => readonly Need[],
  run: (each: Case) => Promise<readonly string[]>,
): RowsOf {
  return (cases) =>
    (cases as readonly Case[]) // each file has cases of one kind
      .map((each) => ({ id: each.id, needs: needs(each), run: () => run(each) }));
}
