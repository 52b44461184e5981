/** Reading and writing HDF5. The library for it (HDF5 in WebAssembly) is loaded with the first file. */
import { FileFormatError } from '../../../runtime/errors.ts';
import type { Tensor } from '../../../runtime/tensor.ts';
import { decodeTensor, isNumberFormat } from '../../data/numbers.ts';
import type { H5Array, H5Group } from './h5Tree.ts';

type Library = typeof import('h5wasm');
type LibraryGroup = InstanceType<Library['Group']>;
type LibraryDataset = InstanceType<Library['Dataset']>;

const MAGIC = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]; // \x89HDF\r\n\x1a\n

/** Whether bytes begin as an HDF5 file. */
export function isHdf5(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

let files = 0;

async function loadLibrary(): Promise<Library> {
  const library = await import('h5wasm');
  await library.ready;
  return library;
}

/** Lets `use` work with a file in the library's memory. Errors inside of the library are thrown, and not printed. */
function withFile<T>({ Module, FS }: Library, use: (file: string) => T): T {
  const file = `hornbeam-${files++}.h5`;
  Module.activate_throwing_error_handler();
  try {
    return use(file);
  } finally {
    Module.deactivate_throwing_error_handler();
    if (FS?.analyzePath(file, false).exists) FS.unlink(file);
  }
}

/**
 * Reads an HDF5 file.
 *
 * @param who - Who reads it, in errors.
 * @throws FileFormatError for anything else, and for files that are cut short or damaged.
 */
export async function readHdf5(who: string, bytes: Uint8Array): Promise<H5Group> {
  const library = await loadLibrary();
  try {
    return withFile(library, (name) => {
      library.FS?.writeFile(name, bytes);
      const file = new library.File(name, 'r');
      try {
        return readGroup(who, library, file);
      } finally {
        file.close();
      }
    });
  } catch (cause) {
    const received = isHdf5(bytes) ? `${bytes.length} bytes that are damaged or cut short` : bytes;
    throw new FileFormatError(
      { who, expected: 'a whole HDF5 file', received, fix: 'Download or save the file again.' },
      { cause },
    );
  }
}

function readGroup(who: string, library: Library, group: LibraryGroup): H5Group {
  const groups = new Map<string, H5Group>();
  const arrays = new Map<string, H5Array>();
  for (const name of group.keys()) {
    const member = group.get(name);
    if (member instanceof library.Group) groups.set(name, readGroup(who, library, member));
    else if (member instanceof library.Dataset) arrays.set(name, readArray(who, library, member));
  }
  return { attributes: attributesOf(group), groups, arrays };
}

function attributesOf(object: LibraryGroup | LibraryDataset): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object.attrs).map(([name, attribute]) => [name, attribute.value]));
}

/** The bytes are copied here, and decoded when they are wanted: a file may hold what nobody reads. */
function readArray(who: string, library: Library, dataset: LibraryDataset): H5Array {
  const { path } = dataset;
  const shape = dataset.metadata.shape ?? [];
  const isBrain = attributesOf(dataset)['dtype'] === 'bfloat16';
  const format = isBrain ? 'bf16' : formatOf(library, dataset);
  const bytes = bytesOf(library, dataset);
  return { shape, read: () => decode(`${who}: ${path}`, bytes, format, shape) };
}

/** NumPy's short name of the element type. */
function formatOf({ Module }: Library, { metadata }: LibraryDataset): string {
  const { H5T_INTEGER, H5T_FLOAT, H5T_ENUM } = Module.H5T_class_t;
  const { type, size, signed, enum_type } = metadata;
  if (type === H5T_FLOAT.value) return `f${size}`;
  if (type === H5T_ENUM.value && enum_type && 'TRUE' in enum_type.members) return `b${size}`;
  return type === H5T_INTEGER.value ? `${signed ? 'i' : 'u'}${size}` : `type ${type}`;
}

/** The library gives little-endian bytes, whatever the file has. */
function bytesOf({ Module }: Library, dataset: LibraryDataset): Uint8Array {
  const { size, total_size } = dataset.metadata;
  const length = size * total_size;
  if (length === 0) return new Uint8Array();
  const pointer = Module._malloc(length);
  if (pointer === 0) throw new RangeError(`no memory for ${length} bytes`);
  try {
    Module.get_dataset_data(dataset.file_id, dataset.path, null, null, null, BigInt(pointer));
    return Module.HEAPU8.slice(pointer, pointer + length);
  } finally {
    Module._free(pointer);
  }
}

function decode(who: string, bytes: Uint8Array, format: string, shape: readonly number[]): Tensor {
  if (format === 'bf16') return decodeTensor(who, widened(bytes), 'f4', false, shape, {});
  if (isNumberFormat(format)) return decodeTensor(who, bytes, format, false, shape, {});
  throw new FileFormatError({ who, expected: 'an array of numbers', received: format });
}

/** bfloat16 is the upper half of a float32. */
function widened(bytes: Uint8Array): Uint8Array {
  const wide = new Uint8Array(bytes.length * 2);
  for (let place = 0; place < bytes.length; place += 2) wide.set(bytes.subarray(place, place + 2), 2 * place + 2);
  return wide;
}

/** The formats in which arrays are written, by element type. */
const WRITTEN = { float32: '<f4', int32: '<i4', bool: '|b1' } as const;

/** Writes an HDF5 file in the oldest format, as h5py does by default. */
export async function writeHdf5(root: H5Group): Promise<Uint8Array> {
  const library = await loadLibrary();
  return withFile(library, (name) => {
    const file = new library.File(name, 'w', { libver: ['earliest', 'latest'] });
    try {
      writeGroup(root, file);
    } finally {
      file.close();
    }
    return library.FS!.readFile(name); // there once the library is ready
  });
}

function writeGroup(from: H5Group, to: LibraryGroup): void {
  for (const [name, value] of Object.entries(from.attributes)) to.create_attribute(name, String(value));
  for (const [name, array] of from.arrays) {
    const { data, dtype, shape } = array.read();
    to.create_dataset({ name, data, shape, dtype: WRITTEN[dtype] });
  }
  for (const [name, group] of from.groups) writeGroup(group, to.create_group(name));
}
