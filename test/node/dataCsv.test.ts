/** `data.csv`: tables, their columns, and what broken ones are told. */
import { gzipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type CsvOptions, csv } from '../../src/nn/data/index.ts';
import { FileFormatError, InvalidArgumentError } from '../../src/runtime/errors.ts';
import { Tensor } from '../../src/runtime/tensor.ts';

const parse = (text: string, options?: CsvOptions) => csv(new Blob([text]), options);

describe('csv', () => {
  it('finds names, numbers and text', async () => {
    const table = await parse('a,b,name\n1,-2.5e1,"x, ""y"""\n3, 4 ,z\n');
    expect(table.names).toEqual(['a', 'b', 'name']);
    expect(table.rows).toBe(2);
    expect(table.column('b').toNested()).toEqual([-25, 4]);
    expect(table.columns['name']).toEqual(['x, "y"', 'z']);
    expect(table.matrix().toNested()).toEqual([
      [1, -25],
      [3, 4],
    ]);
  });

  it.each<[string, CsvOptions | undefined, string[], number]>([
    ['1,x\n2,y', undefined, ['column0', 'column1'], 2],
    ['u,v\n1,2', undefined, ['u', 'v'], 1],
    ['u,v\nx,y', { header: false }, ['column0', 'column1'], 2],
    ['2019,2020\n1,2', { header: true }, ['2019', '2020'], 1],
    ['1,2\n3,4', { header: ['p', 'q'] }, ['p', 'q'], 2],
    [',u\nx,1', undefined, ['column0', 'u'], 1],
  ])('names the columns of %j with %j', async (text, options, names, rows) => {
    expect(await parse(text, options)).toMatchObject({ names, rows });
  });

  it.each<[string, CsvOptions | undefined]>([
    ['a\tb\n1\t2', undefined],
    ['a;b\n1;2', undefined],
    ['a b\n1 2', { separator: ' ' }],
    ['# about\na,b\n1,2', { comment: '#' }],
    ['\ufeffa,b\r\n1,2\r\n\r\n', undefined],
    ['a;b\n1,0;2', { decimal: ',', separator: ';' }],
  ])('splits %j', async (text, options) => {
    const table = await parse(text, options);
    expect(table.names).toEqual(['a', 'b']);
    expect(table.matrix().toNested()).toEqual([[1, 2]]);
  });

  it('reads gzipped files and other encodings', async () => {
    expect((await csv(gzipSync(strToU8('a\n1')))).matrix().toNested()).toEqual([[1]]);
    const latin = Uint8Array.from('ä\nö', (letter) => letter.charCodeAt(0));
    expect((await csv(latin, { encoding: 'latin1' })).columns['ä']).toEqual(['ö']);
    await expect(csv(latin)).rejects.toThrow('windows-1252');
  });

  it('numbers classes in sorted order', async () => {
    const table = await parse('kind,level\nb,10\na,9\nb,10', { classes: ['kind', 'level'] });
    expect(table.column('kind')).toMatchObject({ dtype: 'int32', data: Int32Array.of(1, 0, 1) });
    expect(table.column('level').toNested()).toEqual([1, 0, 1]);
    expect(table.classNames).toEqual({ kind: ['a', 'b'], level: ['9', '10'] });
    const onlyText = await parse('kind,level\nb,10\na,9', { classes: 'text' });
    expect(onlyText.classNames).toEqual({ kind: ['a', 'b'] });
    expect(onlyText.column('level').dtype).toBe('float32');
  });

  it('keeps columns by name or number, in the order asked for', async () => {
    const table = await parse('a,b,c\n1,2,3', { columns: ['c', 0] });
    expect(table.names).toEqual(['c', 'a']);
    expect(table.matrix(['a', 'c']).toNested()).toEqual([[1, 3]]);
  });

  it.each<[CsvOptions['missing'], number[]]>([
    ['drop', [1, 3]],
    ['nan', [1, Number.NaN, 3]],
    ['mean', [1, 2, 3]],
    [-1, [1, -1, 3]],
  ])('treats missing values by %j', async (missing, expected) => {
    expect((await parse('a,b\n1,x\n?,y\n3,z', { missing: missing ?? 'error' })).column('a').toNested()).toEqual(
      expected,
    );
  });

  it('takes other marks for missing values', async () => {
    const table = await parse('a\n1\n-999', { missing: 'nan', missingMarks: ['-999'] });
    expect(table.column('a').toNested()).toEqual([1, Number.NaN]);
  });

  it.each<[string, CsvOptions | undefined, RegExp]>([
    ['', undefined, /rows, received "an empty file"/],
    ['a,b', undefined, /rows below the names/],
    ['1,2\n3', undefined, /2 cells in every row.*row 2 differs.*received 1/],
    ['1,"2\n3,4', { header: false }, /a quote at the end/],
    ['a,a\n1,2', undefined, /a different name for every column, received "a"/],
    ['a,b\n1,2\n,3\n,4', undefined, /column "a", received "2 missing, the first in data row 2"/],
    ['a,b\n1,\n2,x', { classes: ['b'] }, /column "b".*drop/],
    ['a,b\n1,?\n?,3', { missing: 'drop' }, /no missing value/],
    ['a,b\n,1', { missing: 'mean' }, /column "a"/],
  ])('refuses %j with %j', async (text, options, message) => {
    await expect(parse(text, options)).rejects.toThrow(message);
    await expect(parse(text, options)).rejects.toThrow(FileFormatError);
  });

  it('names the columns when asked for one that is not there', async () => {
    await expect(parse('a,b\n1,2', { columns: ['c'] })).rejects.toThrow('The columns are a, b.');
    await expect(parse('1,2', { header: ['a'] })).rejects.toThrow('header must name all 2 columns');
    const table = await parse('a,b\n1,2\n3,wide');
    expect(() => table.column('b')).toThrow(/holds text such as "wide"/);
    expect(() => table.column('c')).toThrow(InvalidArgumentError);
    expect(table.columns['a']).toBeInstanceOf(Tensor);
  });
});
