/** Muon, as in shaders/optimizers/muon.wgsl. */
import shader from '../../../shaders/optimizers/muon.wgsl?raw';
import { BLOCK } from '../update/attrs.ts';
import { defineUpdate } from '../update.ts';

interface Constants {
  readonly MOMENTUM: number;
  readonly BETA_1: number;
  readonly BETA_2: number;
  readonly EPSILON: number;
  readonly BLOCKS: number;
}

export const muonUpdate = defineUpdate({
  name: 'muon',
  shader,
  rates: ['rate', 'adamRate'],
  slots: () => ['momentum', 'velocity'],
  reads: { direction: 'array<vec4f>' },
  cpu(state, g, { rate, adamRate }, { constants }, { i, number, reads }) {
    const { MOMENTUM, BETA_1, BETA_2, EPSILON, BLOCKS } = constants as unknown as Constants; // given by the optimizer
    const before = state['momentum']!; // declared above
    if (number > 0) {
      state['momentum'] = MOMENTUM * before + g;
      state['w']! -= rate! * reads['direction']![i + (number - 1 - BLOCKS) * BLOCK]!; // every state has w
      return;
    }
    const momentum = before + (g - before) * (1 - BETA_1);
    const velocity = state['velocity']! + (g * g - state['velocity']!) * (1 - BETA_2); // declared above
    state['momentum'] = momentum;
    state['velocity'] = velocity;
    state['w']! -= (adamRate! * momentum) / (Math.sqrt(velocity) + EPSILON); // every state has w
  },
});
