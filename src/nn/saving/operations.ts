/** Calls of `ops` in functional models, as Keras writes them: objects of classes like `keras.src.ops.numpy.Add`. */
import { InvalidArgumentError } from '../../runtime/errors.ts';

/** How Keras knows a function. Its class is made from settings, and called on the arguments before these. */
interface Row {
  /** Keras's class; others that are read too behind it. */
  readonly classes: readonly string[];
  readonly module: string;
  /** How many arguments it is called on; more than there are: all. */
  readonly called: number;
  /** Keras's names of the arguments after these, each with the value that it has here when it is left out. */
  readonly settings?: readonly (readonly [name: string, value: unknown])[];
  /** Options by name: Keras's name, and the value here when it is left out. */
  readonly options?: Readonly<Record<string, readonly [name: string, value: unknown]>>;
  /** Keras's name of our first argument, where that is a setting. */
  readonly leading?: string;
  /** Other settings of Keras's, which can only be as they are here. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Whether Keras means the same by a setting. */
  readonly accepts?: (value: unknown) => boolean;
}

function plain(module: string, called: number, names: string): [string, Row][] {
  return names.split(' ').map((entry) => {
    const [own = '', ...others] = entry.split('=');
    const classes = others.length > 0 ? others : [own.charAt(0).toUpperCase() + own.slice(1)];
    return [own, { classes, module, called }];
  });
}

const NUMPY = 'keras.src.ops.numpy';
const NN = 'keras.src.ops.nn';
const CORE = 'keras.src.ops.core';
const MATH = 'keras.src.ops.math';

function reduction(name: string): Row {
  return {
    classes: [name],
    module: NUMPY,
    called: 1,
    settings: [['axis', null]],
    options: { keepDims: ['keepdims', false] },
  };
}

function setting(name: string, module: string, called: number, ...settings: (readonly [string, unknown])[]): Row {
  return { classes: [name], module, called, settings };
}

function activation(name: string, options: Row['options'] & {}, module = NN): Row {
  return { classes: [name], module, called: 1, options };
}

/** By the name in `ops`. Functions that are not here differ in their arguments from Keras's. */
function rows(): Readonly<Record<string, Row>> {
  return {
    ...Object.fromEntries([
      ...plain(NUMPY, 2, 'add subtract multiply divide=Divide=TrueDivide power maximum minimum floorDivide modulo=Mod'),
      ...plain(NUMPY, 2, 'equal notEqual less lessEqual greater greaterEqual logicalAnd logicalOr matmul'),
      ...plain(NUMPY, 1, 'abs=Absolute=Abs negative sign square sqrt exp expm1 log log1p sin cos tanh floor ceil'),
      ...plain(NUMPY, 1, 'logicalNot isFinite=Isfinite round'),
      ...plain(NUMPY, 3, 'where'),
      ...plain(MATH, 1, 'rsqrt erf'),
      ...plain(CORE, 1, 'stopGradient'),
      ...plain(CORE, 3, 'slice'),
      ...plain(NN, 1, 'relu6 sigmoid softplus softsign selu silu hardSigmoid hardSilu hardTanh tanhShrink logSigmoid'),
      ...plain(NN, 1, 'sparsePlus sparseSigmoid mish'),
    ]),
    mean: reduction('Mean'),
    sum: reduction('Sum'),
    max: reduction('Max'),
    min: reduction('Min'),
    product: reduction('Prod'),
    argmax: setting('Argmax', NUMPY, 1, ['axis', -1]),
    argmin: setting('Argmin', NUMPY, 1, ['axis', -1]),
    concatenate: setting('Concatenate', NUMPY, 1, ['axis', -1]),
    stack: setting('Stack', NUMPY, 1, ['axis', 0]),
    reshape: setting('Reshape', NUMPY, 1, ['newshape', null]),
    transpose: setting('Transpose', NUMPY, 1, ['axes', null]),
    squeeze: setting('Squeeze', NUMPY, 1, ['axis', null]),
    expandDims: setting('ExpandDims', NUMPY, 1, ['axis', null]),
    tile: setting('Tile', NUMPY, 1, ['repeats', null]),
    broadcastTo: setting('BroadcastTo', NUMPY, 1, ['shape', null]),
    clip: setting('Clip', NUMPY, 1, ['x_min', null], ['x_max', null]),
    take: setting('Take', NUMPY, 2, ['axis', 0]),
    cast: setting('Cast', CORE, 1, ['dtype', null]),
    softmax: setting('Softmax', NN, 1, ['axis', -1]),
    logSoftmax: setting('LogSoftmax', NN, 1, ['axis', -1]),
    oneHot: { ...setting('OneHot', NN, 1, ['num_classes', null]), fixed: { axis: -1, dtype: 'float32' } },
    pad: { ...setting('Pad', NUMPY, 1, ['pad_width', null]), fixed: { mode: 'constant' } },
    // Keras's lists are places to split at, not sizes.
    split: {
      ...setting('Split', NUMPY, 1, ['indices_or_sections', null], ['axis', -1]),
      accepts: (value) => typeof value === 'number',
    },
    reverse: { ...setting('Flip', NUMPY, 1, ['axis', null]), accepts: Array.isArray },
    einsum: { classes: ['Einsum'], module: NUMPY, called: Number.POSITIVE_INFINITY, leading: 'subscripts' },
    leakyRelu: activation('LeakyRelu', { negativeSlope: ['negative_slope', 0.2] }),
    elu: activation('Elu', { alpha: ['alpha', 1] }),
    celu: activation('Celu', { alpha: ['alpha', 1] }),
    gelu: activation('Gelu', { approximate: ['approximate', false] }),
    glu: activation('Glu', { axis: ['axis', -1] }),
    hardShrink: activation('HardShrink', { threshold: ['threshold', 0.5] }),
    softShrink: activation('SoftShrink', { threshold: ['threshold', 0.5] }),
    squareplus: activation('Squareplus', { b: ['b', 4] }),
    sparsemax: activation('Sparsemax', { axis: ['axis', -1] }),
    getItem: { classes: ['GetItem'], module: NUMPY, called: 2 },
  };
}

/** Keras has a plain class for the function, and one with options for its activation. */
const PLAIN_RELU: Row = { classes: ['Relu'], module: NN, called: 1 };
const RELU = activation(
  'ReLU',
  { negativeSlope: ['negative_slope', 0], maxValue: ['max_value', null], threshold: ['threshold', 0] },
  'keras.src.activations.activations',
);

function rowOf(functionName: string, args: readonly unknown[]): Row | null {
  if (functionName === 'relu') return args.length > 1 ? RELU : PLAIN_RELU;
  return rows()[functionName] ?? null;
}

/** A function as Keras writes it, besides its name. */
export interface OperationConfig {
  readonly module: string;
  readonly className: string;
  /** Settings by Keras's names. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What it is called on. */
  readonly args: readonly unknown[];
}

/** @throws InvalidArgumentError for functions that Keras does not have, or has with other arguments. */
export function operationConfig(functionName: string, args: readonly unknown[]): OperationConfig {
  const row = rowOf(functionName, args);
  const { settings = [], options = {}, called = 0, leading } = row ?? {};
  const [first, own] = leading === undefined ? [{}, args] : [{ [leading]: args[0] }, args.slice(1)];
  const named = Object.entries(options);
  const rest = own.slice(called);
  const given = (rest[settings.length] ?? {}) as Readonly<Record<string, unknown>>; // the last argument
  const known =
    rest.length <= settings.length + (named.length > 0 ? 1 : 0) &&
    Object.keys(given).every((key) => named.some(([name]) => name === key)) &&
    (row?.accepts?.(rest[0]) ?? true);
  if (!row || !known) {
    throw new InvalidArgumentError({
      who: `ops.${functionName}`,
      expected: 'a call that Keras can write into a configuration',
      received: rest,
      fix: 'Put it into a layer of your own.',
    });
  }
  return {
    module: row.module,
    className: row.classes[0]!, // every function has a class
    config: {
      ...first,
      ...Object.fromEntries(settings.map(([name, value], index) => [name, rest[index] ?? value])),
      ...Object.fromEntries(named.map(([key, [name, value]]) => [name, given[key] ?? value])),
      ...row.fixed,
    },
    args: own.slice(0, called),
  };
}

/** A function of `ops` with the arguments that give what Keras's object gives. */
export interface OperationCall {
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/** Values that Keras has where ours is another one, when it is left out. */
const KERAS_DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Concatenate: { axis: 0 },
  Split: { axis: 0 },
  Gelu: { approximate: true },
  Argmax: { axis: null },
  Argmin: { axis: null },
  Take: { axis: null },
};

/** @throws InvalidArgumentError for settings that our function does not have. */
function checkSettings(
  className: string,
  { settings = [], options = {}, fixed = {}, leading }: Row,
  config: object,
): void {
  const names = ['name', leading, ...settings.map(([name]) => name), ...Object.values(options).map(([name]) => name)];
  for (const [key, value] of Object.entries(config)) {
    if (names.includes(key) || !value || fixed[key] === value) continue;
    throw new InvalidArgumentError({ who: className, expected: `${key} must be left out`, received: value });
  }
}

/** Reads what Keras has written; null: a class that is not known. */
export function operationCall({ className, config, args }: Omit<OperationConfig, 'module'>): OperationCall | null {
  const all: readonly (readonly [string, Row])[] = [...Object.entries(rows()), ['relu', PLAIN_RELU], ['relu', RELU]];
  const found = all.find(([, { classes }]) => classes.includes(className));
  if (!found) return null;
  const [functionName, row] = found;
  checkSettings(className, row, config);
  const given: Readonly<Record<string, unknown>> = { ...KERAS_DEFAULTS[className], ...config };
  const value = (name: string, missing: unknown) => (name in given ? given[name] : missing);
  const named = Object.entries(row.options ?? {}).map(([own, [name, missing]]) => [own, value(name, missing)]);
  const settings = (row.settings ?? []).map(([name, missing]) => value(name, missing) ?? undefined);
  if (functionName === 'reverse') settings[0] = [settings[0]].flat(); // Keras's may be a number
  return {
    functionName,
    args: [
      ...(row.leading === undefined ? [] : [given[row.leading]]),
      ...args,
      ...settings,
      ...(named.length > 0 ? [Object.fromEntries(named)] : []),
    ],
  };
}
