/** Orthogonal matrices (Saxe, McClelland and Ganguli, 2014). */
import { ShapeError } from '../../runtime/errors.ts';
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { checkNumber } from '../optimizers/checkNumber.ts';
import { RandomInitializer, type SeedOptions } from './initializer.ts';

export interface OrthogonalOptions extends SeedOptions {
  /** Factor of all values; default 1. */
  readonly gain?: number | undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!; // equal lengths
  return sum;
}

/**
 * Makes vectors orthonormal one after another (modified Gram-Schmidt; random vectors are far from dependent, so double
 * precision is plenty). The result is Q of A = QR with a positive diagonal of R: what Keras gets from QR by turning signs.
 */
function orthonormalize(vectors: readonly Float64Array[]): void {
  vectors.forEach((own, index) => {
    const length = Math.sqrt(dot(own, own));
    for (let i = 0; i < own.length; i++) own[i] = own[i]! / length; // i < length
    for (let other = index + 1; other < vectors.length; other++) {
      const later = vectors[other]!; // other < length
      const share = dot(own, later);
      for (let i = 0; i < own.length; i++) later[i] = later[i]! - share * own[i]!; // equal lengths
    }
  });
}

/**
 * An orthogonal matrix times `gain`: columns (or, when there are fewer, rows) have length `gain` and stand at right angles.
 * Axes before the last one count as one: a kernel `[height, width, inputs, outputs]` is a matrix with `outputs` columns.
 *
 * @example
 * layers.dense({ units: 4, kernelInitializer: initializers.orthogonal({ gain: 2 }) });
 */
export class Orthogonal extends RandomInitializer {
  static override readonly className = 'Orthogonal';
  static override readonly optionNames = ['seed', 'gain'];
  static readonly aliases = ['OrthogonalInitializer'];
  readonly gain: number;

  constructor(options: OrthogonalOptions = {}) {
    super(options);
    this.gain = checkNumber(this.className, 'gain', options.gain ?? 1);
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    if (shape.length < 2)
      throw new ShapeError({ who: 'Orthogonal', expected: 'a weight with at least 2 axes', received: shape });
    const columns = shape[shape.length - 1]!; // two axes or more
    const rows = sizeOf(shape) / columns;
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    const random = this.random();
    const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, () => random.normal()));
    orthonormalize(vectors);
    const at = (row: number, column: number) => (rows < columns ? vectors[row]![column]! : vectors[column]![row]!); // in range
    return Float32Array.from(
      { length: rows * columns },
      (_, i) => this.gain * at(Math.floor(i / columns), i % columns),
    );
  }
}
