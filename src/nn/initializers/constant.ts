/** Initializers without chance. */
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { Initializer } from './initializer.ts';

function filled(shape: Shape, value: number): Float32Array<ArrayBuffer> {
  return new Float32Array(sizeOf(shape)).fill(value);
}

/** All zeros. */
export class Zeros extends Initializer {
  static override readonly className = 'Zeros';
  static readonly aliases = ['zero'];

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    return filled(shape, 0);
  }
}

/** All ones. */
export class Ones extends Initializer {
  static override readonly className = 'Ones';
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
  readonly value: number;

  constructor(options: ConstantOptions = {}) {
    super();
    this.value = options.value ?? 0;
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    return filled(shape, this.value);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { value: this.value };
  }
}
