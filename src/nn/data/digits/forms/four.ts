import type { Form, Hand, Point } from '../pen.ts';

/** 4: an arm and a bar, and a stem: closed at the top, open with a corner, or open and round like a cup. */
export function four(hand: Hand): Form {
  const bar = hand.around(0.53, 0.08);
  const stemX = hand.between(0.36, 0.66);
  const stemBottom: Point = [stemX + hand.around(-0.04, 0.08), 1];
  const end: Point = [stemX + hand.between(-0.02, 0.32), bar + hand.around(-0.04, 0.05)];
  const left: Point = [hand.around(0, 0.05), bar + hand.around(0.02, 0.03)];
  const kind = hand.between(0, 1);
  if (kind < 0.2) {
    const top: Point = [stemX + hand.around(0, 0.03), 0];
    return [
      [top, left],
      [left, end],
      [top, hand.near(stemX, 0.5, 0.02), stemBottom],
    ];
  }
  const stemTop: Point = [stemX + hand.around(0.05, 0.06), hand.between(-0.05, 0.3)];
  const armTop: Point = [hand.between(-0.02, 0.25), hand.between(-0.02, 0.15)];
  const stem = [stemTop, hand.near((stemTop[0] + stemBottom[0]) / 2, 0.6, 0.02), stemBottom];
  if (kind < 0.55) {
    return [[armTop, hand.near((armTop[0] + left[0]) / 2, bar / 2, 0.03), left], [left, end], stem];
  }
  const sag = hand.between(0, 0.08);
  const cup: Point[] = [
    armTop,
    hand.near(armTop[0] * 0.4, bar * 0.6, 0.02),
    [stemX * 0.2, bar + sag * 0.6],
    [stemX * 0.6, bar + sag],
  ];
  if (kind < 0.93) return [[...cup, end], stem];
  return [[...cup, [stemX, bar - 0.05], stemTop], stem];
}
