/** Sequences of different lengths as one array. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { type Shape, sameShape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, isTypedArray, Tensor, type TypedArray, tensor } from '../../runtime/tensor.ts';
import { requireOneOf, requireWhole } from './check.ts';

/** Options of `data.padSequences`, with Keras's names and defaults. */
export interface PadSequencesOptions {
  /** The length of every row; that of the longest sequence when left out. */
  readonly maxlen?: number;
  /** Element type; `'int32'` when left out (fractions are cut off, as in Keras). */
  readonly dtype?: 'int32' | 'float32';
  /** Where the padding goes; `'pre'` when left out. */
  readonly padding?: 'pre' | 'post';
  /** Where too long sequences are cut; `'pre'` when left out. */
  readonly truncating?: 'pre' | 'post';
  /** What to pad with; 0 when left out. */
  readonly value?: number;
}

/** One sequence: its steps one after another, and the shape of a step. */
interface Steps {
  readonly length: number;
  readonly stepShape: Shape;
  readonly values: TypedArray | readonly number[];
}

/**
 * Pads and cuts sequences to one length, as Keras's `pad_sequences` does.
 *
 * @param sequences - Lists of numbers, or of steps that have one shape.
 * @param options - See `PadSequencesOptions`.
 * @returns A tensor of shape [sequences, maxlen, ...step].
 * @throws ShapeError when steps differ in shape; InvalidArgumentError when an option is not accepted.
 * @example
 * data.padSequences([[1], [2, 3], [4, 5, 6]], { maxlen: 2 }).toNested(); // [[0, 1], [2, 3], [5, 6]]
 */
export function padSequences(sequences: readonly ArrayLike[], options: PadSequencesOptions = {}): Tensor {
  const { dtype = 'int32', padding = 'pre', truncating = 'pre', value = 0 } = options;
  const who = 'data.padSequences';
  requireOneOf(who, 'padding', padding, ['pre', 'post']);
  requireOneOf(who, 'truncating', truncating, ['pre', 'post']);
  if (options.maxlen !== undefined) requireWhole(who, 'maxlen', options.maxlen);
  const all = sequences.map((sequence, index) => stepsOf(who, sequence, index));
  const maxlen = options.maxlen ?? all.reduce((longest, { length }) => Math.max(longest, length), 0);
  const stepShape = all.find(({ length }) => length > 0)?.stepShape ?? [];
  const width = sizeOf(stepShape);
  const size = all.length * maxlen * width;
  const padded = dtype === 'int32' ? new Int32Array(size) : new Float32Array(size);
  if (value !== 0) padded.fill(value);
  for (const [row, steps] of all.entries()) {
    if (steps.length === 0) continue;
    requireStepShape(who, row, steps.stepShape, stepShape);
    const kept = Math.min(steps.length, maxlen);
    const from = truncating === 'pre' ? steps.length - kept : 0;
    const to = row * maxlen + (padding === 'pre' ? maxlen - kept : 0);
    padded.set(steps.values.slice(from * width, (from + kept) * width), to * width);
  }
  return new Tensor([all.length, maxlen, ...stepShape], dtype, padded);
}

function stepsOf(who: string, sequence: ArrayLike, index: number): Steps {
  if (isTypedArray(sequence)) return { length: sequence.length, stepShape: [], values: sequence };
  if (Array.isArray(sequence) && sequence.every((step) => typeof step === 'number')) {
    return { length: sequence.length, stepShape: [], values: sequence };
  }
  if (sequence instanceof Tensor || Array.isArray(sequence)) {
    const { shape, data } = tensor(sequence);
    if (shape.length > 0) return { length: shape[0] ?? 0, stepShape: shape.slice(1), values: data };
  }
  throw new InvalidArgumentError({ who, expected: `sequence ${index} must be a list`, received: sequence });
}

function requireStepShape(who: string, index: number, shape: Shape, expected: Shape): void {
  if (sameShape(shape, expected)) return;
  throw new ShapeError({
    who,
    expected: `steps of shape ${JSON.stringify(expected)} in sequence ${index}, as in the first sequence`,
    received: shape,
  });
}
