/** What the reader of tables can be told. */

/** Options of `data.csv`. */
export interface CsvOptions {
  /**
   * Whether the first row holds the names of the columns, or the names themselves for a file without that row. When
   * left out, the first row holds names if none of its cells is a number. Unnamed columns are `column0`, `column1` …
   */
  readonly header?: boolean | readonly string[];
  /** The columns to keep, by name or number, in this order; all when left out. */
  readonly columns?: readonly (string | number)[];
  /**
   * The columns to read as classes: equal cells get equal whole numbers from 0, in sorted order (numbers by value,
   * text by its characters). `'text'` means every column that is not numeric. None when left out.
   */
  readonly classes?: 'text' | readonly (string | number)[];
  /**
   * What to do where a value is missing: `'error'` (the default), `'drop'` the row, `'nan'`, the column's `'mean'`, or
   * a number to put there. Columns of text keep such cells as they are; in columns of classes only `'drop'` helps.
   */
  readonly missing?: 'error' | 'drop' | 'nan' | 'mean' | number;
  /** The cells that mean a missing value: `''`, `?`, `NA`, `N/A`, `NaN`, `nan`, `null`, `None` when left out. */
  readonly missingMarks?: readonly string[];
  /** The text between cells; found out from the first rows when left out. */
  readonly separator?: string;
  /** The character before the fraction, `'.'` when left out. */
  readonly decimal?: '.' | ',';
  /** Lines that begin with this text are skipped; none when left out. */
  readonly comment?: string;
  /** How the bytes spell text, a name that `TextDecoder` knows; `'utf-8'` when left out. */
  readonly encoding?: string;
}
