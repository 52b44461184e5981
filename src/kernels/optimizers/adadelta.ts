/** Adadelta, as in shaders/optimizers/adadelta.wgsl. */
import shader from '../../../shaders/optimizers/adadelta.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const adadeltaUpdate = defineUpdate({
  name: 'adadelta',
  shader,
  rates: ['rate'],
  slots: () => ['gradients', 'steps'],
  cpu(state, g, { rate }, { constants }) {
    const { RHO, EPSILON } = constants as { RHO: number; EPSILON: number }; // given by the optimizer
    const gradients = RHO * state['gradients']! + (1 - RHO) * g * g; // declared above
    const step = (-Math.sqrt(state['steps']! + EPSILON) * g) / Math.sqrt(gradients + EPSILON); // declared above
    state['gradients'] = gradients;
    state['steps'] = RHO * state['steps']! + (1 - RHO) * step * step; // declared above
    state['w']! += rate! * step; // every state has w
  },
});
