/** One column of a table: numbers, classes or text. */
import { FileFormatError } from '../../runtime/errors.ts';
import { Tensor } from '../../runtime/tensor.ts';
import type { CsvOptions } from './csvOptions.ts';

/** A column that has been read. */
export interface CsvColumn {
  readonly name: string;
  /** `float32` numbers or `int32` class indices, of shape [rows]; or the text as it is. */
  readonly values: Tensor | readonly string[];
  /** What each class index stands for. */
  readonly classNames?: readonly string[];
}

const MISSING_MARKS = ['', '?', 'NA', 'N/A', 'NaN', 'nan', 'null', 'None'];

/** The number that a cell spells; undefined when it is something else. */
export function numberOf(cell: string, decimal: '.' | ',' = '.'): number | undefined {
  if (cell === '') return undefined;
  const value = Number(decimal === '.' ? cell : cell.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

/** Whether a cell stands for a missing value. */
export function isMissing(cell: string | undefined, options: CsvOptions): boolean {
  return cell === undefined || (options.missingMarks ?? MISSING_MARKS).includes(cell);
}

/**
 * Reads the cells of one column.
 *
 * @param asClasses - Whether to give class indices; `'text'`: only if the cells are not numbers.
 */
export function parseColumn(
  name: string,
  cells: readonly string[],
  asClasses: boolean | 'text',
  options: CsvOptions,
): CsvColumn {
  const present = cells.filter((cell) => !isMissing(cell, options));
  const isNumeric = present.every((cell) => numberOf(cell, options.decimal) !== undefined);
  if (asClasses === true || (asClasses === 'text' && !isNumeric)) return classColumn(name, cells, present, options);
  if (!isNumeric) return { name, values: cells };
  return { name, values: numberColumn(name, cells, present, options) };
}

function numberColumn(name: string, cells: readonly string[], present: readonly string[], options: CsvOptions): Tensor {
  const { missing = 'error', decimal } = options;
  const fill = missing === 'mean' ? mean(present.map((cell) => numberOf(cell, decimal) ?? 0)) : missing;
  if (present.length < cells.length && (typeof fill !== 'number' || Number.isNaN(fill)) && missing !== 'nan') {
    throw missingError(name, cells, options, "Say what to do: { missing: 'drop' }, 'nan', 'mean' or a number.");
  }
  const instead = typeof fill === 'number' ? fill : Number.NaN;
  const values = Float32Array.from(cells, (cell) =>
    isMissing(cell, options) ? instead : (numberOf(cell, decimal) ?? instead),
  );
  return new Tensor([values.length], 'float32', values);
}

function classColumn(
  name: string,
  cells: readonly string[],
  present: readonly string[],
  options: CsvOptions,
): CsvColumn {
  if (present.length < cells.length) {
    throw missingError(name, cells, options, "A class cannot be made up: use { missing: 'drop' }.");
  }
  const classNames = [...new Set(cells)].sort(byCharacters);
  if (classNames.every((cell) => numberOf(cell, options.decimal) !== undefined)) {
    classNames.sort((a, b) => (numberOf(a, options.decimal) ?? 0) - (numberOf(b, options.decimal) ?? 0));
  }
  const index = new Map(classNames.map((text, at) => [text, at]));
  const values = Int32Array.from(cells, (cell) => index.get(cell) ?? 0);
  return { name, values: new Tensor([values.length], 'int32', values), classNames };
}

/** The order of the characters' numbers: the same on every machine, unlike that of a language. */
function byCharacters(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function missingError(name: string, cells: readonly string[], options: CsvOptions, fix: string): FileFormatError {
  const gaps = cells.flatMap((cell, row) => (isMissing(cell, options) ? [row] : []));
  return new FileFormatError({
    who: 'data.csv',
    expected: `a value in every cell of column "${name}"`,
    received: `${gaps.length} missing, the first in data row ${(gaps[0] ?? 0) + 1}`,
    fix,
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
