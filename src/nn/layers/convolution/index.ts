/** Convolutions: classes, and factories with the same name in camelCase. */
import { factory } from '../factory.ts';
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

export const conv1d: (options: ConvLayerOptions) => Conv1D = /* @__PURE__ */ factory(Conv1D);
export const conv2d: (options: ConvLayerOptions) => Conv2D = /* @__PURE__ */ factory(Conv2D);
export const conv3d: (options: ConvLayerOptions) => Conv3D = /* @__PURE__ */ factory(Conv3D);
export const conv1dTranspose: (options: ConvTransposeLayerOptions) => Conv1DTranspose =
  /* @__PURE__ */ factory(Conv1DTranspose);
export const conv2dTranspose: (options: ConvTransposeLayerOptions) => Conv2DTranspose =
  /* @__PURE__ */ factory(Conv2DTranspose);
export const conv3dTranspose: (options: ConvTransposeLayerOptions) => Conv3DTranspose =
  /* @__PURE__ */ factory(Conv3DTranspose);
export const depthwiseConv1d: (options: DepthwiseConvOptions) => DepthwiseConv1D =
  /* @__PURE__ */ factory(DepthwiseConv1D);
export const depthwiseConv2d: (options: DepthwiseConvOptions) => DepthwiseConv2D =
  /* @__PURE__ */ factory(DepthwiseConv2D);
export const separableConv1d: (options: SeparableConvOptions) => SeparableConv1D =
  /* @__PURE__ */ factory(SeparableConv1D);
export const separableConv2d: (options: SeparableConvOptions) => SeparableConv2D =
  /* @__PURE__ */ factory(SeparableConv2D);
