/** Core layers: classes, and factories with the same name in camelCase. */
import { Dense, type DenseOptions } from './dense.ts';

export { InputLayer, input } from './input.ts';
export { Dense };

export const dense = (options: DenseOptions): Dense => new Dense(options);
