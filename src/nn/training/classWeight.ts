/** Weights by class. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { Tensor } from '../../runtime/tensor.ts';

/** Class number to weight; classes left out count 1. */
export type ClassWeight = Readonly<Record<number, number>>;

/** A weight per sample: by its class number, or by the place of the largest entry of its one-hot label. */
export function applyClassWeight(weights: ClassWeight, targets: Tensor | null, who: string): Tensor {
  if (!targets) throw new InvalidArgumentError({ who, expected: 'classWeight needs targets' });
  const rows = targets.shape[0] ?? 0;
  const width = sizeOf(targets.shape.slice(1));
  const classOf = (row: number): number => {
    if (width === 1) return Math.round(targets.data[row]!); // one number per row
    const labels = targets.data.subarray(row * width, (row + 1) * width);
    return labels.indexOf(Math.max(...labels));
  };
  return new Tensor(
    [rows],
    'float32',
    Float32Array.from({ length: rows }, (_, row) => weights[classOf(row)] ?? 1),
  );
}
