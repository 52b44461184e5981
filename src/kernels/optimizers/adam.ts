/** Adam, as in shaders/optimizers/adam.wgsl. Flag: AMSGRAD. */
import shader from '../../../shaders/optimizers/adam.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const adamUpdate = defineUpdate({
  name: 'adam',
  shader,
  rates: ['rate'],
  slots: ({ flags }) => ['momentum', 'velocity', ...(flags['AMSGRAD'] ? ['highest'] : [])],
  cpu(state, g, { rate }, { constants, flags }) {
    const { BETA_1, BETA_2, EPSILON } = constants as { BETA_1: number; BETA_2: number; EPSILON: number }; // given by the optimizer
    const momentum = state['momentum']! + (g - state['momentum']!) * (1 - BETA_1); // declared above
    const velocity = state['velocity']! + (g * g - state['velocity']!) * (1 - BETA_2); // declared above
    state['momentum'] = momentum;
    state['velocity'] = velocity;
    let second = velocity;
    if (flags['AMSGRAD']) {
      second = Math.max(state['highest']!, velocity); // declared above
      state['highest'] = second;
    }
    state['w']! -= (rate! * momentum) / (Math.sqrt(second) + EPSILON); // every state has w
  },
});
