/** Boxes erased from images at random (Zhong et al., AAAI 2020). */
import { clip, multiply, sqrt } from '../../../kernels/elementwise/arithmetic.ts';
import { logicalAnd, where } from '../../../kernels/elementwise/comparison.ts';
import { InvalidArgumentError, ShapeError } from '../../../runtime/errors.ts';
import { constant, type GraphNode } from '../../../runtime/graph.ts';
import { randomBox } from './box.ts';
import type { Draws } from './draws.ts';
import { type Factor, type Interval, intervalOf, probabilityOf } from './factors.ts';
import { onePerImage, Recolouring, type RecolouringOptions } from './recolouring.ts';

export interface RandomErasingOptions extends RecolouringOptions {
  /** The probability that an image is changed; from `[low, high]`, or from 0 to factor; default 1. */
  readonly factor?: Factor | undefined;
  /** Height and width of the box are the roots of two shares, from `[low, high]`, or from 0 to scale; default `[0.02, 0.33]`. */
  readonly scale?: Factor | undefined;
  /** What the box is filled with: a number, or one for each channel; default: normal noise times the largest value. */
  readonly fillValue?: number | readonly number[] | null | undefined;
}

function fillValueOf(who: string, value: unknown): number | readonly number[] | null {
  const isNumber = (each: unknown) => typeof each === 'number' && Number.isFinite(each);
  if (value === undefined || value === null) return null;
  const isList = Array.isArray(value) && value.length > 0 && value.every(isNumber);
  if (isNumber(value) || isList) return value as number | readonly number[]; // checked
  throw new InvalidArgumentError({
    who,
    expected: 'fillValue must be a number, a list of numbers (one for each channel) or null',
    received: value,
  });
}

/**
 * In training, fills a box at a random place in some images. Otherwise the identity.
 *
 * Shapes: `[..., height, width, channels]` -> the same.
 *
 * @example
 * layers.randomErasing({ factor: [0.5, 0.5], fillValue: 0 });
 */
export class RandomErasing extends Recolouring {
  static override readonly className = 'RandomErasing';
  readonly factor: Interval;
  readonly scale: Interval;
  readonly fillValue: number | readonly number[] | null;

  constructor(options: RandomErasingOptions = {}) {
    super(options);
    this.factor = probabilityOf(this.who, 'factor', options.factor ?? 1);
    this.scale = intervalOf(this.who, 'scale', options.scale ?? [0.02, 0.33], 'from 0', [0, 1]);
    this.fillValue = fillValueOf(this.who, options.fillValue);
  }

  #filling(images: GraphNode, draws: Draws): GraphNode {
    const { fillValue } = this;
    if (fillValue === null) return multiply(draws.normal(images.shape), this.valueRange[1]);
    if (typeof fillValue === 'number') return constant(fillValue);
    if (fillValue.length === images.shape[3]) return constant(fillValue, [fillValue.length]);
    throw new ShapeError({
      who: this.who,
      expected: `images with ${fillValue.length} channels, as fillValue has numbers`,
      received: images.shape,
    });
  }

  protected override recolour(images: GraphNode, draws: Draws): GraphNode {
    const shape = onePerImage(images);
    const [high, wide] = [sqrt(draws.uniform(shape, this.scale)), sqrt(draws.uniform(shape, this.scale))];
    const erased = logicalAnd(draws.chance(shape, this.factor), randomBox(images, high, wide, draws));
    return where(erased, clip(this.#filling(images, draws), ...this.valueRange), images);
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    const { factor, scale, fillValue } = this;
    return { ...super.configOptions(), factor, scale, fillValue };
  }
}
