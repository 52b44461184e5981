/** Loading models and weights: finds out of which kind a file is. */
import { FileFormatError } from '../../runtime/errors.ts';
import type { Model } from '../models/model.ts';
import { type Config, isSerializedObject, type SerializedObject } from './config.ts';
import { groupAt, type H5Group, mergedGroups, textAttribute } from './files/h5Tree.ts';
import { isHdf5, readHdf5 } from './files/hdf5.ts';
import { type FileSource, type OpenSource, openSource } from './files/source.ts';
import { isZip, parseJson, readKerasFile } from './kerasFile.ts';
import { makeModel } from './makeModel.ts';
import { compileConfigOf } from './older/compileConfig.ts';
import { type HardSigmoid, registerOlderFunctions, withHardSigmoid } from './older/hardSigmoid.ts';
import { inKeras3, isOlderModel } from './older/modelConfig.ts';
import { matchOlderOptimizer } from './older/optimizerState.ts';
import { isTfjs, matchTfjsWeights, type TfjsJson, tfjsConfig, tfjsTraining, tfjsWeights } from './older/tfjs.ts';
import { isOlderWeights, matchOlderWeights, type OlderMatchOptions } from './older/weights.ts';
import type { CustomObjects } from './registered.ts';
import { assignAll, loadAssets, matchWeightFile } from './weightFile.ts';

export interface LoadModelOptions {
  /** Classes and functions of your own by the names that the file has for them: `{ Scale, smoothLoss }`. */
  readonly customObjects?: CustomObjects | undefined;
  /** Whether the model is compiled as it was when it was saved, with the state of the optimizer. Default true. */
  readonly compile?: boolean | undefined;
  /**
   * What `hard_sigmoid` is in models of Keras 2 and TensorFlow.js: `keras3` (default, as Keras 3 reads them) or `keras2`, the
   * function that they were trained with.
   */
  readonly hardSigmoid?: HardSigmoid | undefined;
}

/** What to do with weights that do not fit. */
export type LoadWeightsOptions = OlderMatchOptions;

/** Loads a model: see `loadModel` of the package. */
export async function readModel(source: FileSource, options: LoadModelOptions = {}): Promise<Model> {
  const who = 'loadModel';
  registerOlderFunctions();
  const open = await openSource(who, source);
  const { bytes } = open;
  if (isZip(bytes)) return fromKerasFile(who, bytes, options);
  if (isHdf5(bytes)) return fromHdf5(who, await readHdf5(who, bytes), options);
  const json = jsonIn(who, bytes);
  if (isTfjs(json)) return fromTfjs(who, json, open, options);
  if (isSerializedObject(json)) return fromParts(who, json, open, options);
  throw new FileFormatError({
    who,
    expected: 'a .keras file, a .h5 model of Keras 2, or the model.json of TensorFlow.js',
    received: Object.keys(json),
  });
}

/** The object in a file that is neither a zip nor HDF5. */
function jsonIn(who: string, bytes: Uint8Array): object {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  const json = start.startsWith('{') ? parseJson(who, bytes) : null;
  if (typeof json === 'object' && json !== null) return json;
  throw new FileFormatError({
    who,
    expected: 'a .keras file, a .h5 file or a model.json',
    received: /^[\x20-\x7e\s]+$/.test(start) ? start : bytes,
    ...(/^<(!doctype|html)/i.test(start) && { fix: 'The server sent a web page: check the URL.' }),
  });
}

async function fromKerasFile(who: string, bytes: Uint8Array, options: LoadModelOptions): Promise<Model> {
  const { config, weights, assets } = await readKerasFile(who, bytes);
  const { customObjects = {}, compile = true } = options;
  const model = await makeModel(who, config, compile ? compileConfigIn(config) : null, customObjects);
  loadAssets(model, weights, assets);
  assignAll(matchWeightFile(who, model, weights, {}));
  return model;
}

function makeOlder(
  who: string,
  config: SerializedObject,
  training: Config | null,
  { customObjects = {}, compile = true, hardSigmoid }: LoadModelOptions,
): Promise<Model> {
  const converted = withHardSigmoid(who, inKeras3(config), hardSigmoid);
  return makeModel(who, converted, compile ? compileConfigOf(training) : null, customObjects);
}

async function fromHdf5(who: string, root: H5Group, options: LoadModelOptions): Promise<Model> {
  const version = textAttribute(root, 'keras_version') ?? '';
  if (version.startsWith('1.'))
    throw new FileFormatError({
      who,
      expected: 'a model of Keras 2 or 3',
      received: `Keras ${version}`,
      fix: 'Load it with Keras 2, and save it again.',
    });
  const config = textAttribute(root, 'model_config');
  const weights = root.groups.get('model_weights');
  if (config === null || !weights) {
    throw new FileFormatError({
      who,
      expected: 'a whole model with its configuration (model_config)',
      received: 'weights alone',
      fix: 'Make the model first, and then call m.loadWeights(source).',
    });
  }
  const training = textAttribute(root, 'training_config');
  const model = await makeOlder(
    who,
    objectIn(who, config),
    training ? (JSON.parse(training) as Config) : null,
    options,
  ); // written by Keras
  assignAll(matchOlderWeights(who, model, weights, {}));
  const optimizer = await model.loadOptimizer();
  if (optimizer) assignAll(matchOlderOptimizer(who, optimizer, root));
  return model;
}

function objectIn(who: string, text: string): SerializedObject {
  const json: unknown = JSON.parse(text);
  if (isSerializedObject(json)) return json;
  throw new FileFormatError({ who, expected: 'a model with class_name and config', received: json });
}

async function fromTfjs(who: string, json: TfjsJson, open: OpenSource, options: LoadModelOptions): Promise<Model> {
  const model = await makeOlder(who, tfjsConfig(who, json), tfjsTraining(json), options);
  assignAll(matchTfjsWeights(who, model, await tfjsWeights(who, json, open)));
  return model;
}

/** A configuration with the weights in a file beside it: what a `.keras` file has inside, or both files of Keras 2. */
async function fromParts(
  who: string,
  config: SerializedObject,
  open: OpenSource,
  options: LoadModelOptions,
): Promise<Model> {
  const name = open.others.find((other) => /\.(h5|hdf5)$/i.test(other)) ?? 'model.weights.h5';
  if (open.isAlone)
    throw new FileFormatError({
      who,
      expected: 'the weights beside the configuration',
      received: 'a configuration alone',
      fix: 'Give both files: loadModel([config, weights]); or make a model with new weights: modelFromConfig(JSON.parse(text)).',
    });
  const root = await readHdf5(`${who}: ${name}`, await open.sibling(name));
  const { customObjects = {}, compile = true } = options;
  const model = isOlderModel(config)
    ? await makeOlder(who, config, null, options)
    : await makeModel(who, config, compile ? compileConfigIn(config) : null, customObjects);
  assignAll(isOlderWeights(root) ? matchOlderWeights(who, model, root, {}) : matchWeightFile(who, model, root, {}));
  return model;
}

/** How the model was compiled; Keras writes an empty object for one that was not. */
function compileConfigIn(config: SerializedObject & { readonly compile_config?: Config }): Config | null {
  return config.compile_config ?? null;
}

/** Loads weights into a model: see `Model.loadWeights`. */
export async function loadWeights(model: Model, source: FileSource, options: LoadWeightsOptions): Promise<void> {
  const who = `loadWeights of ${model.who}`;
  const open = await openSource(who, source);
  const { bytes } = open;
  if (isZip(bytes)) return assignFile(who, model, (await readKerasFile(who, bytes)).weights, options);
  if (isHdf5(bytes)) return assignFile(who, model, await readHdf5(who, bytes), options);
  const json = jsonIn(who, bytes);
  if (isTfjs(json)) return assignAll(matchTfjsWeights(who, model, await tfjsWeights(who, json, open)));
  const files = shardsIn(json);
  if (files.length > 0) return assignFile(who, model, await readShards(who, files, open), options);
  throw new FileFormatError({
    who,
    expected: 'weights in a .weights.h5, .keras, .h5 or model.json file',
    received: json,
  });
}

async function assignFile(who: string, model: Model, root: H5Group, options: LoadWeightsOptions): Promise<void> {
  const older = isOlderWeights(root) ? root : root.groups.get('model_weights');
  if (older) return assignAll(matchOlderWeights(who, model, older, options));
  const optimizer = groupAt(root, 'optimizer/vars') ? await model.loadOptimizer() : null;
  if (model.weights.length > 0) optimizer?.build(model.trainableWeights);
  assignAll(matchWeightFile(who, model, root, options));
}

/** The files among which `.weights.json` says that the weights are divided. */
function shardsIn(json: object): string[] {
  const { weight_map: map } = json as { readonly weight_map?: Readonly<Record<string, string | readonly string[]>> }; // Keras's form
  return [...new Set(Object.values(map ?? {}).flat())];
}

async function readShards(who: string, names: readonly string[], open: OpenSource): Promise<H5Group> {
  const roots = names.map(async (name) => readHdf5(`${who}: ${name}`, await open.sibling(name)));
  return mergedGroups(await Promise.all(roots));
}
