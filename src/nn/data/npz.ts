/** NumPy's `.npz`: a zip of `.npy` files. */
import { unzipSync } from 'fflate';
import { FileFormatError } from '../../runtime/errors.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { requireMagic } from './magic.ts';
import { parseNpy } from './npy.ts';
import type { NumberOptions } from './numbers.ts';
import { type DataSource, read } from './read.ts';

/** Options of `data.npz`. */
export interface NpzOptions extends NumberOptions {
  /** The arrays to read, by name; all when left out. The others are not even unpacked. */
  readonly names?: readonly string[];
}

const ZIP_MAGIC = [0x50, 0x4b]; // PK

/**
 * Reads a NumPy `.npz` file, as `numpy.savez` and `numpy.savez_compressed` write it.
 *
 * @param source - Where the file is; see `data.read`.
 * @param options - `names` of the arrays to read (default all), `dtype` of the tensors (default as `data.npy`).
 * @returns The arrays by name: those that Python gave no name are `arr_0`, `arr_1` …
 * @throws FileFormatError when it is no such file, or when an array is not one of numbers; see `data.npy`.
 * @example
 * const { x_train, y_train } = await data.npz('mnist.npz');
 */
export async function npz(source: DataSource, options: NpzOptions = {}): Promise<Record<string, Tensor>> {
  const who = 'data.npz';
  const bytes = await read(source);
  requireMagic(who, 'a NumPy .npz file', bytes, ZIP_MAGIC);
  const wanted = options.names && new Set(options.names);
  const files = unzip(who, bytes, (name) => name.endsWith('.npy') && (!wanted || wanted.has(arrayName(name))));
  const tensors: Record<string, Tensor> = {};
  for (const [file, content] of Object.entries(files)) {
    tensors[arrayName(file)] = parseNpy(`${who} "${arrayName(file)}"`, content, options);
  }
  const absent = options.names?.filter((name) => !Object.hasOwn(tensors, name)) ?? [];
  if (absent.length > 0) {
    throw new FileFormatError({ who, expected: `arrays named ${options.names?.join(', ')}`, received: `no ${absent}` });
  }
  return tensors;
}

function arrayName(file: string): string {
  return file.replace(/\.npy$/, '');
}

function unzip(who: string, bytes: Uint8Array, wanted: (name: string) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: (file) => wanted(file.name) });
  } catch (cause) {
    throw new FileFormatError(
      { who, expected: 'a whole zip file', received: bytes, fix: 'Download the file again.' },
      { cause },
    );
  }
}
