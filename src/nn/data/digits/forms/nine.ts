import { arc, type Form, type Hand, type Point } from '../pen.ts';

/** 9: a loop, closed or not, and a stem at its right: straight, or hooked at the bottom. */
export function nine(hand: Hand): Form {
  const rx = hand.between(0.14, 0.36);
  const ry = hand.between(0.14, 0.31);
  const start = hand.between(-80, 5);
  const tilt = hand.around(-14, 18);
  const loop = arc({ center: [rx, ry], radii: [rx, ry], from: start, to: hand.between(-310, -385), tilt });
  const right: Point = [2 * rx + hand.around(0, 0.03), ry * hand.between(0.3, 1.1)];
  if (hand.chance(0.3)) {
    const hook: Point = [hand.between(0, 0.25), hand.around(0.94, 0.05)];
    return [
      loop,
      [
        right,
        hand.near(2 * rx, 0.7, 0.03),
        [1.5 * rx + 0.05, 0.98],
        hook,
        [hook[0] - 0.04, hook[1] - hand.between(0.02, 0.15)],
      ],
    ];
  }
  const foot: Point = [2 * rx + hand.around(-0.06, 0.12), 1];
  return [loop, [right, hand.near((right[0] + foot[0]) / 2, 0.6, 0.03), foot]];
}
