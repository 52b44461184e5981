/** Layers on images: classes, and factories with the same name in camelCase. */
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

export const augMix = (options?: AugMixOptions): AugMix => new AugMix(options);
export const autoContrast = (options?: AutoContrastOptions): AutoContrast => new AutoContrast(options);
export const centerCrop = (options: CropOptions): CenterCrop => new CenterCrop(options);
export const contrastLimitedAdaptiveHistogramEqualization = (
  options?: ContrastLimitedAdaptiveHistogramEqualizationOptions,
): ContrastLimitedAdaptiveHistogramEqualization => new ContrastLimitedAdaptiveHistogramEqualization(options);
export const cutMix = (options?: CutMixOptions): CutMix => new CutMix(options);
export const equalization = (options?: EqualizationOptions): Equalization => new Equalization(options);
export const mixUp = (options?: MixUpOptions): MixUp => new MixUp(options);
export const pipeline = (options: PipelineOptions): Pipeline => new Pipeline(options);
export const randAugment = (options?: RandAugmentOptions): RandAugment => new RandAugment(options);
export const randomBrightness = (options: RandomBrightnessOptions): RandomBrightness => new RandomBrightness(options);
export const randomColorDegeneration = (options: RandomColorDegenerationOptions): RandomColorDegeneration =>
  new RandomColorDegeneration(options);
export const randomColorJitter = (options?: RandomColorJitterOptions): RandomColorJitter =>
  new RandomColorJitter(options);
export const randomContrast = (options: RandomContrastOptions): RandomContrast => new RandomContrast(options);
export const randomCrop = (options: RandomCropOptions): RandomCrop => new RandomCrop(options);
export const randomElasticTransform = (options?: RandomElasticTransformOptions): RandomElasticTransform =>
  new RandomElasticTransform(options);
export const randomErasing = (options?: RandomErasingOptions): RandomErasing => new RandomErasing(options);
export const randomFlip = (options?: RandomFlipOptions): RandomFlip => new RandomFlip(options);
export const randomGaussianBlur = (options?: RandomGaussianBlurOptions): RandomGaussianBlur =>
  new RandomGaussianBlur(options);
export const randomGrayscale = (options?: RandomGrayscaleOptions): RandomGrayscale => new RandomGrayscale(options);
export const randomHue = (options: RandomHueOptions): RandomHue => new RandomHue(options);
export const randomInvert = (options?: RandomInvertOptions): RandomInvert => new RandomInvert(options);
export const randomPerspective = (options?: RandomPerspectiveOptions): RandomPerspective =>
  new RandomPerspective(options);
export const randomPosterization = (options: RandomPosterizationOptions): RandomPosterization =>
  new RandomPosterization(options);
export const randomRotation = (options: RandomRotationOptions): RandomRotation => new RandomRotation(options);
export const randomSaturation = (options: RandomSaturationOptions): RandomSaturation => new RandomSaturation(options);
export const randomSharpness = (options: RandomSharpnessOptions): RandomSharpness => new RandomSharpness(options);
export const randomShear = (options?: RandomShearOptions): RandomShear => new RandomShear(options);
export const randomTranslation = (options: RandomTranslationOptions): RandomTranslation =>
  new RandomTranslation(options);
export const randomZoom = (options: RandomZoomOptions): RandomZoom => new RandomZoom(options);
export const resizing = (options: ResizingOptions): Resizing => new Resizing(options);
export const solarization = (options?: SolarizationOptions): Solarization => new Solarization(options);
