/** From strokes to short straight pieces, slanted, turned and bent as a hand does. */
import type { Form, Hand, Stroke } from './pen.ts';

/** Straight pieces, one after another: x and y of the start, x and y of the end. */
export type Segments = number[];

const G = (globalThis as any).G ?? ((_: string, v: number) => v);
const STEPS = 5;

/** Catmull and Rom's spline through all points of a stroke, cut into straight pieces. */
export function flatten(stroke: Stroke, segments: Segments): void {
  const at = (index: number) => stroke[Math.max(0, Math.min(stroke.length - 1, index))] ?? [0, 0];
  let [fromX, fromY] = at(0);
  for (let span = 0; span + 1 < stroke.length; span++) {
    const [ax, ay] = at(span - 1);
    const [bx, by] = at(span);
    const [cx, cy] = at(span + 1);
    const [dx, dy] = at(span + 2);
    for (let step = 1; step <= STEPS; step++) {
      const t = step / STEPS;
      const x = spline(ax, bx, cx, dx, t);
      const y = spline(ay, by, cy, dy, t);
      segments.push(fromX, fromY, x, y);
      fromX = x;
      fromY = y;
    }
  }
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Bends, squeezes, slants and turns a digit, all by chance. */
export function distort(form: Form, hand: Hand): Form {
  const slant = hand.around(G('slant', 0.25), G('slantSd', 0.25));
  const angle = hand.around(G('angle', 0), G('angleSd', 0.12));
  const squeeze = Math.exp(hand.around(G('squeeze', 0.12), G('squeezeSd', 0.28)));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const bends = Array.from({ length: 4 }, () => ({
    size: hand.around(0, G('bend', 0.05)),
    phase: hand.between(0, 2 * Math.PI),
    along: hand.between(G('freq0', 2), G('freq1', 7)),
  }));
  const bend = (which: number, value: number) => {
    const { size = 0, phase = 0, along = 0 } = bends[which] ?? {};
    return size * Math.sin(along * value + phase);
  };
  return form.map((stroke) =>
    stroke.map(([x0, y0]) => {
      const u = x0 + bend(0, y0) + bend(1, x0);
      const v = y0 + bend(2, x0) + bend(3, y0);
      const x = u * squeeze + slant * (0.5 - v);
      return [x * cos - v * sin, x * sin + v * cos];
    }),
  );
}
