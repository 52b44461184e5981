/** What users give to a model, brought into one form: samples, checked against each other. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { type ArrayLike, Tensor } from '../../runtime/tensor.ts';
import type { Samples } from './batches.ts';
import { checkFinite, type DataLike, rowsBetween, rowsOf, type ShapedArray, type Slot, toTensors } from './samples.ts';

/** What is known of the places where a model takes and gives values. */
export interface Ports {
  /** Null: not known before data comes. */
  readonly inputs: readonly Slot[] | null;
  /** Names of the outputs; null: not known before data comes. */
  readonly outputs: readonly string[] | null;
}

/** Data as users give it. */
export interface GivenData {
  readonly x: DataLike;
  readonly y?: DataLike | null | undefined;
  readonly sampleWeight?: DataLike | null | undefined;
}

function isByName(value: DataLike): value is Readonly<Record<string, ArrayLike | ShapedArray>> {
  return typeof value === 'object' && value.constructor === Object && !('data' in value);
}

/** Tensors where their number is not known: a list of Tensors, an object of values by name (in its order), or one. */
function tensorsOf(data: DataLike, who: string, what: string): Tensor[] {
  const list = isByName(data) ? Object.values(data) : data;
  const many =
    Array.isArray(list) && list.length > 1 && (isByName(data) || list.every((each) => each instanceof Tensor));
  const names = many ? list.map((_, index) => `${what} ${index}`) : [what];
  const slots = names.map((name): Slot => ({ name, shape: null, dtype: null }));
  return toTensors(isByName(data) && !many ? Object.values(data)[0]! : (list as DataLike), slots, who, what); // one value
}

/** The inputs of a model. */
export function inputsFrom(x: DataLike, { inputs }: Ports, who: string): Tensor[] {
  if (inputs) return toTensors(x, inputs, who, 'input');
  return tensorsOf(x, who, 'input');
}

/** Targets: as many as the model has outputs; null for outputs without a loss. */
function targetsFrom(y: DataLike | null | undefined, { outputs }: Ports, who: string): (Tensor | null)[] {
  if (y === null || y === undefined) return [];
  if (outputs) {
    const slots = outputs.map((name): Slot => ({ name, shape: null, dtype: null }));
    return toTensors(y, slots, who, 'target');
  }
  return tensorsOf(y, who, 'target');
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
  const isMany = isByName(weights) || (Array.isArray(weights) && weights[0] instanceof Tensor);
  if (isMany) return toTensors(weights, names.map(slot), who, 'sampleWeight');
  const [one] = toTensors(weights, [slot('sampleWeight')], who, 'sampleWeight');
  return names.map(() => one ?? null);
}

/** Inputs, targets and weights, checked against each other. */
export function samplesFrom({ x, y, sampleWeight }: GivenData, ports: Ports, who: string): Samples {
  const inputs = inputsFrom(x, ports, who);
  const targets = targetsFrom(y, ports, who);
  const weights = weightsFrom(sampleWeight, ports, targets.length, who);
  const rows = rowsOf([...inputs, ...targets, ...weights], who);
  return { x: inputs, y: targets, weights, rows };
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
      x: samples.x.map(cut),
      y: samples.y.map(optional),
      weights: samples.weights.map(optional),
      rows: to - from,
    };
  };
  return [part(0, at), part(at, samples.rows)];
}
