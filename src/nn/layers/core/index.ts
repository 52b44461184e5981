/** Core layers: classes, and factories with the same name in camelCase. */
import type { LayerOptions } from '../layer.ts';
import { Dense, type DenseOptions } from './dense.ts';
import { EinsumDense, type EinsumDenseOptions } from './einsumDense.ts';
import { Embedding, type EmbeddingOptions } from './embedding.ts';
import { Identity } from './identity.ts';
import { Lambda, type LambdaOptions } from './lambda.ts';
import { Masking, type MaskingOptions } from './masking.ts';
import { Wrapper, type WrapperOptions } from './wrapper.ts';

export { InputLayer, input } from './input.ts';
export { Dense, EinsumDense, Embedding, Identity, Lambda, Masking, Wrapper };

export const dense = (options: DenseOptions): Dense => new Dense(options);
export const einsumDense = (options: EinsumDenseOptions): EinsumDense => new EinsumDense(options);
export const embedding = (options: EmbeddingOptions): Embedding => new Embedding(options);
export const identity = (options?: LayerOptions): Identity => new Identity(options);
export const lambda = (options: LambdaOptions): Lambda => new Lambda(options);
export const masking = (options?: MaskingOptions): Masking => new Masking(options);
export const wrapper = (options: WrapperOptions): Wrapper => new Wrapper(options);
