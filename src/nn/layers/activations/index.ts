/** Activation functions as layers: classes, and factories with the same name in camelCase. */
import { Activation, type ActivationOptions } from './activation.ts';

export { Activation };

export const activation = (options: ActivationOptions): Activation => new Activation(options);
