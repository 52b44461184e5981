/** `ops.image`: functions on images, on nodes while tracing, on symbolic tensors of functional models, and on host values. */
import { symbolic } from '../symbolic.ts';
import * as blur from './blur.ts';
import * as colour from './colour.ts';
import * as resizing from './resize.ts';
import * as transforms from './transform.ts';

export const resize = /* @__PURE__ */ symbolic('resize', resizing.resize);
export const affineTransform = /* @__PURE__ */ symbolic('affineTransform', transforms.affineTransform);
export const perspectiveTransform = /* @__PURE__ */ symbolic('perspectiveTransform', transforms.perspectiveTransform);
export const gaussianBlur = /* @__PURE__ */ symbolic('gaussianBlur', blur.gaussianBlur);
export const rgbToGrayscale = /* @__PURE__ */ symbolic('rgbToGrayscale', colour.rgbToGrayscale);
export const rgbToHsv = /* @__PURE__ */ symbolic('rgbToHsv', colour.rgbToHsv);
export const hsvToRgb = /* @__PURE__ */ symbolic('hsvToRgb', colour.hsvToRgb);
