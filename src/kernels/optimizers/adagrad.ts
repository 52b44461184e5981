/** Adagrad, as in shaders/optimizers/adagrad.wgsl. */
import shader from '../../../shaders/optimizers/adagrad.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const adagradUpdate = defineUpdate({
  name: 'adagrad',
  shader,
  rates: ['rate'],
  slots: () => ['accumulator'],
  cpu(state, g, { rate }, { constants: { EPSILON } }) {
    const accumulator = state['accumulator']! + g * g; // declared above
    state['accumulator'] = accumulator;
    state['w']! -= (rate! * g) / Math.sqrt(accumulator + EPSILON!); // given by the optimizer
  },
});
