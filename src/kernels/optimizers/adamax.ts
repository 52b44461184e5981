/** Adamax, as in shaders/optimizers/adamax.wgsl. */
import shader from '../../../shaders/optimizers/adamax.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const adamaxUpdate = defineUpdate({
  name: 'adamax',
  shader,
  rates: ['rate'],
  slots: () => ['momentum', 'norm'],
  cpu(state, g, { rate }, { constants }) {
    const { BETA_1, BETA_2, EPSILON } = constants as { BETA_1: number; BETA_2: number; EPSILON: number }; // given by the optimizer
    const momentum = state['momentum']! + (g - state['momentum']!) * (1 - BETA_1); // declared above
    const norm = Math.max(BETA_2 * state['norm']!, Math.abs(g)); // declared above
    state['momentum'] = momentum;
    state['norm'] = norm;
    state['w']! -= (rate! * momentum) / (norm + EPSILON); // every state has w
  },
});
