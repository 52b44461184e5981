/** From straight pieces to a picture. */
import { SIDE } from './layout.ts';
import type { Segments } from './trace.ts';

/** How the pen marks, in pixels. */
export interface Pen {
  /** From the middle of the line to where it is half as dark. */
  readonly radius: number;
  /** How far its edge takes to fade from full to nothing. */
  readonly fade: number;
}

/** Marks the pixels of `picture` ([28, 28], 0 … 1) by their distance from the pieces; the darkest mark stays. */
export function draw(picture: Float32Array, segments: Segments, { radius, fade }: Pen): void {
  const reach = radius + fade / 2;
  for (let index = 0; index < segments.length; index += 4) {
    const [x = 0, y = 0] = [segments[index], segments[index + 1]];
    const dx = (segments[index + 2] ?? 0) - x;
    const dy = (segments[index + 3] ?? 0) - y;
    const perLength = 1 / Math.max(dx * dx + dy * dy, 1e-9);
    const left = Math.max(0, Math.ceil(Math.min(x, x + dx) - reach));
    const right = Math.min(SIDE - 1, Math.floor(Math.max(x, x + dx) + reach));
    const top = Math.max(0, Math.ceil(Math.min(y, y + dy) - reach));
    const bottom = Math.min(SIDE - 1, Math.floor(Math.max(y, y + dy) + reach));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const along = Math.max(0, Math.min(1, ((column - x) * dx + (row - y) * dy) * perLength));
        const awayX = column - x - along * dx;
        const awayY = row - y - along * dy;
        const dark = Math.min(1, (reach - Math.sqrt(awayX * awayX + awayY * awayY)) / fade);
        const pixel = row * SIDE + column;
        if (dark > (picture[pixel] ?? 0)) picture[pixel] = dark;
      }
    }
  }
}
