/** Nadam, as in shaders/optimizers/nadam.wgsl. */
import shader from '../../../shaders/optimizers/nadam.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const nadamUpdate = defineUpdate({
  name: 'nadam',
  shader,
  rates: ['ofMomentum', 'ofGradient', 'correction'],
  slots: () => ['momentum', 'velocity'],
  cpu(state, g, { ofMomentum, ofGradient, correction }, { constants }) {
    const { BETA_1, BETA_2, EPSILON } = constants as { BETA_1: number; BETA_2: number; EPSILON: number }; // given by the optimizer
    const momentum = state['momentum']! + (g - state['momentum']!) * (1 - BETA_1); // declared above
    const velocity = state['velocity']! + (g * g - state['velocity']!) * (1 - BETA_2); // declared above
    state['momentum'] = momentum;
    state['velocity'] = velocity;
    state['w']! -= (ofMomentum! * momentum + ofGradient! * g) / (Math.sqrt(velocity * correction!) + EPSILON); // declared above
  },
});
