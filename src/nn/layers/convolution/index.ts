/** Convolutions: classes, and factories with the same name in camelCase. */
import { Conv1D, Conv2D, Conv3D, type ConvLayerOptions } from './conv.ts';
import { Conv1DTranspose, Conv2DTranspose, Conv3DTranspose, type ConvTransposeLayerOptions } from './convTranspose.ts';
import { DepthwiseConv1D, DepthwiseConv2D, type DepthwiseConvOptions } from './depthwiseConv.ts';
import { SeparableConv1D, SeparableConv2D, type SeparableConvOptions } from './separableConv.ts';

export {
  Conv1D,
  Conv1DTranspose,
  Conv2D,
  Conv2DTranspose,
  Conv3D,
  Conv3DTranspose,
  DepthwiseConv1D,
  DepthwiseConv2D,
  SeparableConv1D,
  SeparableConv2D,
};

export const conv1d = (options: ConvLayerOptions): Conv1D => new Conv1D(options);
export const conv2d = (options: ConvLayerOptions): Conv2D => new Conv2D(options);
export const conv3d = (options: ConvLayerOptions): Conv3D => new Conv3D(options);
export const conv1dTranspose = (options: ConvTransposeLayerOptions): Conv1DTranspose => new Conv1DTranspose(options);
export const conv2dTranspose = (options: ConvTransposeLayerOptions): Conv2DTranspose => new Conv2DTranspose(options);
export const conv3dTranspose = (options: ConvTransposeLayerOptions): Conv3DTranspose => new Conv3DTranspose(options);
export const depthwiseConv1d = (options: DepthwiseConvOptions): DepthwiseConv1D => new DepthwiseConv1D(options);
export const depthwiseConv2d = (options: DepthwiseConvOptions): DepthwiseConv2D => new DepthwiseConv2D(options);
export const separableConv1d = (options: SeparableConvOptions): SeparableConv1D => new SeparableConv1D(options);
export const separableConv2d = (options: SeparableConvOptions): SeparableConv2D => new SeparableConv2D(options);
