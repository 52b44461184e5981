/** NumPy's `.npy`: a magic, a header that is a Python dict, and the raw numbers. */
import { FileFormatError } from '../../runtime/errors.ts';
import { type Shape, sizeOf, stridesOf } from '../../runtime/spec.ts';
import { Tensor } from '../../runtime/tensor.ts';
import { requireMagic } from './magic.ts';
import { decodeTensor, isNumberFormat, type NumberFormat, type NumberOptions, widthOf } from './numbers.ts';
import { type DataSource, readUnpacked } from './read.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

interface Header {
  readonly format: NumberFormat;
  readonly bigEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: Shape;
  /** Where the numbers begin. */
  readonly start: number;
}

/**
 * Reads a NumPy `.npy` file, as `numpy.save` writes it.
 *
 * Booleans, integers of 8 to 64 bits and floats of 16 to 64 bits, either byte order, C or Fortran order. Integers give
 * `int32`, floats `float32`, booleans `bool`, unless `dtype` says otherwise.
 *
 * @param source - Where the file is; see `data.read`. It may be gzipped.
 * @param options - `dtype` of the tensor.
 * @throws FileFormatError for anything else: a file cut short, text, complex numbers, dates, Python objects (pickles).
 * @example
 * const x = await data.npy('x_train.npy', { dtype: 'float32' });
 */
export async function npy(source: DataSource, options: NumberOptions = {}): Promise<Tensor> {
  return parseNpy('data.npy', await readUnpacked(source), options);
}

/** The tensor in the bytes of a `.npy` file. */
export function parseNpy(who: string, bytes: Uint8Array, options: NumberOptions): Tensor {
  const { format, bigEndian, fortranOrder, shape, start } = parseHeader(who, bytes);
  const needed = sizeOf(shape) * widthOf(format);
  if (bytes.length - start < needed) {
    throw new FileFormatError({
      who,
      expected: `${needed} bytes of numbers for shape ${JSON.stringify(shape)}`,
      received: bytes.length - start,
      fix: 'The file is cut short; download or save it again.',
    });
  }
  const body = bytes.subarray(start, start + needed);
  if (!fortranOrder) return decodeTensor(who, body, format, bigEndian, shape, options);
  const turned = decodeTensor(who, body, format, bigEndian, [...shape].reverse(), options);
  return reverseAxes(turned);
}

function parseHeader(who: string, bytes: Uint8Array): Header {
  requireMagic(who, 'a NumPy .npy file', bytes, MAGIC);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizeWidth = bytes[6] === 1 ? 2 : 4; // format version 1 keeps a 16-bit header length, 2 and 3 a 32-bit one
  const start = bytes.length < 12 ? Number.POSITIVE_INFINITY : 8 + sizeWidth + headerLength(view, sizeWidth);
  if (start > bytes.length) {
    throw new FileFormatError({ who, expected: 'a whole .npy header', received: `${bytes.length} bytes` });
  }
  const text = new TextDecoder().decode(bytes.subarray(8 + sizeWidth, start));
  const descr = /'descr'\s*:\s*('([^']*)'|\[.*?\]\s*(?=,\s*'|\}))/.exec(text);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const sizes = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text);
  if (!descr || !order || !sizes) {
    throw new FileFormatError({ who, expected: 'a header with descr, fortran_order and shape', received: text.trim() });
  }
  const shape = (sizes[1] ?? '').match(/\d+/g)?.map(Number) ?? [];
  return { ...parseDescr(who, descr[2] ?? descr[1] ?? ''), fortranOrder: order[1] === 'True', shape, start };
}

function headerLength(view: DataView, width: 2 | 4): number {
  return width === 2 ? view.getUint16(8, true) : view.getUint32(8, true);
}

function parseDescr(who: string, descr: string): Pick<Header, 'format' | 'bigEndian'> {
  const format = descr.slice(1);
  if (/^[<>|=]$/.test(descr[0] ?? '') && isNumberFormat(format)) return { format, bigEndian: descr[0] === '>' };
  if (format.startsWith('O')) {
    throw new FileFormatError({
      who,
      expected: 'an array of numbers',
      received: 'an array of Python objects (a pickle)',
      fix: 'Pickles are never run. Save numbers instead: pad ragged sequences, or keep all tokens in one flat array with an array of offsets.',
    });
  }
  throw new FileFormatError({
    who,
    expected: 'bool, integers or floats of 16 to 64 bits',
    received: descr,
    fix: "Convert it in Python first, for example with x.astype('float32').",
  });
}

/** The transpose, rows last to first: Fortran order read as C order has its axes the other way round. */
function reverseAxes(x: Tensor): Tensor {
  const shape = [...x.shape].reverse();
  const strides = stridesOf(x.shape).reverse();
  const target = x.data.slice();
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < target.length; to++) {
    target[to] = x.data[from]!; // from is built from indices inside the shape
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const stride = strides[axis]!; // axis < rank
      from += stride;
      index[axis] = (index[axis] ?? 0) + 1;
      if (index[axis] !== shape[axis]) break;
      from -= stride * (index[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return new Tensor(shape, x.dtype, target);
}
