/** From the bytes of a table to named, trimmed cells. */
import { FileFormatError, InvalidArgumentError } from '../../runtime/errors.ts';
import { numberOf } from './csvColumn.ts';
import type { CsvOptions } from './csvOptions.ts';

/** The cells of a table: every row is as long as the names. */
export interface NamedRows {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Decodes, splits, and takes the names off. */
export async function readCells(bytes: Uint8Array, options: CsvOptions): Promise<NamedRows> {
  const cells = await split(decode(bytes, options.encoding ?? 'utf-8'), options);
  requireRegular(cells);
  return takeNames(cells, options);
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FileFormatError(
      {
        who: 'data.csv',
        expected: `text in ${encoding}`,
        received: bytes,
        fix: "Name the file's encoding, for example { encoding: 'windows-1252' }.",
      },
      { cause },
    );
  }
}

async function split(text: string, options: CsvOptions): Promise<string[][]> {
  const { default: papa } = await import('papaparse'); // loaded only by pages that read tables
  const { data, errors } = papa.parse<string[]>(text, {
    delimiter: options.separator ?? '',
    comments: options.comment ?? false,
    skipEmptyLines: true,
  });
  const quotes = errors.find((error) => error.type === 'Quotes');
  if (quotes) {
    throw new FileFormatError({
      who: 'data.csv',
      expected: `a quote at the end of each quoted cell (row ${(quotes.row ?? 0) + 1})`,
      received: quotes.message,
    });
  }
  if (data.length === 0) throw new FileFormatError({ who: 'data.csv', expected: 'rows', received: 'an empty file' });
  return data.map((row) => row.map((cell) => cell.trim()));
}

function requireRegular(cells: readonly (readonly string[])[]): void {
  const width = cells[0]?.length;
  const ragged = cells.findIndex((row) => row.length !== width);
  if (ragged < 0) return;
  throw new FileFormatError({
    who: 'data.csv',
    expected: `${width} cells in every row, like the first (row ${ragged + 1} differs)`,
    received: cells[ragged]?.length,
    fix: 'Check the separator, or quote cells that contain it.',
  });
}

function takeNames(cells: readonly (readonly string[])[], { header, decimal }: CsvOptions): NamedRows {
  const first = cells[0] ?? [];
  const given = typeof header === 'object' ? header : undefined;
  if (given && given.length !== first.length) {
    throw new InvalidArgumentError({
      who: 'data.csv',
      expected: `header must name all ${first.length} columns`,
      received: given,
    });
  }
  const hasNames = typeof header === 'boolean' ? header : !given && first.every((cell) => isText(cell, decimal));
  const names = first.map((cell, index) => given?.[index] || (hasNames && cell) || `column${index}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new FileFormatError({
      who: 'data.csv',
      expected: 'a different name for every column',
      received: twice,
      fix: 'Give the names with { header: [...] }, or { header: false } if the file has none.',
    });
  }
  const rows = hasNames ? cells.slice(1) : cells;
  if (rows.length > 0) return { names, rows };
  throw new FileFormatError({ who: 'data.csv', expected: 'rows below the names', received: 'only a row of names' });
}

function isText(cell: string, decimal: '.' | ',' = '.'): boolean {
  return numberOf(cell, decimal) === undefined;
}
