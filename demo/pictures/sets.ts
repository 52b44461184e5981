/** Pictures of digits with their labels, in the three parts that training needs. */
import type { Tensor } from '../../src/index.ts';

export interface Labelled {
  /** `float32 [n, 28, 28]`, 0 (paper) to 1 (ink). */
  readonly x: Tensor;
  /** `int32 [n]`, 0 to 9. */
  readonly y: Tensor;
}

export interface PictureSets {
  readonly name: string;
  /** What the weights are fitted to. */
  readonly train: Labelled;
  /** What training is watched with. */
  readonly validation: Labelled;
  /** What nobody looks at before the end. */
  readonly test: Labelled;
}

/** Pixels along a side of a picture. */
export const SIDE = 28;
