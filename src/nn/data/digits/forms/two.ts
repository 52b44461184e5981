import { arc, type Form, type Hand, type Point } from '../pen.ts';

/** 2: an arc above, then a corner or a loop, then a tail to the right. */
export function two(hand: Hand): Form {
  const rx = hand.between(0.14, 0.36);
  const ry = hand.between(0.14, 0.36);
  const from = hand.chance(0.2) ? hand.between(210, 270) : hand.between(130, 225);
  const head = arc({ center: [hand.between(0.3, 0.42), ry], radii: [rx, ry], from, to: hand.between(350, 425) });
  const width = hand.between(0.55, 1);
  const base = hand.around(0.93, 0.03);
  const end: Point = [width, base + hand.around(-0.03, 0.07)];
  if (hand.chance(0.55)) {
    const left = hand.around(0, 0.05);
    const wide = hand.between(0.14, 0.56);
    const high = hand.between(0.12, 0.42);
    return [
      [
        ...head,
        [left + wide * 0.85 + 0.04, base - high * 0.75],
        [left + wide * 0.5, base - high * 0.05],
        [left + wide * 0.1, base - high * 0.12],
        [left + wide * 0.02, base - high * 0.55],
        [left + wide * 0.45, base - high * hand.between(0.8, 1.05)],
        [left + wide, base - high * hand.between(0.4, 0.75)],
        hand.near((left + wide + end[0]) / 2 + 0.02, base - high * hand.between(-0.1, 0.25), 0.03),
        end,
      ],
    ];
  }
  const corner: Point = [hand.around(0.03, 0.06), base];
  const down = [...head, hand.near(0.3, 0.7, 0.04), corner];
  return [down, [corner, hand.near(width * 0.5, base, 0.04), end]];
}
