/** Layers on images: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
import { AugMix, type AugMixOptions } from './augMix.ts';
import { AutoContrast, type AutoContrastOptions } from './autoContrast.ts';
import { CenterCrop } from './centerCrop.ts';
import {
  ContrastLimitedAdaptiveHistogramEqualization,
  type ContrastLimitedAdaptiveHistogramEqualizationOptions,
} from './contrastLimitedAdaptiveHistogramEqualization.ts';
import type { CropOptions } from './crop.ts';
import { CutMix, type CutMixOptions } from './cutMix.ts';
import { Equalization, type EqualizationOptions } from './equalization.ts';
import { MixUp, type MixUpOptions } from './mixUp.ts';
import { Pipeline, type PipelineOptions } from './pipeline.ts';
import { RandAugment, type RandAugmentOptions } from './randAugment.ts';
import { RandomBrightness, type RandomBrightnessOptions } from './randomBrightness.ts';
import { RandomColorDegeneration, type RandomColorDegenerationOptions } from './randomColorDegeneration.ts';
import { RandomColorJitter, type RandomColorJitterOptions } from './randomColorJitter.ts';
import { RandomContrast, type RandomContrastOptions } from './randomContrast.ts';
import { RandomCrop, type RandomCropOptions } from './randomCrop.ts';
import { RandomElasticTransform, type RandomElasticTransformOptions } from './randomElasticTransform.ts';
import { RandomErasing, type RandomErasingOptions } from './randomErasing.ts';
import { RandomFlip, type RandomFlipOptions } from './randomFlip.ts';
import { RandomGaussianBlur, type RandomGaussianBlurOptions } from './randomGaussianBlur.ts';
import { RandomGrayscale, type RandomGrayscaleOptions } from './randomGrayscale.ts';
import { RandomHue, type RandomHueOptions } from './randomHue.ts';
import { RandomInvert, type RandomInvertOptions } from './randomInvert.ts';
import { RandomPerspective, type RandomPerspectiveOptions } from './randomPerspective.ts';
import { RandomPosterization, type RandomPosterizationOptions } from './randomPosterization.ts';
import { RandomRotation, type RandomRotationOptions } from './randomRotation.ts';
import { RandomSaturation, type RandomSaturationOptions } from './randomSaturation.ts';
import { RandomSharpness, type RandomSharpnessOptions } from './randomSharpness.ts';
import { RandomShear, type RandomShearOptions } from './randomShear.ts';
import { RandomTranslation, type RandomTranslationOptions } from './randomTranslation.ts';
import { RandomZoom, type RandomZoomOptions } from './randomZoom.ts';
import { Resizing, type ResizingOptions } from './resizing.ts';
import { Solarization, type SolarizationOptions } from './solarization.ts';

export {
  AugMix,
  AutoContrast,
  CenterCrop,
  ContrastLimitedAdaptiveHistogramEqualization,
  CutMix,
  Equalization,
  MixUp,
  Pipeline,
  RandAugment,
  RandomBrightness,
  RandomColorDegeneration,
  RandomColorJitter,
  RandomContrast,
  RandomCrop,
  RandomElasticTransform,
  RandomErasing,
  RandomFlip,
  RandomGaussianBlur,
  RandomGrayscale,
  RandomHue,
  RandomInvert,
  RandomPerspective,
  RandomPosterization,
  RandomRotation,
  RandomSaturation,
  RandomSharpness,
  RandomShear,
  RandomTranslation,
  RandomZoom,
  Resizing,
  Solarization,
};

export const augMix: (options?: AugMixOptions) => AugMix = /* @__PURE__ */ factory(AugMix);
export const autoContrast: (options?: AutoContrastOptions) => AutoContrast = /* @__PURE__ */ factory(AutoContrast);
export const centerCrop: (options: CropOptions) => CenterCrop = /* @__PURE__ */ factory(CenterCrop);
export const contrastLimitedAdaptiveHistogramEqualization: (
  options?: ContrastLimitedAdaptiveHistogramEqualizationOptions,
) => ContrastLimitedAdaptiveHistogramEqualization = /* @__PURE__ */ factory(
  ContrastLimitedAdaptiveHistogramEqualization,
);
export const cutMix: (options?: CutMixOptions) => CutMix = /* @__PURE__ */ factory(CutMix);
export const equalization: (options?: EqualizationOptions) => Equalization = /* @__PURE__ */ factory(Equalization);
export const mixUp: (options?: MixUpOptions) => MixUp = /* @__PURE__ */ factory(MixUp);
export const pipeline: (options: PipelineOptions) => Pipeline = /* @__PURE__ */ factory(Pipeline);
export const randAugment: (options?: RandAugmentOptions) => RandAugment = /* @__PURE__ */ factory(RandAugment);
export const randomBrightness: (options: RandomBrightnessOptions) => RandomBrightness =
  /* @__PURE__ */ factory(RandomBrightness);
export const randomColorDegeneration: (options: RandomColorDegenerationOptions) => RandomColorDegeneration =
  /* @__PURE__ */ factory(RandomColorDegeneration);
export const randomColorJitter: (options?: RandomColorJitterOptions) => RandomColorJitter =
  /* @__PURE__ */ factory(RandomColorJitter);
export const randomContrast: (options: RandomContrastOptions) => RandomContrast =
  /* @__PURE__ */ factory(RandomContrast);
export const randomCrop: (options: RandomCropOptions) => RandomCrop = /* @__PURE__ */ factory(RandomCrop);
export const randomElasticTransform: (options?: RandomElasticTransformOptions) => RandomElasticTransform =
  /* @__PURE__ */ factory(RandomElasticTransform);
export const randomErasing: (options?: RandomErasingOptions) => RandomErasing = /* @__PURE__ */ factory(RandomErasing);
export const randomFlip: (options?: RandomFlipOptions) => RandomFlip = /* @__PURE__ */ factory(RandomFlip);
export const randomGaussianBlur: (options?: RandomGaussianBlurOptions) => RandomGaussianBlur =
  /* @__PURE__ */ factory(RandomGaussianBlur);
export const randomGrayscale: (options?: RandomGrayscaleOptions) => RandomGrayscale =
  /* @__PURE__ */ factory(RandomGrayscale);
export const randomHue: (options: RandomHueOptions) => RandomHue = /* @__PURE__ */ factory(RandomHue);
export const randomInvert: (options?: RandomInvertOptions) => RandomInvert = /* @__PURE__ */ factory(RandomInvert);
export const randomPerspective: (options?: RandomPerspectiveOptions) => RandomPerspective =
  /* @__PURE__ */ factory(RandomPerspective);
export const randomPosterization: (options: RandomPosterizationOptions) => RandomPosterization =
  /* @__PURE__ */ factory(RandomPosterization);
export const randomRotation: (options: RandomRotationOptions) => RandomRotation =
  /* @__PURE__ */ factory(RandomRotation);
export const randomSaturation: (options: RandomSaturationOptions) => RandomSaturation =
  /* @__PURE__ */ factory(RandomSaturation);
export const randomSharpness: (options: RandomSharpnessOptions) => RandomSharpness =
  /* @__PURE__ */ factory(RandomSharpness);
export const randomShear: (options?: RandomShearOptions) => RandomShear = /* @__PURE__ */ factory(RandomShear);
export const randomTranslation: (options: RandomTranslationOptions) => RandomTranslation =
  /* @__PURE__ */ factory(RandomTranslation);
export const randomZoom: (options: RandomZoomOptions) => RandomZoom = /* @__PURE__ */ factory(RandomZoom);
export const resizing: (options: ResizingOptions) => Resizing = /* @__PURE__ */ factory(Resizing);
export const solarization: (options?: SolarizationOptions) => Solarization = /* @__PURE__ */ factory(Solarization);
