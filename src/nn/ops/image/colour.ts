/** Colour spaces of images. */

import { concatenate } from '../../../kernels/concatenate.ts';
import {
  abs,
  add,
  clip,
  divide,
  maximum,
  minimum,
  multiply,
  subtract,
} from '../../../kernels/elementwise/arithmetic.ts';
import { equal, greater, less, where } from '../../../kernels/elementwise/comparison.ts';
import { modulo } from '../../../kernels/elementwise/rounding.ts';
import { split } from '../../../kernels/split.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type ImageOptions, onImages } from './images.ts';

/** The three colours of images, each `[batch, height, width, 1]`. */
type Planes = readonly [GraphNode, GraphNode, GraphNode];

/** @throws ShapeError when there are not three channels. */
function planesOf(who: string, images: GraphNode): Planes {
  if (images.shape[3] !== 3) {
    throw new ShapeError({ who, expected: 'images with 3 channels (red, green, blue)', received: images.shape });
  }
  return split(images, 3, 3) as unknown as Planes; // three parts
}

/** How bright the three colours look (ITU-R BT.601, as in PyTorch). */
const BRIGHTNESS = [0.2989, 0.587, 0.114] as const;

/** The brightness of `[batch, height, width, 3]`; one channel stays as it is. */
export function brightnessOf(who: string, images: GraphNode): GraphNode {
  if (images.shape[3] === 1) return images;
  const [red, green, blue] = planesOf(who, images).map((plane, index) => multiply(plane, BRIGHTNESS[index]!)) as [
    GraphNode,
    GraphNode,
    GraphNode,
  ]; // three planes, three factors
  return add(add(red, green), blue);
}

/**
 * Grey images: `0.2989·red + 0.587·green + 0.114·blue`.
 *
 * Shapes: `[..., height, width, 3] -> [..., height, width, 1]`.
 */
export function rgbToGrayscale(images: GraphNode, options: ImageOptions = {}): GraphNode {
  const who = 'image.rgbToGrayscale';
  return onImages(who, images, options, (x) => brightnessOf(who, x));
}

/** Numbers nearer to 0 count as 0. */
const EPSILON = 2 ** -23;

/** Hue, saturation and value of `[batch, height, width, 3]`. */
export function hsvOf(who: string, images: GraphNode): Planes {
  const [red, green, blue] = planesOf(who, where(less(abs(images), EPSILON), 0, images));
  const value = maximum(maximum(red, green), blue);
  const range = subtract(value, minimum(minimum(red, green), blue));
  const coloured = greater(range, 0);
  const saturation = where(greater(value, 0), divide(range, where(greater(value, 0), value, 1)), 0);
  const norm = divide(1, multiply(where(coloured, range, 1), 6));
  const byGreen = add(multiply(norm, subtract(blue, red)), 2 / 6);
  const byBlue = add(multiply(norm, subtract(red, green)), 4 / 6);
  const byRed = multiply(norm, subtract(green, blue));
  const hue = where(equal(value, red), byRed, where(equal(value, green), byGreen, byBlue));
  return [add(where(coloured, hue, 0), where(less(hue, 0), 1, 0)), saturation, value];
}

/** `[batch, height, width, 3]` from hue, saturation and value. */
export function fromHsv([hue, saturation, value]: Planes): GraphNode {
  const turn = multiply(modulo(hue, 1), 6);
  const shares = [
    subtract(abs(subtract(turn, 3)), 1),
    subtract(2, abs(subtract(turn, 2))),
    subtract(2, abs(subtract(turn, 4))),
  ];
  const white = subtract(1, saturation);
  return concatenate(
    shares.map((share) => multiply(value, add(white, multiply(saturation, clip(share, 0, 1))))),
    3,
  );
}

/**
 * Red, green and blue as hue, saturation and value. For values from 0 to 1 all three lie from 0 to 1; red has hue 0,
 * green 1/3, blue 2/3.
 *
 * Shapes: `[..., height, width, 3]` -> the same.
 */
export function rgbToHsv(images: GraphNode, options: ImageOptions = {}): GraphNode {
  const who = 'image.rgbToHsv';
  return onImages(who, images, options, (x) => concatenate(hsvOf(who, x), 3));
}

/** Hue, saturation and value as red, green and blue: the opposite of `rgbToHsv`. */
export function hsvToRgb(images: GraphNode, options: ImageOptions = {}): GraphNode {
  const who = 'image.hsvToRgb';
  return onImages(who, images, options, (x) => fromHsv(planesOf(who, x)));
}
