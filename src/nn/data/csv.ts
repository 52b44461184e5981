/** Tables of text: comma-separated values and their relatives. */

import { FileFormatError, InvalidArgumentError } from '../../runtime/errors.ts';
import { readCells } from './csvCells.ts';
import { isMissing, parseColumn } from './csvColumn.ts';
import type { CsvOptions } from './csvOptions.ts';
import { CsvTable } from './csvTable.ts';
import { type DataSource, readUnpacked } from './read.ts';

/**
 * Reads a table of text (CSV, TSV …): quoted cells, any separator, with or without a row of names.
 *
 * A column of numbers becomes a `float32` tensor, any other a list of strings, or `int32` class indices on request.
 *
 * @param source - Where the file is; see `data.read`. It may be gzipped. Wrap text in a `Blob`.
 * @param options - See `CsvOptions`; `header`, `classes` and `missing` are the ones to know.
 * @throws FileFormatError when the file is empty, a row is shorter or longer than the first, a quote never ends, or a
 * value is missing and `missing` does not say what to do.
 * @example
 * const iris = await data.csv(new Blob(['5.1,3.5,setosa\n7,3.2,versicolor']), {
 *   header: ['length', 'width', 'species'],
 *   classes: ['species'],
 * });
 * iris.matrix(['length', 'width']).shape; // [2, 2]
 * iris.classNames.species;                // ['setosa', 'versicolor']
 */
export async function csv(source: DataSource, options: CsvOptions = {}): Promise<CsvTable> {
  const { names, rows } = await readCells(await readUnpacked(source), options);
  const kept = (options.columns ?? names).map((column) => indexOf(names, column));
  const { classes = [] } = options;
  const asClasses = classes === 'text' ? classes : new Set(classes.map((column) => indexOf(names, column)));
  const complete =
    options.missing === 'drop' ? rows.filter((row) => !kept.some((at) => isMissing(row[at], options))) : rows;
  if (complete.length === 0) {
    throw new FileFormatError({
      who: 'data.csv',
      expected: 'a row with no missing value',
      received: `${rows.length} rows`,
    });
  }
  return new CsvTable(
    complete.length,
    kept.map((at) => {
      const cells = complete.map((row) => row[at] ?? '');
      return parseColumn(names[at] ?? '', cells, asClasses === 'text' ? 'text' : asClasses.has(at), options);
    }),
  );
}

/** Where a column given by name or number stands. */
function indexOf(names: readonly string[], column: string | number): number {
  const index = typeof column === 'number' ? column : names.indexOf(column);
  if (names[index] !== undefined) return index;
  throw new InvalidArgumentError({
    who: 'data.csv',
    expected: 'a column of the table',
    received: column,
    fix: `The columns are ${names.join(', ')}.`,
  });
}
