/** Keras's weight files (`.weights.h5`, and `model.weights.h5` inside of `.keras`): `layers/dense/vars/0` and so on. */
import { FileFormatError } from '../../runtime/errors.ts';
import { sameShape, showShape } from '../../runtime/spec.ts';
import { Tensor } from '../../runtime/tensor.ts';
import type { Model } from '../models/model.ts';
import { Optimizer } from '../optimizers/optimizer.ts';
import { type Assets, hasAssets } from './assets.ts';
import { checkpointOf, type SavedGroup, type SavedVariable } from './checkpoint.ts';
import { arrayPaths, groupAt, type H5Array, H5Draft, type H5Group } from './files/h5Tree.ts';

/** A value for a variable. Values are set when all of them are known to fit. */
export interface Assignment {
  readonly variable: SavedVariable;
  readonly value: Tensor;
}

/** Sets variables. */
export function assignAll(assignments: readonly Assignment[]): void {
  for (const { variable, value } of assignments) variable.set(value);
}

/** All weights of a model and the state of its optimizer, as they are now. */
export async function weightFileOf(model: Model): Promise<H5Group> {
  const root = new H5Draft();
  await Promise.all(
    checkpointOf(model).map(async ({ path, name, variables, owner }) => {
      const group = root.at(`${path}/vars`);
      group.attributes['name'] = name;
      const named = hasAssets(owner) ? Object.entries(owner.ownVariables()) : [];
      for (const [key, values] of named) group.set(key, new Tensor([values.length], 'float32', values));
      const values = await Promise.all(variables.map((variable) => variable.get()));
      values.forEach((value, index) => group.set(String(index), value));
    }),
  );
  return root;
}

export interface MatchOptions {
  /** Whether weights that do not fit are left as they are, with a warning, instead of an error. Default false. */
  readonly skipMismatch?: boolean | undefined;
}

/**
 * Values of a file for the variables of a model.
 *
 * @param who - Who reads the file, in errors.
 * @throws FileFormatError that names the first weights that are missing, left over, or of another shape.
 */
export function matchWeightFile(
  who: string,
  model: Model,
  root: H5Group,
  { skipMismatch = false }: MatchOptions,
): readonly Assignment[] {
  const groups = checkpointOf(model);
  const inFile = groups.map((group) => ({ group, arrays: arraysOf(root, group.path) }));
  const layers = inFile.filter(({ group }) => !(group.owner instanceof Optimizer));
  const complaints = [
    ...layers.flatMap(({ group, arrays }) => complaintsAbout(group, arrays)),
    ...leftOver(groups, root),
  ];
  if (complaints.length > 0 && !skipMismatch) {
    throw new FileFormatError({
      who,
      expected: `weights that fit the model; ${complaints.slice(0, MOST).join('; ')}`,
      ...(complaints.length > MOST ? { received: `${complaints.length} differences in all` } : {}),
      fix: isUnbuilt(model)
        ? 'Build the model first: start it with input(shape), or call it on data.'
        : 'Make the same model as the one that was saved, or pass { skipMismatch: true } to load what fits.',
    });
  }
  for (const complaint of complaints) console.warn(`${who}: ${complaint}; left as it is.`);
  const fitting = inFile.filter(({ group, arrays }) =>
    group.owner instanceof Optimizer ? fitsOptimizer(who, group, arrays) : complaintsAbout(group, arrays).length === 0,
  );
  return fitting.flatMap(
    ({ group, arrays }) => arrays.map((array, index) => ({ variable: group.variables[index]!, value: array.read() })), // at least as many variables
  );
}

/** Gives layers that keep more than weights what a file has for them. */
export function loadAssets(model: Model, root: H5Group, assets: Assets): void {
  for (const { path, owner } of checkpointOf(model)) {
    if (!hasAssets(owner)) continue;
    const texts = [...assets].filter(([name]) => name.slice(0, name.lastIndexOf('/')) === path);
    const named = [...(groupAt(root, `${path}/vars`)?.arrays ?? [])].filter(([name]) => !/^\d+$/.test(name));
    owner.loadAssets(
      Object.fromEntries(texts.map(([name, text]) => [name.slice(path.length + 1), text])),
      Object.fromEntries(named.map(([name, array]) => [name, array.read().data])),
    );
  }
}

/** Differences that an error tells. */
const MOST = 3;

function isUnbuilt(model: Model): boolean {
  return model.weights.length === 0;
}

/** Names of the lists in which Keras kept layers before 3.0. */
const OLDER_LISTS = '_layer_checkpoint_dependencies';

/** The arrays of a group, in order. */
function arraysOf(root: H5Group, path: string): readonly H5Array[] {
  const found = groupAt(root, `${path}/vars`) ?? groupAt(root, `${olderPath(path)}/vars`);
  const arrays: H5Array[] = [];
  for (let array = found?.arrays.get('0'); array; array = found?.arrays.get(String(arrays.length))) arrays.push(array);
  return arrays;
}

function olderPath(path: string): string {
  return path.replaceAll(/(^|\/)layers(?=\/)/g, `$1${OLDER_LISTS}`);
}

function shapesText(list: readonly { readonly shape: readonly number[] }[]): string {
  return list.length === 0 ? 'none' : list.map(({ shape }) => showShape(shape)).join(', ');
}

function complaintsAbout({ path, name, variables }: SavedGroup, arrays: readonly H5Array[]): string[] {
  const where = `${path === '' ? '' : `${path}/`}vars`;
  if (arrays.length !== variables.length) {
    const expected = `"${name}" has ${variables.length} weights (${shapesText(variables)})`;
    return [`${where}: ${expected}, the file ${arrays.length} (${shapesText(arrays)})`];
  }
  return variables.flatMap(({ shape }, index) => {
    const given = arrays[index]!.shape; // equal numbers
    if (sameShape(given, shape)) return [];
    return [`${where}/${index}: "${name}" expects shape ${showShape(shape)}, the file has ${showShape(given)}`];
  });
}

/** Groups that hold no weights of layers: what others keep besides (random states, metrics), and optimizers. */
const OTHERS = /^(optimizer|metrics|_?compile_metrics|_?compile_loss|_?loss_tracker)\/|(^|\/)\w*seed_generators?(\/|$)/;

/** Arrays of the file for which the model has no layer. */
function leftOver(groups: readonly SavedGroup[], root: H5Group): string[] {
  const known = new Set(groups.flatMap(({ path }) => [`${path}/vars`, `${olderPath(path)}/vars`]));
  const unknown = new Map<string, string[]>();
  for (const path of arrayPaths(root)) {
    const group = path.slice(0, path.lastIndexOf('/'));
    if (known.has(group) || known.has(`/${group}`) || OTHERS.test(path)) continue;
    unknown.set(group, [...(unknown.get(group) ?? []), path]);
  }
  return [...unknown].map(([group, paths]) => {
    const shapes = paths.map((path) => groupAt(root, group)?.arrays.get(path.slice(group.length + 1)) ?? { shape: [] });
    return `${group}: the file has ${paths.length} weights (${shapesText(shapes)}), the model has no such layer`;
  });
}

/** Whether the state of an optimizer can be taken. That of one that has made no step is only counters and rates. */
function fitsOptimizer(who: string, group: SavedGroup, arrays: readonly H5Array[]): boolean {
  const begins = arrays.every(({ shape }, index) => {
    const own = group.variables[index];
    return own !== undefined && sameShape(own.shape, shape);
  });
  const scalars = group.variables.findIndex(({ shape }) => shape.length > 0);
  if (begins && (arrays.length === group.variables.length || arrays.length === (scalars < 0 ? 0 : scalars)))
    return true;
  if (arrays.length > 0) {
    console.warn(
      `${who}: the optimizer "${group.name}" keeps ${group.variables.length} values, the file has ${arrays.length} for it; its state was not loaded.`,
    );
  }
  return false;
}
