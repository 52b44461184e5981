/** SGD, as in shaders/optimizers/sgd.wgsl. Flags: HEAVY (momentum), NESTEROV. */
import shader from '../../../shaders/optimizers/sgd.wgsl?raw';
import { defineUpdate } from '../update.ts';

export const sgdUpdate = defineUpdate({
  name: 'sgd',
  shader,
  rates: ['rate'],
  slots: ({ flags }) => (flags['HEAVY'] ? ['velocity'] : []),
  cpu(state, g, { rate }, { constants: { MOMENTUM }, flags }) {
    const step = rate! * g; // declared above
    if (!flags['HEAVY']) {
      state['w']! -= step; // every state has w
      return;
    }
    state['velocity'] = MOMENTUM! * state['velocity']! - step; // declared above
    state['w']! += flags['NESTEROV'] ? MOMENTUM! * state['velocity'] - step : state['velocity'];
  },
});
