/** Keras 3's `.keras` files: a zip of the configuration, the weights and the assets of layers. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { FileFormatError } from '../../runtime/errors.ts';
import type { Model } from '../models/model.ts';
import { type Assets, assetsOf } from './assets.ts';
import { isSerializedObject, type SerializedObject } from './config.ts';
import type { H5Group } from './files/h5Tree.ts';
import { readHdf5, writeHdf5 } from './files/hdf5.ts';
import { modelObject } from './modelObject.ts';
import { weightFileOf } from './weightFile.ts';

/** The version whose format is written. */
const KERAS_VERSION = '3.16.0';

const CONFIG = 'config.json';
const WEIGHTS = 'model.weights.h5';
const ASSETS = 'assets/';

/** What is in a file. */
export interface KerasFile {
  readonly config: SerializedObject;
  readonly weights: H5Group;
  readonly assets: Assets;
}

/** Whether bytes begin as a zip. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b; // PK
}

/** `2026-11-23@07:44:49` */
function dateText(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', '@');
}

/** The bytes of a `.keras` file. */
export async function kerasFileOf(model: Model): Promise<Uint8Array> {
  const [weights, assets] = [await writeHdf5(await weightFileOf(model)), assetsOf(model)];
  const metadata = { keras_version: KERAS_VERSION, date_saved: dateText(new Date()) };
  const files: Zippable = {
    'metadata.json': strToU8(JSON.stringify(metadata)),
    [CONFIG]: strToU8(JSON.stringify(modelObject(model))),
    [WEIGHTS]: weights,
  };
  for (const [path, text] of assets) files[`${ASSETS}${path}`] = strToU8(text);
  return zipSync(files, { level: 0 });
}

/**
 * Reads a `.keras` file.
 *
 * @throws FileFormatError for a damaged file, and for a zip of something else.
 */
export async function readKerasFile(who: string, bytes: Uint8Array): Promise<KerasFile> {
  const files = unzip(who, bytes);
  const config = files[CONFIG];
  const weights = files[WEIGHTS];
  if (!config || !weights) {
    const names = Object.keys(files);
    throw new FileFormatError({
      who,
      expected: `a .keras file with ${CONFIG} and ${WEIGHTS}`,
      received: names,
      ...('model.weights.npz' in files && { fix: 'Weights in npz files are pickles: save the model with h5 weights.' }),
    });
  }
  const assets = Object.entries(files)
    .filter(([name]) => name.startsWith(ASSETS) && !name.endsWith('/'))
    .map(([name, content]) => [name.slice(ASSETS.length), strFromU8(content)] as const);
  return {
    config: parseConfig(who, config),
    weights: await readHdf5(`${who}: ${WEIGHTS}`, weights),
    assets: new Map(assets),
  };
}

/** The object in a configuration file. */
export function parseConfig(who: string, bytes: Uint8Array): SerializedObject {
  const json = parseJson(`${who}: ${CONFIG}`, bytes);
  if (isSerializedObject(json)) return json;
  throw new FileFormatError({
    who: `${who}: ${CONFIG}`,
    expected: 'a model with class_name and config',
    received: json,
  });
}

/** @throws FileFormatError for anything but JSON. */
export function parseJson(who: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes));
  } catch (cause) {
    throw new FileFormatError({ who, expected: 'JSON', received: strFromU8(bytes.subarray(0, 40)) }, { cause });
  }
}

function unzip(who: string, bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch (cause) {
    throw new FileFormatError(
      {
        who,
        expected: 'a whole .keras file',
        received: `${bytes.length} bytes that are damaged or cut short`,
        fix: 'Download or save the file again.',
      },
      { cause },
    );
  }
}
