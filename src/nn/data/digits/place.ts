/** A digit moved and scaled to its place in the picture. */
import { CENTER } from './layout.ts';
import type { Segments } from './trace.ts';

/** Where a digit is to be, in pixels. */
export interface Place {
  /** The longer side of the middle of its lines. */
  readonly size: number;
  /** By how much its centre lies beside the picture's. */
  readonly shift: readonly [x: number, y: number];
}

/** Scales to the wanted size, and moves the centre of all lines to the centre of the picture. */
export function place(segments: Segments, { size, shift }: Place): Segments {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let [sumX, sumY, sum] = [0, 0, 1e-9];
  for (let index = 0; index < segments.length; index += 4) {
    const [x0 = 0, y0 = 0] = [segments[index], segments[index + 1]];
    const [x1 = 0, y1 = 0] = [segments[index + 2], segments[index + 3]];
    left = Math.min(left, x0, x1);
    right = Math.max(right, x0, x1);
    top = Math.min(top, y0, y1);
    bottom = Math.max(bottom, y0, y1);
    const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2);
    sumX += (length * (x0 + x1)) / 2;
    sumY += (length * (y0 + y1)) / 2;
    sum += length;
  }
  const scale = size / Math.max(right - left, bottom - top, 1e-9);
  const moveX = CENTER + shift[0] - (scale * sumX) / sum;
  const moveY = CENTER + shift[1] - (scale * sumY) / sum;
  return segments.map((value, index) => scale * value + (index % 2 === 0 ? moveX : moveY));
}
