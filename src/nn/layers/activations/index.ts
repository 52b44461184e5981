/** Activation functions as layers: classes, and factories with the same name in camelCase. */
import { Activation, type ActivationOptions } from './activation.ts';
import { ELU, type ELUOptions } from './elu.ts';
import { LeakyReLU, type LeakyReLUOptions } from './leakyReLU.ts';
import { PReLU, type PReLUOptions } from './prelu.ts';
import { ReLU, type ReLUOptions } from './reLU.ts';
import { Softmax, type SoftmaxOptions } from './softmax.ts';

export { Activation, ELU, LeakyReLU, PReLU, ReLU, Softmax };

export const activation = (options: ActivationOptions): Activation => new Activation(options);
export const elu = (options?: ELUOptions): ELU => new ELU(options);
export const leakyReLU = (options?: LeakyReLUOptions): LeakyReLU => new LeakyReLU(options);
export const prelu = (options?: PReLUOptions): PReLU => new PReLU(options);
export const reLU = (options?: ReLUOptions): ReLU => new ReLU(options);
export const softmax = (options?: SoftmaxOptions): Softmax => new Softmax(options);
