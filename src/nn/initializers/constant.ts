/** Initializers without chance. */
import { broadcastPlaces } from '../../kernels/elementwise/family.ts';
import { ShapeError } from '../../runtime/errors.ts';
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, type Tensor, tensor } from '../../runtime/tensor.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import { arrayIn } from '../saving/config.ts';
import { Initializer } from './initializer.ts';

function filled(shape: Shape, value: number): Float32Array<ArrayBuffer> {
  return new Float32Array(sizeOf(shape)).fill(value);
}

/** All zeros. */
export class Zeros extends Initializer {
  static override readonly className = 'Zeros';
  static override readonly optionNames = [];
  static readonly aliases = ['zero'];

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    return filled(shape, 0);
  }
}

/** All ones. */
export class Ones extends Initializer {
  static override readonly className = 'Ones';
  static override readonly optionNames = [];
  static readonly aliases = ['one'];

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    return filled(shape, 1);
  }
}

export interface ConstantOptions {
  /** A number, or values that broadcast to the weight's shape (such as trained embeddings); default 0. */
  readonly value?: ArrayLike | undefined;
}

/**
 * One value everywhere, or given values.
 *
 * @example
 * layers.embedding({ inputDim: 3, outputDim: 2, embeddingsInitializer: initializers.constant({ value: [[1, 2], [3, 4], [5, 6]] }) });
 */
export class Constant extends Initializer {
  static override readonly className = 'Constant';
  static override readonly optionNames = ['value'];
  readonly value: number | Tensor;

  constructor(options: ConstantOptions = {}) {
    super(options);
    const value = arrayIn(options.value ?? 0);
    const single = typeof value !== 'object' || value === null;
    this.value = single
      ? checkNumber(this.className, 'value', value)
      : tensor(value as ArrayLike, undefined, 'float32'); // checked by tensor
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    const { value } = this;
    if (typeof value === 'number') return filled(shape, value);
    const shift = shape.length - value.shape.length; // aligned at the right
    if (shift < 0 || value.shape.some((length, axis) => length !== 1 && length !== shape[axis + shift]))
      throw new ShapeError({
        who: this.className,
        expected: `values that broadcast to the weight's shape [${shape.join(', ')}]`,
        received: value.shape,
      });
    const place = broadcastPlaces(shape, value.shape);
    return Float32Array.from({ length: sizeOf(shape) }, (_, i) => value.data[place(i)]!); // in range
  }
}

export interface IdentityOptions {
  /** The value on the diagonal; default 1. */
  readonly gain?: number | undefined;
}

/** `gain` on the diagonal, 0 elsewhere; for weights with two axes. */
export class Identity extends Initializer {
  static override readonly className = 'Identity';
  static override readonly optionNames = ['gain'];
  static readonly aliases = ['IdentityInitializer'];
  readonly gain: number;

  constructor(options: IdentityOptions = {}) {
    super(options);
    this.gain = checkNumber(this.className, 'gain', options.gain ?? 1);
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    if (shape.length !== 2)
      throw new ShapeError({ who: 'Identity', expected: 'a weight with 2 axes', received: shape });
    const [rows, columns] = shape as [number, number]; // checked above
    const values = filled(shape, 0);
    for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = this.gain;
    return values;
  }
}
