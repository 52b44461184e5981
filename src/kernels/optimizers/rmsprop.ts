/** RMSprop, as in shaders/optimizers/rmsprop.wgsl. Flags: CENTERED, HEAVY (momentum). */
import shader from '../../../shaders/optimizers/rmsprop.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const rmspropUpdate = defineUpdate({
  name: 'rmsprop',
  shader,
  rates: ['rate'],
  slots: ({ flags }) => [
    'velocity',
    ...(flags['HEAVY'] ? ['momentum'] : []),
    ...(flags['CENTERED'] ? ['average'] : []),
  ],
  cpu(state, g, { rate }, { constants, flags }) {
    const { RHO, EPSILON, MOMENTUM } = constants as { RHO: number; EPSILON: number; MOMENTUM: number }; // given by the optimizer
    const velocity = RHO * state['velocity']! + (1 - RHO) * g * g; // declared above
    state['velocity'] = velocity;
    let denominator = velocity + EPSILON;
    if (flags['CENTERED']) {
      const average = RHO * state['average']! + (1 - RHO) * g; // declared above
      state['average'] = average;
      denominator -= average * average;
    }
    let step = (rate! * g) / Math.sqrt(denominator); // declared above
    if (flags['HEAVY']) {
      step += MOMENTUM * state['momentum']!; // declared above
      state['momentum'] = step;
    }
    state['w']! -= step; // every state has w
  },
});
