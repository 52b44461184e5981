/** Layers that prepare numbers, categories and texts: classes, and factories with the same name in camelCase. */
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

export const categoryEncoding = (options: CategoryEncodingOptions): CategoryEncoding => new CategoryEncoding(options);
export const discretization = (options: DiscretizationOptions): Discretization => new Discretization(options);
export const hashedCrossing = (options: HashedCrossingOptions): HashedCrossing => new HashedCrossing(options);
export const hashing = (options: HashingOptions): Hashing => new Hashing(options);
export const integerLookup = (options?: IntegerLookupOptions): IntegerLookup => new IntegerLookup(options);
export const normalization = (options?: NormalizationOptions): Normalization => new Normalization(options);
export const rescaling = (options: RescalingOptions): Rescaling => new Rescaling(options);
export const stringLookup = (options?: StringLookupOptions): StringLookup => new StringLookup(options);
export const textVectorization = (options?: TextVectorizationOptions): TextVectorization =>
  new TextVectorization(options);
