/** Initializers whose spread follows from the number of inputs and outputs. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { Shape } from '../../runtime/spec.ts';
import { oneOf } from '../checks.ts';
import { type Fans, fansOf, RandomInitializer, type SeedOptions } from './initializer.ts';
import { RandomNormal, RandomUniform, TruncatedNormal } from './random.ts';

const MODES = ['fan_in', 'fan_out', 'fan_avg'] as const;
const DISTRIBUTIONS = ['truncated_normal', 'normal', 'untruncated_normal', 'uniform'] as const;

export type ScalingMode = (typeof MODES)[number];
export type ScalingDistribution = (typeof DISTRIBUTIONS)[number];

export interface FanOptions extends SeedOptions {
  /** Axes that are inputs; default: the second to last (and the receptive field before it). */
  readonly inputAxes?: readonly number[] | null | undefined;
  readonly outputAxes?: readonly number[] | null | undefined;
}

export interface VarianceScalingOptions extends FanOptions {
  /** Default 1. */
  readonly scale?: number | undefined;
  /** Default `fan_in`. */
  readonly mode?: ScalingMode | undefined;
  /** Default `truncated_normal`. */
  readonly distribution?: ScalingDistribution | undefined;
}

/** The standard deviation of a normal distribution cut off at two standard deviations. */
const TRUNCATED_STDDEV = 0.87962566103423978;

/**
 * Variance scale / fan: `truncated_normal` and `untruncated_normal` with stddev √(scale/fan), `uniform` over ±√(3 scale/fan).
 * (He et al., 2015; Glorot and Bengio, 2010.)
 */
export class VarianceScaling extends RandomInitializer {
  static override readonly className: string = 'VarianceScaling';
  static override readonly optionNames: readonly string[] = [
    'scale',
    'mode',
    'distribution',
    'seed',
    'inputAxes',
    'outputAxes',
  ];
  readonly scale: number;
  readonly mode: ScalingMode;
  readonly distribution: ScalingDistribution;
  readonly inputAxes: readonly number[] | null;
  readonly outputAxes: readonly number[] | null;

  /** @param fixed - What classes with names of their own do not take as options. */
  constructor(options: VarianceScalingOptions = {}, fixed: VarianceScalingOptions = {}) {
    super(options);
    const { scale = 1, mode = 'fan_in', distribution = 'truncated_normal' } = { ...options, ...fixed };
    if (!(scale > 0))
      throw new InvalidArgumentError({ who: this.className, expected: 'scale must be positive', received: scale });
    this.scale = scale;
    this.mode = oneOf(this.className, 'mode', mode, MODES);
    const drawn = oneOf(this.className, 'distribution', distribution, DISTRIBUTIONS);
    this.distribution = drawn === 'normal' ? 'truncated_normal' : drawn;
    this.inputAxes = options.inputAxes ?? null;
    this.outputAxes = options.outputAxes ?? null;
  }

  /** The same, seed included, with these axes as inputs and outputs, unless it was made with axes of its own. */
  along(inputAxes: readonly number[], outputAxes: readonly number[]): VarianceScaling {
    if (this.inputAxes && this.outputAxes) return this;
    const Class = this.constructor as new (options: VarianceScalingOptions) => VarianceScaling; // presets fix what they do not take
    return new Class({ ...this.configOptions(), seed: this.drawnSeed, inputAxes, outputAxes });
  }

  #fans(shape: Shape): Fans {
    const along = (axes: readonly number[]) =>
      axes.reduce((product, axis) => product * shape[axis < 0 ? axis + shape.length : axis]!, 1); // axes of the shape
    if (this.inputAxes && this.outputAxes) return { fanIn: along(this.inputAxes), fanOut: along(this.outputAxes) };
    return fansOf(shape);
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    const { fanIn, fanOut } = this.#fans(shape);
    const fan = { fan_in: fanIn, fan_out: fanOut, fan_avg: (fanIn + fanOut) / 2 }[this.mode];
    const variance = this.scale / Math.max(1, fan);
    const seed = Math.floor(this.random().uniform() * 2 ** 24);
    if (this.distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return new RandomUniform({ minval: -limit, maxval: limit, seed }).values(shape);
    }
    if (this.distribution === 'untruncated_normal')
      return new RandomNormal({ stddev: Math.sqrt(variance), seed }).values(shape);
    return new TruncatedNormal({ stddev: Math.sqrt(variance) / TRUNCATED_STDDEV, seed }).values(shape);
  }
}

/** VarianceScaling with everything but seed and axes fixed. */
abstract class Preset extends VarianceScaling {
  static override readonly optionNames = ['seed', 'inputAxes', 'outputAxes'];
}

/** Uniform over ±√(6 / (fan in + fan out)): Keras's default for kernels. */
export class GlorotUniform extends Preset {
  static override readonly className = 'GlorotUniform';
  constructor(options: FanOptions = {}) {
    super(options, { scale: 1, mode: 'fan_avg', distribution: 'uniform' });
  }
}

/** Truncated normal with stddev √(2 / (fan in + fan out)). */
export class GlorotNormal extends Preset {
  static override readonly className = 'GlorotNormal';
  constructor(options: FanOptions = {}) {
    super(options, { scale: 1, mode: 'fan_avg', distribution: 'truncated_normal' });
  }
}

/** Uniform over ±√(6 / fan in). */
export class HeUniform extends Preset {
  static override readonly className = 'HeUniform';
  constructor(options: FanOptions = {}) {
    super(options, { scale: 2, mode: 'fan_in', distribution: 'uniform' });
  }
}

/** Truncated normal with stddev √(2 / fan in). */
export class HeNormal extends Preset {
  static override readonly className = 'HeNormal';
  constructor(options: FanOptions = {}) {
    super(options, { scale: 2, mode: 'fan_in', distribution: 'truncated_normal' });
  }
}

/** Uniform over ±√(3 / fan in). */
export class LecunUniform extends Preset {
  static override readonly className = 'LecunUniform';
  constructor(options: FanOptions = {}) {
    super(options, { scale: 1, mode: 'fan_in', distribution: 'uniform' });
  }
}

/** Truncated normal with stddev √(1 / fan in). */
export class LecunNormal extends Preset {
  static override readonly className = 'LecunNormal';
  constructor(options: FanOptions = {}) {
    super(options, { scale: 1, mode: 'fan_in', distribution: 'truncated_normal' });
  }
}
