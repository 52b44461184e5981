/** From straight pieces to a picture. */
import type { Segments } from './trace.ts';

/** Pixels along a side of a picture. */
export const SIDE = 28;

/** How the pen marks, in pixels. */
export interface Pen {
  /** From the middle of the line to where it is half as dark. */
  readonly radius: number;
  /** How far its edge fades. */
  readonly fade: number;
}

/** Darkens `picture` (0 … 1, [28, 28]) along the pieces: what is within the pen's reach of a piece is marked. */
export function draw(picture: Float32Array, segments: Segments, { radius, fade }: Pen): void {
  const reach = radius + fade / 2;
  for (let index = 0; index < segments.length; index += 4) {
    const x = segments[index] ?? 0;
    const y = segments[index + 1] ?? 0;
    const dx = (segments[index + 2] ?? 0) - x;
    const dy = (segments[index + 3] ?? 0) - y;
    const scale = 1 / Math.max(dx * dx + dy * dy, 1e-9);
    const left = Math.max(0, Math.ceil(Math.min(x, x + dx) - reach));
    const right = Math.min(SIDE - 1, Math.floor(Math.max(x, x + dx) + reach));
    const top = Math.max(0, Math.ceil(Math.min(y, y + dy) - reach));
    const bottom = Math.min(SIDE - 1, Math.floor(Math.max(y, y + dy) + reach));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const t = Math.max(0, Math.min(1, ((column - x) * dx + (row - y) * dy) * scale));
        const ex = column - x - t * dx;
        const ey = row - y - t * dy;
        const dark = (reach - Math.sqrt(ex * ex + ey * ey)) / fade;
        const place = row * SIDE + column;
        if (dark > (picture[place] ?? 0)) picture[place] = Math.min(1, dark);
      }
    }
  }
}

/** Moves and scales the pieces as MNIST does: the longer side 20 pixels, the centre of mass in the middle. */
export function fit(segments: Segments, radius: number, size: number, mx = 0, my = 0): Segments {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let [massX, massY, mass] = [0, 0, 0];
  for (let index = 0; index < segments.length; index += 4) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = segments.slice(index, index + 4);
    left = Math.min(left, x0, x1);
    right = Math.max(right, x0, x1);
    top = Math.min(top, y0, y1);
    bottom = Math.max(bottom, y0, y1);
    const length = Math.hypot(x1 - x0, y1 - y0);
    massX += (length * (x0 + x1)) / 2;
    massY += (length * (y0 + y1)) / 2;
    mass += length;
  }
  const scale = (size - 2 * radius) / Math.max(right - left, bottom - top, 1e-9);
  const middle = SIDE / 2 - 0.5;
  return segments.map((value, index) =>
    index % 2 === 0 ? middle + mx + scale * (value - massX / mass) : middle + my + scale * (value - massY / mass),
  );
}
