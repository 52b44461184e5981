/** The lines that digits are written with. */
import type { HostRandom } from '../../../runtime/random.ts';

/** A place: x to the right, y down. */
export type Point = readonly [x: number, y: number];

/** A smooth line through points. A corner is where one stroke ends and another begins. */
export type Stroke = readonly Point[];

/** The strokes of one digit, written into a box about 1 high. */
export type Form = readonly Stroke[];

/** Draws numbers for one digit. */
export class Hand {
  readonly #random: HostRandom;

  constructor(random: HostRandom) {
    this.#random = random;
  }

  /** Uniform between two numbers. */
  between(low: number, high: number): number {
    return low + (high - low) * this.#random.uniform();
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.#random.uniform() < probability;
  }

  /** Normal around a mean, never further away than two deviations and a half. */
  around(mean: number, deviation: number): number {
    return mean + deviation * Math.max(-2.5, Math.min(2.5, this.#random.normal()));
  }

  /** A place near the given one. */
  near(x: number, y: number, deviation = 0.03): Point {
    return [this.around(x, deviation), this.around(y, deviation)];
  }
}

/** An arc of an ellipse, in degrees: 0 is right, 90 is down, so that a growing angle turns clockwise. */
export interface Arc {
  readonly center: Point;
  readonly radii: Point;
  readonly from: number;
  readonly to: number;
  /** Degrees by which the ellipse is turned clockwise; 0 when left out. */
  readonly tilt?: number;
}

/** Points along an arc, about one every 40 degrees, both ends included. */
export function arc({ center: [x, y], radii: [rx, ry], from, to, tilt = 0 }: Arc): Point[] {
  const steps = Math.max(1, Math.ceil(Math.abs(to - from) / 40));
  const [cos, sin] = [Math.cos((tilt * Math.PI) / 180), Math.sin((tilt * Math.PI) / 180)];
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    const [u, v] = [rx * Math.cos(angle), ry * Math.sin(angle)];
    return [x + u * cos - v * sin, y + u * sin + v * cos];
  });
}
