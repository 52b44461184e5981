/** Initializers that draw from one distribution. */
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import { RandomInitializer, type SeedOptions } from './initializer.ts';

export interface NormalOptions extends SeedOptions {
  /** Default 0. */
  readonly mean?: number | undefined;
  /** Default 0.05. */
  readonly stddev?: number | undefined;
}

/** Normal distribution. */
export class RandomNormal extends RandomInitializer {
  static override readonly className: string = 'RandomNormal';
  static override readonly optionNames = ['seed', 'mean', 'stddev'];
  static readonly aliases: readonly string[] = ['normal'];
  readonly mean: number;
  readonly stddev: number;

  constructor(options: NormalOptions = {}) {
    super(options);
    this.mean = checkNumber(this.className, 'mean', options.mean ?? 0);
    this.stddev = checkNumber(this.className, 'stddev', options.stddev ?? 0.05, { from: 0 });
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    const random = this.random();
    return Float32Array.from({ length: sizeOf(shape) }, () => this.mean + this.stddev * random.normal());
  }
}

/** Normal distribution without the values beyond two standard deviations: those are drawn again. */
export class TruncatedNormal extends RandomNormal {
  static override readonly className = 'TruncatedNormal';
  static override readonly aliases = [];

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    const random = this.random();
    return Float32Array.from({ length: sizeOf(shape) }, () => {
      for (;;) {
        const value = random.normal();
        if (Math.abs(value) < 2) return this.mean + this.stddev * value;
      }
    });
  }
}

export interface UniformOptions extends SeedOptions {
  /** Default -0.05. */
  readonly minval?: number | undefined;
  /** Default 0.05. */
  readonly maxval?: number | undefined;
}

/** Uniform distribution over [minval, maxval). */
export class RandomUniform extends RandomInitializer {
  static override readonly className = 'RandomUniform';
  static override readonly optionNames = ['seed', 'minval', 'maxval'];
  static readonly aliases = ['uniform'];
  readonly minval: number;
  readonly maxval: number;

  constructor(options: UniformOptions = {}) {
    super(options);
    this.minval = checkNumber(this.className, 'minval', options.minval ?? -0.05);
    this.maxval = checkNumber(this.className, 'maxval', options.maxval ?? 0.05, { from: this.minval });
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    const random = this.random();
    return Float32Array.from(
      { length: sizeOf(shape) },
      () => this.minval + (this.maxval - this.minval) * random.uniform(),
    );
  }
}
