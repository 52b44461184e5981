import type { Form, Hand, Point } from '../pen.ts';

/** 7: a bar above and a slanting stem; the corner sharp or round; now and then with a serif and with a bar across. */
export function seven(hand: Hand): Form {
  const right: Point = [hand.between(0.42, 0.85), hand.around(0.04, 0.06)];
  const left: Point = [0, hand.around(0.07, 0.07)];
  const foot: Point = [hand.between(0.05, 0.6), 1];
  const top = [left, hand.near(right[0] / 2, (left[1] + right[1]) / 2 + hand.around(-0.02, 0.03), 0.02), right];
  const middle = hand.near((right[0] + foot[0]) / 2 + hand.around(-0.03, 0.05), 0.5, 0.04);
  const strokes: Form = hand.chance(0.35)
    ? [[...top.slice(0, 2), [right[0] - 0.06, right[1]], [right[0], right[1] + 0.08], middle, foot]]
    : [top, [right, middle, foot]];
  const serif: Form = hand.chance(0.35) ? [[[hand.around(0, 0.04), left[1] + hand.between(0.06, 0.36)], left]] : [];
  if (!hand.chance(0.2)) return [...serif, ...strokes];
  const y = hand.around(0.5, 0.06);
  const reach = hand.between(0.12, 0.35);
  const tilt = hand.around(-0.02, 0.05);
  return [
    ...serif,
    ...strokes,
    [
      [middle[0] - reach, y - tilt],
      [middle[0] + reach * hand.between(0.6, 1.3), y + tilt],
    ],
  ];
}
