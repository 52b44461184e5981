/** Layers that prepare numbers, categories and texts: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
import { CategoryEncoding, type CategoryEncodingOptions } from './categoryEncoding.ts';
import { Discretization, type DiscretizationOptions } from './discretization.ts';
import { HashedCrossing, type HashedCrossingOptions } from './hashing/hashedCrossing.ts';
import { Hashing, type HashingOptions } from './hashing/hashing.ts';
import { IntegerLookup, type IntegerLookupOptions } from './lookup/integerLookup.ts';
import { StringLookup, type StringLookupOptions } from './lookup/stringLookup.ts';
import { Normalization, type NormalizationOptions } from './normalization.ts';
import { Rescaling, type RescalingOptions } from './rescaling.ts';
import { TextVectorization, type TextVectorizationOptions } from './text/textVectorization.ts';

export {
  CategoryEncoding,
  Discretization,
  HashedCrossing,
  Hashing,
  IntegerLookup,
  Normalization,
  Rescaling,
  StringLookup,
  TextVectorization,
};

export const categoryEncoding: (options: CategoryEncodingOptions) => CategoryEncoding =
  /* @__PURE__ */ factory(CategoryEncoding);
export const discretization: (options: DiscretizationOptions) => Discretization =
  /* @__PURE__ */ factory(Discretization);
export const hashedCrossing: (options: HashedCrossingOptions) => HashedCrossing =
  /* @__PURE__ */ factory(HashedCrossing);
export const hashing: (options: HashingOptions) => Hashing = /* @__PURE__ */ factory(Hashing);
export const integerLookup: (options?: IntegerLookupOptions) => IntegerLookup = /* @__PURE__ */ factory(IntegerLookup);
export const normalization: (options?: NormalizationOptions) => Normalization = /* @__PURE__ */ factory(Normalization);
export const rescaling: (options: RescalingOptions) => Rescaling = /* @__PURE__ */ factory(Rescaling);
export const stringLookup: (options?: StringLookupOptions) => StringLookup = /* @__PURE__ */ factory(StringLookup);
export const textVectorization: (options?: TextVectorizationOptions) => TextVectorization =
  /* @__PURE__ */ factory(TextVectorization);
