/** The IDX format of MNIST: a magic that says type and rank, big-endian sizes, the raw numbers. */
import { FileFormatError } from '../../runtime/errors.ts';
import { sizeOf } from '../../runtime/spec.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { requireMagic } from './magic.ts';
import { decodeTensor, type NumberFormat, type NumberOptions, widthOf } from './numbers.ts';
import { type DataSource, readUnpacked } from './read.ts';

const FORMATS: ReadonlyMap<number | undefined, NumberFormat> = new Map([
  [0x08, 'u1'],
  [0x09, 'i1'],
  [0x0b, 'i2'],
  [0x0c, 'i4'],
  [0x0d, 'f4'],
  [0x0e, 'f8'],
]);

/**
 * Reads an IDX file, the format of MNIST and its relatives, gzipped or not.
 *
 * @param source - Where the file is; see `data.read`.
 * @param options - `dtype` of the tensor; when left out integers give `int32`, floats `float32`.
 * @throws FileFormatError when the magic, the element type or the length is wrong.
 * @example
 * const images = await data.idx('train-images-idx3-ubyte.gz'); // int32 [60000, 28, 28], 0 … 255
 */
export async function idx(source: DataSource, options: NumberOptions = {}): Promise<Tensor> {
  const who = 'data.idx';
  const bytes = await readUnpacked(source);
  requireMagic(who, 'an IDX file (two zero bytes, a type, a rank)', bytes, [0, 0]);
  const format = FORMATS.get(bytes[2]);
  const rank = bytes[3] ?? 0;
  if (format === undefined) {
    throw new FileFormatError({
      who,
      expected: 'an element type of 8, 9, 11, 12, 13 or 14 in the third byte',
      received: bytes[2],
    });
  }
  const start = 4 + 4 * rank;
  if (bytes.length < start) {
    throw new FileFormatError({ who, expected: `${start} header bytes for ${rank} axes`, received: bytes.length });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const needed = sizeOf(shape) * widthOf(format);
  if (bytes.length - start !== needed) {
    throw new FileFormatError({
      who,
      expected: `${needed} bytes of numbers for shape ${JSON.stringify(shape)}`,
      received: bytes.length - start,
      fix: 'The file is cut short or damaged; download it again.',
    });
  }
  return decodeTensor(who, bytes.subarray(start), format, true, shape, options);
}
