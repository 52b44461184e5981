/** The base of initializers: initial values are made on the CPU, so that they are the same on every device. */
import { HostRandom, nextSeed } from '../../runtime/random.ts';
import type { Shape } from '../../runtime/spec.ts';
import { Configured } from '../configured.ts';

/** How many inputs and outputs a kernel connects. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Fans by Keras's rule: the last two axes are input and output, axes before them the receptive field. */
export function fansOf(shape: Shape): Fans {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0]!, fanOut: shape[0]! }; // length 1
  const field = shape.slice(0, -2).reduce((product, length) => product * length, 1);
  return { fanIn: shape[shape.length - 2]! * field, fanOut: shape[shape.length - 1]! * field }; // length >= 2
}

export interface SeedOptions {
  /** Equal seeds give equal values; default: drawn from the global seed. */
  readonly seed?: number | null | undefined;
}

/**
 * The base class of initializers.
 *
 * @example
 * class Halves extends Initializer {
 *   static readonly className = 'Halves';
 *   values(shape) { return new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5); }
 * }
 */
export abstract class Initializer extends Configured {
  static override readonly className: string = 'Initializer';
  override readonly module = 'keras.initializers';

  /** The initial values of a weight, row-major. */
  abstract values(shape: Shape): Float32Array<ArrayBuffer>;
}

/** An initializer that draws random numbers. As in Keras one instance gives equal values for equal shapes. */
export abstract class RandomInitializer extends Initializer {
  readonly seed: number | null;
  /** The seed that counts: the given one, or one drawn when the instance was made. */
  readonly drawnSeed: number;

  constructor(options: SeedOptions = {}) {
    super(options);
    this.seed = typeof options.seed === 'number' ? options.seed : null; // files may hold a seed generator
    this.drawnSeed = this.seed ?? nextSeed();
  }

  protected random(): HostRandom {
    return new HostRandom(this.drawnSeed);
  }
}
