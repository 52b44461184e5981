/** Schedule-free AdamW, as in shaders/optimizers/scheduleFreeAdamW.wgsl. */
import shader from '../../../shaders/optimizers/scheduleFreeAdamW.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const scheduleFreeAdamWUpdate = defineUpdate({
  name: 'scheduleFreeAdamW',
  shader,
  rates: ['rate', 'correction', 'share'],
  slots: () => ['momentum', 'velocity'],
  cpu(state, g, { rate, correction, share }, { constants }) {
    const { BETA_1, BETA_2, EPSILON } = constants as { BETA_1: number; BETA_2: number; EPSILON: number }; // given by the optimizer
    const velocity = state['velocity']! + (g * g - state['velocity']!) * (1 - BETA_2); // declared above
    const before = state['momentum']!; // declared above
    const momentum = before - (rate! * g) / (Math.sqrt(velocity * correction!) + EPSILON); // declared above
    const mean = (state['w']! - (1 - BETA_1) * before) / BETA_1; // every state has w
    state['velocity'] = velocity;
    state['momentum'] = momentum;
    state['w'] = (1 - BETA_1) * momentum + BETA_1 * ((1 - share!) * mean + share! * momentum); // declared above
  },
});
