/** Attention layers: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
import { AdditiveAttention, type AdditiveAttentionOptions } from './additiveAttention.ts';
import { Attention, type AttentionOptions } from './attention.ts';
import { GroupQueryAttention, type GroupQueryAttentionOptions } from './groupQueryAttention.ts';
import { MultiHeadAttention, type MultiHeadAttentionOptions } from './multiHeadAttention.ts';

export { AdditiveAttention, Attention, GroupQueryAttention, MultiHeadAttention };

export const additiveAttention: (options?: AdditiveAttentionOptions) => AdditiveAttention =
  /* @__PURE__ */ factory(AdditiveAttention);
export const attention: (options?: AttentionOptions) => Attention = /* @__PURE__ */ factory(Attention);
export const groupQueryAttention: (options: GroupQueryAttentionOptions) => GroupQueryAttention =
  /* @__PURE__ */ factory(GroupQueryAttention);
export const multiHeadAttention: (options: MultiHeadAttentionOptions) => MultiHeadAttention =
  /* @__PURE__ */ factory(MultiHeadAttention);
