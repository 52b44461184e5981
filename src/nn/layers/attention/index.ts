/** Attention layers: classes, and factories with the same name in camelCase. */
import { AdditiveAttention, type AdditiveAttentionOptions } from './additiveAttention.ts';
import { Attention, type AttentionOptions } from './attention.ts';
import { GroupQueryAttention, type GroupQueryAttentionOptions } from './groupQueryAttention.ts';
import { MultiHeadAttention, type MultiHeadAttentionOptions } from './multiHeadAttention.ts';

export { AdditiveAttention, Attention, GroupQueryAttention, MultiHeadAttention };

export const additiveAttention = (options?: AdditiveAttentionOptions): AdditiveAttention =>
  new AdditiveAttention(options);
export const attention = (options?: AttentionOptions): Attention => new Attention(options);
export const groupQueryAttention = (options: GroupQueryAttentionOptions): GroupQueryAttention =>
  new GroupQueryAttention(options);
export const multiHeadAttention = (options: MultiHeadAttentionOptions): MultiHeadAttention =>
  new MultiHeadAttention(options);
