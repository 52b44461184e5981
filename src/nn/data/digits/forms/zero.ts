import { arc, type Form, type Hand, type Point } from '../pen.ts';

/** 0: one ring from the top, counterclockwise, that need not close or closes beyond its beginning. */
export function zero(hand: Hand): Form {
  const rx = hand.between(0.24, 0.5);
  const start = hand.around(-80, 40);
  const sweep = hand.around(-372, 25);
  const ring = arc({ center: [0.4, 0.5], radii: [rx, 0.5], from: start, to: start + sweep, tilt: hand.around(5, 10) });
  const drift = hand.around(0, 0.12);
  const lift = hand.around(0.04, 0.12);
  return [ring.map(([x, y], i): Point => [x + (drift * i) / ring.length, y + (lift * i) / ring.length])];
}
