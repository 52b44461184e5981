/** Lion, as in shaders/optimizers/lion.wgsl. */
import shader from '../../../shaders/optimizers/lion.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const lionUpdate = defineUpdate({
  name: 'lion',
  shader,
  rates: ['rate'],
  slots: () => ['momentum'],
  cpu(state, g, { rate }, { constants }) {
    const { BETA_1, BETA_2 } = constants as { BETA_1: number; BETA_2: number }; // given by the optimizer
    const momentum = state['momentum']!; // declared above
    state['w']! -= rate! * Math.sign(BETA_1 * momentum + (1 - BETA_1) * g); // every state has w
    state['momentum'] = BETA_2 * momentum + (1 - BETA_2) * g;
  },
});
