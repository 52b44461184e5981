import { arc, type Form, type Hand, type Point } from '../pen.ts';

/** 8: one line that crosses itself at the waist, its end beyond its beginning or not; or two rings. */
export function eight(hand: Hand): Form {
  const waist = hand.between(0.36, 0.62);
  const up = hand.between(0.13, 0.38);
  const down = hand.between(0.12, 0.38);
  const a = 0.35 + hand.around(0, 0.08);
  const b = 0.35;
  const cross = (a + b) / 2;
  if (hand.chance(0.12)) {
    const full = { from: -90, to: 280 };
    return [
      arc({ center: [a, waist / 2], radii: [up, waist / 2], ...full }),
      arc({ center: [b, (1 + waist) / 2], radii: [down, (1 - waist) / 2], ...full }),
    ];
  }
  const tail = hand.chance(0.4) ? hand.between(0, 0.4) : 0;
  const over = waist / 2;
  const under = (1 - waist) / 2;
  const start: Point = [a + up * hand.between(0.5, 1), over * hand.between(0.1, 0.7)];
  const back: Point = [a + up * hand.between(0.8, 1.05), over * hand.between(0.7, 1)];
  const end: Point = tail > 0 ? [a + up + tail, over * 0.4 - tail * 0.8] : hand.near(start[0], start[1], 0.05);
  return [
    [
      start,
      [a + up * 0.05, 0],
      [a - up * 0.85, over * 0.5],
      [a - up * 0.8, over * 1.2],
      [cross, waist],
      [b + down * 0.85, waist + under * 0.75],
      [b + down * 0.8, waist + under * 1.5],
      [b, 1],
      [b - down * 0.85, waist + under * 1.5],
      [b - down * 0.75, waist + under * 0.8],
      [cross, waist + hand.around(0, 0.03)],
      back,
      end,
    ],
  ];
}
