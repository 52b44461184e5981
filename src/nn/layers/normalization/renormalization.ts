/** Batch renormalization (Ioffe, 2017): a correction of a batch's statistics by moving ones. */
import {
  add,
  divide,
  maximum,
  minimum,
  sqrt,
  stopGradient,
  subtract,
} from '../../../kernels/elementwise/arithmetic.ts';
import type { Moments } from '../../../kernels/normalize/normalize.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import type { Shape } from '../../../runtime/spec.ts';
import { knownOptions } from '../../checks.ts';
import { Initializer } from '../../initializers/initializer.ts';
import type { Weight } from '../layer.ts';

/** Limits of the correction `standardized · r + d`; default: none. */
export interface RenormClipping {
  readonly rmin?: number | null | undefined;
  readonly rmax?: number | null | undefined;
  /** d stays within -dmax and dmax. */
  readonly dmax?: number | null | undefined;
}

export function checkedClipping(who: string, clipping: RenormClipping | null | undefined): RenormClipping {
  const { rmin, rmax, dmax } = clipping ?? {};
  knownOptions(`${who}: renormClipping`, clipping ?? {}, ['rmin', 'rmax', 'dmax']);
  const isOrdered = (rmin ?? 0) <= (rmax ?? Number.POSITIVE_INFINITY) && (dmax ?? 0) >= 0;
  if (isOrdered) return clipping ?? {};
  throw new InvalidArgumentError({
    who,
    expected: 'renormClipping must have rmin up to rmax, and a dmax that is not negative',
    received: clipping,
  });
}

/** Moving statistics of the correction. */
export interface RenormWeights {
  /** Of √(variance + epsilon), for inference. */
  readonly movingStddev: Weight;
  readonly mean: Weight;
  readonly stddev: Weight;
}

/** `standardized · r + d` is what moving statistics would give; no gradient flows through r and d. */
export interface Correction {
  readonly r: GraphNode;
  readonly d: GraphNode;
}

/** The standard deviation that goes with a variance. */
export function deviation({ variance }: Moments, epsilon: number): GraphNode {
  return sqrt(add(variance, epsilon));
}

export function correctionOf(
  batch: Moments,
  { mean, stddev }: RenormWeights,
  epsilon: number,
  { rmin, rmax, dmax }: RenormClipping,
): Correction {
  const moving = maximum(stddev.value, Math.sqrt(epsilon));
  let r = divide(deviation(batch, epsilon), moving);
  let d = divide(subtract(batch.mean, mean.value), moving);
  if (typeof rmin === 'number') r = maximum(r, rmin);
  if (typeof rmax === 'number') r = minimum(r, rmax);
  if (typeof dmax === 'number') d = maximum(minimum(d, dmax), -dmax);
  return { r: stopGradient(r), d: stopGradient(d) };
}

/** The square roots of another initializer's values: standard deviations for variances. */
export class RootInitializer extends Initializer {
  static override readonly className = 'Root';
  readonly #inner: Initializer;

  constructor(inner: Initializer) {
    super();
    this.#inner = inner;
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    return this.#inner.values(shape).map(Math.sqrt);
  }
}
