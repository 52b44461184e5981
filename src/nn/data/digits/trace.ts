/** From strokes to short straight pieces, bent, slanted and turned as a hand does. */
import type { Form, Hand } from './pen.ts';

/** Straight pieces, one after another: x and y of the start, x and y of the end. */
export type Segments = number[];

const PIECES = 5;

/** Cuts all strokes, smooth lines through their points (Catmull and Rom's spline), into straight pieces. */
export function trace(form: Form): Segments {
  const segments: Segments = [];
  for (const stroke of form) {
    const at = (index: number) => stroke[Math.max(0, Math.min(stroke.length - 1, index))] ?? [0, 0];
    let [fromX, fromY] = at(0);
    for (let piece = 1; piece <= (stroke.length - 1) * PIECES; piece++) {
      const span = Math.floor((piece - 1) / PIECES);
      const t = (piece - span * PIECES) / PIECES;
      const [a, b, c, d] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
      const x = spline(a[0], b[0], c[0], d[0], t);
      const y = spline(a[1], b[1], c[1], d[1], t);
      segments.push(fromX, fromY, x, y);
      fromX = x;
      fromY = y;
    }
  }
  return segments;
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** A slow wave, by which places move. */
function wave(hand: Hand): (along: number) => number {
  const size = hand.around(0, 0.03);
  const phase = hand.between(0, 2 * Math.PI);
  const frequency = hand.between(2, 7);
  return (along) => size * Math.sin(frequency * along + phase);
}

/** Bends a digit about 1 high by waves, then squeezes, slants (mostly to the right) and turns it. */
export function distort(segments: Segments, hand: Hand): Segments {
  const [sideDown, sideAcross, liftAcross, liftDown] = [wave(hand), wave(hand), wave(hand), wave(hand)];
  const width = Math.exp(hand.around(0.12, 0.15));
  const slant = hand.around(0.2, 0.2);
  const angle = hand.around(-0.05, 0.1);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const moved: Segments = [];
  for (let index = 0; index < segments.length; index += 2) {
    const [x = 0, y = 0] = [segments[index], segments[index + 1]];
    const v = y + liftAcross(x) + liftDown(y);
    const u = (x + sideDown(y) + sideAcross(x)) * width + slant * (0.5 - v);
    moved.push(u * cos - v * sin, u * sin + v * cos);
  }
  return moved;
}
