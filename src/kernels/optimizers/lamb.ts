/** LAMB, as in shaders/optimizers/lamb.wgsl. */
import shader from '../../../shaders/optimizers/lamb.wgsl?raw';
import { withNorms } from '../update/norms.ts';
import type { Rates, RuleOptions, UpdateState } from '../update/rule.ts';
import { defineUpdate } from '../update.ts';

function adamStep(state: UpdateState, { ofMomentum, ofVelocity }: Rates, { constants }: RuleOptions): number {
  return (state['momentum']! * ofMomentum!) / (Math.sqrt(state['velocity']! * ofVelocity!) + constants['EPSILON']!); // declared below
}

export const lambUpdate = defineUpdate({
  name: 'lamb',
  shader,
  rates: ['rate', 'ofMomentum', 'ofVelocity'],
  slots: () => ['momentum', 'velocity'],
  norms: withNorms({
    names: ['weights', 'step'],
    keepsGradient: false,
    prepare(state, g, _, { constants }) {
      const { BETA_1, BETA_2 } = constants as { BETA_1: number; BETA_2: number }; // given by the optimizer
      state['momentum']! += (g - state['momentum']!) * (1 - BETA_1); // declared above
      state['velocity']! += (g * g - state['velocity']!) * (1 - BETA_2); // declared above
    },
    vectors: (state, _, rates, options) => [state['w']!, adamStep(state, rates, options)], // every state has w
  }),
  cpu(state, _, rates, options, { squares }) {
    const { weights, step } = squares as { weights: number; step: number }; // declared above
    const ratio = weights > 0 && step > 0 ? Math.sqrt(weights / step) : 1;
    state['w']! -= ratio * rates['rate']! * adamStep(state, rates, options); // every state has w
  },
});
