import { type Array as JaxArray, nn, numpy as np } from '@jax-js/jax';
import type { Loss } from '../../workloads/model.ts';

/** Mean losses of a batch, from logits where the last activation allows it. Each consumes both arguments. */
export const losses: Record<Loss, (logits: JaxArray, y: JaxArray) => JaxArray> = {
  categoricalCrossentropy(logits, y) {
    const rows = y.shape[0] ?? 1;
    return nn
      .logSoftmax(logits)
      .mul(y)
      .sum()
      .mul(-1 / rows);
  },
  /** `softplus(z) - z * y`. */
  binaryCrossentropy: (logits, y) => nn.softplus(logits.ref).sub(logits.mul(y)).mean(),
  meanSquaredError: (prediction, y) => np.square(prediction.sub(y)).mean(),
};
