/** What users give to a model, brought into one form: samples, checked against each other. */
import { InvalidArgumentError, unknownName } from '../../runtime/errors.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import type { Structure } from '../structure.ts';
import type { Samples } from './batches.ts';
import {
  checkFinite,
  type DataLike,
  isArray,
  isByName,
  type OneArray,
  rowsBetween,
  rowsOf,
  type Slot,
  toOptionalTensors,
  toTensors,
} from './samples.ts';

/** What is known of the places where a model takes and gives values. */
export interface Ports {
  /** Null: not known before data comes. */
  readonly inputs: readonly Slot[] | null;
  /** Names of the outputs; null: not known before data comes. */
  readonly outputs: readonly string[] | null;
  /** Whether the outputs are given by name. */
  readonly byName?: boolean | undefined;
  /** Which outputs have a loss or metrics; left out: not known. Targets may be given for these alone. */
  readonly measured?: readonly boolean[] | undefined;
}

/** Data as users give it. */
export interface GivenData {
  readonly x: DataLike;
  readonly y?: DataLike | null | undefined;
  readonly sampleWeight?: DataLike | null | undefined;
}

/** A place of which nothing is known. */
function openSlot(name: string): Slot {
  return { name, shape: null, dtype: null };
}

/** Tensors where their number is not known: a list of them, an object of values by name (in the order of names), or one. */
function tensorsOf(data: DataLike, who: string, what: string): (Tensor | null)[] {
  if (isByName(data)) return toOptionalTensors(data, Object.keys(data).sort().map(openSlot), who, what);
  const several = isList(data) ? data.map((_, index) => openSlot(`${what} ${index}`)) : [openSlot(what)];
  return toOptionalTensors(data, several, who, what);
}

/** Whether data is several tensors in a list. */
function isList(data: DataLike): data is readonly (OneArray | null)[] {
  return Array.isArray(data) && data.length > 1 && data.every((each) => each === null || isArray(each));
}

/** How a model of which nothing is known is given its inputs: as the data is. */
function formOf(x: DataLike): Structure<null> {
  if (isByName(x)) return Object.fromEntries(Object.keys(x).map((name) => [name, null]));
  return isList(x) ? x.map(() => null) : null;
}

/** The inputs of a model, and how it takes them. */
export function inputsFrom(
  x: DataLike,
  { inputs }: Ports,
  who: string,
): { readonly x: Tensor[]; readonly form?: Structure<null> } {
  if (inputs) return { x: toTensors(x, inputs, who, 'input') };
  return { x: tensorsOf(x, who, 'input').filter((each) => each !== null), form: formOf(x) };
}

/** Targets: as many as the model has outputs, or as those that are measured; null for outputs without a target. */
function targetsFrom(y: DataLike | null | undefined, { outputs, measured }: Ports, who: string): (Tensor | null)[] {
  if (y === null || y === undefined) return [];
  if (!outputs) return tensorsOf(y, who, 'target');
  const wrong = isByName(y) ? Object.keys(y).find((name) => !outputs.includes(name)) : undefined;
  if (wrong !== undefined) throw unknownName(who, 'target', wrong, outputs);
  const places = [...outputs.keys()];
  const some = places.filter((place) => measured?.[place] ?? true);
  const count = isList(y) ? y.length : 1;
  const given = !isByName(y) && count === some.length && count !== outputs.length ? some : places;
  const slots = given.map((place) => openSlot(outputs[place]!)); // a place of an output
  const tensors = toOptionalTensors(y, slots, who, 'target');
  return places.map((place) => tensors[given.indexOf(place)] ?? null);
}

/** A weight for each sample: one tensor for all targets, or one for each. */
function weightsFrom(
  weights: DataLike | null | undefined,
  { outputs }: Ports,
  targets: number,
  who: string,
): (Tensor | null)[] {
  if (weights === null || weights === undefined) return [];
  const names = outputs?.slice(0, targets) ?? Array.from({ length: targets }, (_, index) => `target ${index}`);
  const slot = (name: string): Slot => ({ name, shape: null, dtype: 'float32' });
  if (isByName(weights) && !outputs) return tensorsOf(weights, who, 'sampleWeight');
  if (isByName(weights)) {
    const wrong = Object.keys(weights).find((name) => !names.includes(name));
    if (wrong !== undefined) throw unknownName(who, 'sampleWeight for output', wrong, names);
  }
  if (isByName(weights) || isList(weights)) return toOptionalTensors(weights, names.map(slot), who, 'sampleWeight');
  const [one] = toTensors(weights, [slot('sampleWeight')], who, 'sampleWeight');
  return names.map(() => one ?? null);
}

/** Inputs, targets and weights, checked against each other. */
export function samplesFrom({ x, y, sampleWeight }: GivenData, ports: Ports, who: string): Samples {
  const { x: inputs, ...form } = inputsFrom(x, ports, who);
  const targets = targetsFrom(y, ports, who);
  const weights = weightsFrom(sampleWeight, ports, targets.length, who);
  const rows = rowsOf([...inputs, ...targets, ...weights], who);
  return { x: inputs, y: targets, weights, rows, ...form };
}

/** @throws InvalidArgumentError for NaN and infinities. */
export function checkValues(samples: Samples, who: string): void {
  const names = [
    ...samples.x.map((_, index) => `input ${index}`),
    ...samples.y.map((_, index) => `target ${index}`),
    ...samples.weights.map(() => 'sampleWeight'),
  ];
  checkFinite([...samples.x, ...samples.y, ...samples.weights], names, who);
}

/** The first samples for training, the last for validation. */
export function splitSamples(samples: Samples, share: number): [Samples, Samples] {
  const at = Math.floor(samples.rows * (1 - share));
  if (!(share < 1) || at === 0 || at === samples.rows) {
    throw new InvalidArgumentError({
      who: 'fit',
      expected: `validationSplit must leave samples on both sides of ${samples.rows}`,
      received: share,
    });
  }
  const part = (from: number, to: number): Samples => {
    const cut = (each: Tensor) => rowsBetween(each, from, to);
    const optional = (each: Tensor | null) => (each ? cut(each) : null);
    return {
      ...samples,
      x: samples.x.map(cut),
      y: samples.y.map(optional),
      weights: samples.weights.map(optional),
      rows: to - from,
    };
  };
  return [part(0, at), part(at, samples.rows)];
}
