/** FTRL-Proximal, as in shaders/optimizers/ftrl.wgsl. Flag: ROOT (the power is 1/2). */
import shader from '../../../shaders/optimizers/ftrl.wgsl?raw';
import { defineUpdate } from '../update.ts';

interface Constants {
  readonly POWER: number;
  readonly L1: number;
  readonly L2: number;
  readonly SHRINKAGE: number;
  readonly BETA: number;
}

export const ftrlUpdate = defineUpdate({
  name: 'ftrl',
  shader,
  rates: ['rate'],
  slots: () => ['accumulator', 'linear'],
  cpu(state, g, { rate }, options) {
    const { POWER, L1, L2, SHRINKAGE, BETA } = options.constants as unknown as Constants; // given by the optimizer
    const { w, accumulator: before, linear: z } = state as { w: number; accumulator: number; linear: number }; // declared above
    const accumulator = before + g * g;
    const power = accumulator ** POWER;
    const linear = z + g + 2 * SHRINKAGE * w - ((power - before ** POWER) / rate!) * w; // declared above
    const quadratic = (power + BETA) / rate! + 2 * L2; // declared above
    state['accumulator'] = accumulator;
    state['linear'] = linear;
    state['w'] = (Math.min(Math.max(linear, -L1), L1) - linear) / Math.max(quadratic, 1e-37);
  },
});
