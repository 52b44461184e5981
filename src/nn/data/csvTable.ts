/** What `data.csv` gives: columns by name. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { Tensor } from '../../runtime/tensor.ts';
import type { CsvColumn } from './csvColumn.ts';

/** The columns of a table that has been read. */
export class CsvTable {
  /** The names of the columns, in order. */
  readonly names: readonly string[];
  /** The number of rows. */
  readonly rows: number;
  /** Each column by name: a tensor of shape [rows], or the text of a column that is not numeric. */
  readonly columns: Readonly<Record<string, Tensor | readonly string[]>>;
  /** What each index of a column of classes stands for, by column. */
  readonly classNames: Readonly<Record<string, readonly string[]>>;

  /** @internal Use `data.csv()`. */
  constructor(rows: number, columns: readonly CsvColumn[]) {
    this.rows = rows;
    this.names = columns.map(({ name }) => name);
    this.columns = Object.fromEntries(columns.map(({ name, values }) => [name, values]));
    this.classNames = Object.fromEntries(
      columns.flatMap((one) => (one.classNames ? [[one.name, one.classNames]] : [])),
    );
  }

  /**
   * One numeric column, of shape [rows]: `float32` numbers or `int32` class indices.
   *
   * @throws InvalidArgumentError when there is no such column, or it holds text.
   * @example
   * const table = await data.csv(new Blob(['x,y\n1,2\n3,4']));
   * table.column('y').toNested(); // [2, 4]
   */
  column(name: string): Tensor {
    const values = this.columns[name];
    if (values instanceof Tensor) return values;
    throw new InvalidArgumentError({
      who: 'CsvTable.column',
      expected: 'the name of a numeric column',
      received: name,
      fix: values
        ? `Column "${name}" holds text such as ${JSON.stringify(values.find((cell) => Number.isNaN(Number(cell))))}: read it with { classes: ["${name}"] }, or add that text to missingMarks.`
        : `The columns are ${this.names.join(', ')}.`,
    });
  }

  /**
   * Numeric columns side by side, a `float32` tensor of shape [rows, columns]: the `x` of a model.
   *
   * @param names - The columns, in order; all numeric ones when left out.
   * @throws InvalidArgumentError when there is no such column, or it holds text.
   * @example
   * const table = await data.csv(new Blob(['x,y\n1,2\n3,4']));
   * table.matrix().toNested(); // [[1, 2], [3, 4]]
   */
  matrix(names?: readonly string[]): Tensor {
    const chosen = names ?? this.names.filter((name) => this.columns[name] instanceof Tensor);
    const values = new Float32Array(this.rows * chosen.length);
    for (const [at, name] of chosen.entries()) {
      this.column(name).data.forEach((value, row) => {
        values[row * chosen.length + at] = value;
      });
    }
    return new Tensor([this.rows, chosen.length], 'float32', values);
  }
}
