/** Activation functions as layers: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
import { Activation, type ActivationOptions } from './activation.ts';
import { ELU, type ELUOptions } from './elu.ts';
import { LeakyReLU, type LeakyReLUOptions } from './leakyReLU.ts';
import { PReLU, type PReLUOptions } from './prelu.ts';
import { ReLU, type ReLUOptions } from './reLU.ts';
import { Softmax, type SoftmaxOptions } from './softmax.ts';

export { Activation, ELU, LeakyReLU, PReLU, ReLU, Softmax };

export const activation: (options: ActivationOptions) => Activation = /* @__PURE__ */ factory(Activation);
export const elu: (options?: ELUOptions) => ELU = /* @__PURE__ */ factory(ELU);
export const leakyReLU: (options?: LeakyReLUOptions) => LeakyReLU = /* @__PURE__ */ factory(LeakyReLU);
export const prelu: (options?: PReLUOptions) => PReLU = /* @__PURE__ */ factory(PReLU);
export const reLU: (options?: ReLUOptions) => ReLU = /* @__PURE__ */ factory(ReLU);
export const softmax: (options?: SoftmaxOptions) => Softmax = /* @__PURE__ */ factory(Softmax);
