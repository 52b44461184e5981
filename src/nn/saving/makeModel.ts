/** A model from what a file says: its layers, and how it is compiled. */
import { FileFormatError, InvalidArgumentError, show } from '../../runtime/errors.ts';
import type { Model } from '../models/model.ts';
import { orOwn } from '../registry.ts';
import { isRecord } from '../structure.ts';
import { type Config, isSerializedObject, type SerializedObject } from './config.ts';
import { modelFromConfig } from './modelFromConfig.ts';
import { type CustomObjects, customObjectScope } from './registered.ts';

/** The nearest known name, if the error tells one: `Did you mean "Dense"?` */
function hintOf({ fix = '' }: InvalidArgumentError): string {
  return /^Did you mean .*?\? /.exec(fix)?.[0] ?? '';
}

function isUnknownName(error: unknown): boolean {
  return error instanceof InvalidArgumentError && error.expected.endsWith('must be a known name');
}

/** How the user makes a name known, without the package in front of it. */
function giveOwn(who: string, name: unknown): string {
  return `Give your own: ${who}(source, { customObjects: { ${String(name).replace(/^.*>/, '')} } }).`;
}

/** An error of a layer, as one about the file. */
function asFileError(who: string, cause: unknown): unknown {
  if (!(cause instanceof InvalidArgumentError)) return cause;
  const { expected, received, fix } = cause;
  if (isUnknownName(cause))
    return new FileFormatError({ who, expected, received, fix: hintOf(cause) + giveOwn(who, received) }, { cause });
  return new FileFormatError(
    { who, expected: `${cause.who}: ${expected}`, received, ...(fix === undefined ? {} : { fix }) },
    { cause },
  );
}

/**
 * Makes a model.
 *
 * @param compiled - How it is compiled; null: it is not. Where something is not known, the model is left as it is.
 * @throws FileFormatError that names a layer class that is not known, and the nearest that is.
 */
export async function makeModel(
  who: string,
  config: SerializedObject,
  compiled: Config | null | undefined,
  customObjects: CustomObjects,
): Promise<Model> {
  let model: Model;
  try {
    model = modelFromConfig(config, { customObjects });
  } catch (cause) {
    throw asFileError(who, cause);
  }
  if (!compiled?.['optimizer']) return model;
  try {
    customObjectScope(customObjects, () => model.compileFromConfig(withOwnObjects(compiled)));
    const optimizer = await model.loadOptimizer();
    if (model.weights.length > 0) optimizer?.build(model.trainableWeights);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const fix = isUnknownName(error) ? hintOf(error) + giveOwn(who, error.received) : '';
    console.warn(
      `${who}: the model is not compiled: ${error.expected}, received ${show(error.received)}. ${fix} Or pass { compile: false }, and compile it yourself.`,
    );
  }
  return model;
}

/** The configuration with the user's own objects and functions in it: names are looked up later, when nobody knows them. */
function withOwnObjects(config: Config): Config {
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (!isRecord(value) || isSerializedObject(value)) return orOwn(value);
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each)]));
  };
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, replaced(value)]));
}
