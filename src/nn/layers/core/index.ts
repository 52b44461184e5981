/** Core layers: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
import type { LayerOptions } from '../layer.ts';
import { Dense, type DenseOptions } from './dense.ts';
import { EinsumDense, type EinsumDenseOptions } from './einsumDense.ts';
import { Embedding, type EmbeddingOptions } from './embedding.ts';
import { Identity } from './identity.ts';
import { InputLayer, type InputLayerOptions } from './input.ts';
import { Lambda, type LambdaOptions } from './lambda.ts';
import { Masking, type MaskingOptions } from './masking.ts';
import { ReversibleEmbedding, type ReversibleEmbeddingOptions } from './reversibleEmbedding.ts';
import { TimeDistributed } from './timeDistributed.ts';
import { Wrapper, type WrapperOptions } from './wrapper.ts';

export { input } from './input.ts';
export {
  Dense,
  EinsumDense,
  Embedding,
  Identity,
  InputLayer,
  Lambda,
  Masking,
  ReversibleEmbedding,
  TimeDistributed,
  Wrapper,
};

export const dense: (options: DenseOptions) => Dense = /* @__PURE__ */ factory(Dense);
export const einsumDense: (options: EinsumDenseOptions) => EinsumDense = /* @__PURE__ */ factory(EinsumDense);
export const embedding: (options: EmbeddingOptions) => Embedding = /* @__PURE__ */ factory(Embedding);
export const identity: (options?: LayerOptions) => Identity = /* @__PURE__ */ factory(Identity);
export const inputLayer: (options: InputLayerOptions) => InputLayer = /* @__PURE__ */ factory(InputLayer);
export const lambda: (options: LambdaOptions) => Lambda = /* @__PURE__ */ factory(Lambda);
export const masking: (options?: MaskingOptions) => Masking = /* @__PURE__ */ factory(Masking);
export const reversibleEmbedding: (options: ReversibleEmbeddingOptions) => ReversibleEmbedding =
  /* @__PURE__ */ factory(ReversibleEmbedding);
export const timeDistributed: (options: WrapperOptions) => TimeDistributed = /* @__PURE__ */ factory(TimeDistributed);
export const wrapper: (options: WrapperOptions) => Wrapper = /* @__PURE__ */ factory(Wrapper);
