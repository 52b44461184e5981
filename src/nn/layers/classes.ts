/**
 * Every layer class, from its own file: what reads configurations. (By way of the families' index.ts it would take their
 * factories along, and with these every layer of a family into programs that use one of them.)
 */
export { Activation } from './activations/activation.ts';
export { ELU } from './activations/elu.ts';
export { LeakyReLU } from './activations/leakyReLU.ts';
export { PReLU } from './activations/prelu.ts';
export { ReLU } from './activations/reLU.ts';
export { Softmax } from './activations/softmax.ts';
export { AdditiveAttention } from './attention/additiveAttention.ts';
export { Attention } from './attention/attention.ts';
export { GroupQueryAttention } from './attention/groupQueryAttention.ts';
export { MultiHeadAttention } from './attention/multiHeadAttention.ts';
export { Conv1D, Conv2D, Conv3D } from './convolution/conv.ts';
export { Conv1DTranspose, Conv2DTranspose, Conv3DTranspose } from './convolution/convTranspose.ts';
export { DepthwiseConv1D, DepthwiseConv2D } from './convolution/depthwiseConv.ts';
export { SeparableConv1D, SeparableConv2D } from './convolution/separableConv.ts';
export { Dense } from './core/dense.ts';
export { EinsumDense } from './core/einsumDense.ts';
export { Embedding } from './core/embedding.ts';
export { Identity } from './core/identity.ts';
export { InputLayer } from './core/input.ts';
export { Lambda } from './core/lambda.ts';
export { Masking } from './core/masking.ts';
export { ReversibleEmbedding } from './core/reversibleEmbedding.ts';
export { TimeDistributed } from './core/timeDistributed.ts';
export { Wrapper } from './core/wrapper.ts';
export { AugMix } from './image/augMix.ts';
export { AutoContrast } from './image/autoContrast.ts';
export { CenterCrop } from './image/centerCrop.ts';
export { ContrastLimitedAdaptiveHistogramEqualization } from './image/contrastLimitedAdaptiveHistogramEqualization.ts';
export { CutMix } from './image/cutMix.ts';
export { Equalization } from './image/equalization.ts';
export { MixUp } from './image/mixUp.ts';
export { Pipeline } from './image/pipeline.ts';
export { RandAugment } from './image/randAugment.ts';
export { RandomBrightness } from './image/randomBrightness.ts';
export { RandomColorDegeneration } from './image/randomColorDegeneration.ts';
export { RandomColorJitter } from './image/randomColorJitter.ts';
export { RandomContrast } from './image/randomContrast.ts';
export { RandomCrop } from './image/randomCrop.ts';
export { RandomElasticTransform } from './image/randomElasticTransform.ts';
export { RandomErasing } from './image/randomErasing.ts';
export { RandomFlip } from './image/randomFlip.ts';
export { RandomGaussianBlur } from './image/randomGaussianBlur.ts';
export { RandomGrayscale } from './image/randomGrayscale.ts';
export { RandomHue } from './image/randomHue.ts';
export { RandomInvert } from './image/randomInvert.ts';
export { RandomPerspective } from './image/randomPerspective.ts';
export { RandomPosterization } from './image/randomPosterization.ts';
export { RandomRotation } from './image/randomRotation.ts';
export { RandomSaturation } from './image/randomSaturation.ts';
export { RandomSharpness } from './image/randomSharpness.ts';
export { RandomShear } from './image/randomShear.ts';
export { RandomTranslation } from './image/randomTranslation.ts';
export { RandomZoom } from './image/randomZoom.ts';
export { Resizing } from './image/resizing.ts';
export { Solarization } from './image/solarization.ts';
export { Add } from './merging/add.ts';
export { Average } from './merging/average.ts';
export { Concatenate } from './merging/concatenate.ts';
export { Dot } from './merging/dot.ts';
export { Maximum } from './merging/maximum.ts';
export { Minimum } from './merging/minimum.ts';
export { Multiply } from './merging/multiply.ts';
export { Subtract } from './merging/subtract.ts';
export { BatchNormalization } from './normalization/batchNormalization.ts';
export { GroupNormalization } from './normalization/groupNormalization.ts';
export { LayerNormalization } from './normalization/layerNormalization.ts';
export { RMSNormalization } from './normalization/rmsNormalization.ts';
export { SpectralNormalization } from './normalization/spectralNormalization.ts';
export { UnitNormalization } from './normalization/unitNormalization.ts';
export {
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3D,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3D,
} from './pooling/adaptivePooling.ts';
export {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling3D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GlobalMaxPooling3D,
} from './pooling/globalPooling.ts';
export {
  AveragePooling1D,
  AveragePooling2D,
  AveragePooling3D,
  MaxPooling1D,
  MaxPooling2D,
  MaxPooling3D,
} from './pooling/pooling.ts';
export { CategoryEncoding } from './preprocessing/categoryEncoding.ts';
export { Discretization } from './preprocessing/discretization.ts';
export { HashedCrossing } from './preprocessing/hashing/hashedCrossing.ts';
export { Hashing } from './preprocessing/hashing/hashing.ts';
export { IntegerLookup } from './preprocessing/lookup/integerLookup.ts';
export { StringLookup } from './preprocessing/lookup/stringLookup.ts';
export { Normalization } from './preprocessing/normalization.ts';
export { Rescaling } from './preprocessing/rescaling.ts';
export { TextVectorization } from './preprocessing/text/textVectorization.ts';
export { ActivityRegularization } from './regularization/activityRegularization.ts';
export { AlphaDropout } from './regularization/alphaDropout.ts';
export { Dropout } from './regularization/dropout.ts';
export { GaussianDropout } from './regularization/gaussianDropout.ts';
export { GaussianNoise } from './regularization/gaussianNoise.ts';
export { SpatialDropout1D, SpatialDropout2D, SpatialDropout3D } from './regularization/spatialDropout.ts';
export { Cropping1D, Cropping2D, Cropping3D } from './reshaping/cropping.ts';
export { Flatten } from './reshaping/flatten.ts';
export { Permute } from './reshaping/permute.ts';
export { RepeatVector } from './reshaping/repeatVector.ts';
export { Reshape } from './reshaping/reshape.ts';
export { UpSampling1D, UpSampling2D, UpSampling3D } from './reshaping/upSampling.ts';
export { ZeroPadding1D, ZeroPadding2D, ZeroPadding3D } from './reshaping/zeroPadding.ts';
