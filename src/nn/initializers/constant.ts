/** Initializers without chance. */
import { ShapeError } from '../../runtime/errors.ts';
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
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
  /** Default 0. */
  readonly value?: number | undefined;
}

/** One value everywhere. */
export class Constant extends Initializer {
  static override readonly className = 'Constant';
  static override readonly optionNames = ['value'];
  readonly value: number;

  constructor(options: ConstantOptions = {}) {
    super(options);
    this.value = checkNumber(this.className, 'value', options.value ?? 0);
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    return filled(shape, this.value);
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
