import { arc, type Form, type Hand, type Point } from '../pen.ts';

/** 3: two arcs that meet in a tongue or run into each other; or a flat top with a slanting line. */
export function three(hand: Hand): Form {
  const waist: Point = [hand.between(0.12, 0.45), hand.around(0.46, 0.06)];
  const rx = hand.between(0.16, 0.36);
  const bowl = hand.between(0.2, 0.42);
  const low = (1 - waist[1]) / 2;
  const under = arc({
    center: [waist[0] + hand.around(0, 0.06), waist[1] + low],
    radii: [bowl, low],
    from: hand.between(-85, -60),
    to: hand.between(95, 210),
    tilt: hand.around(0, 12),
  });
  const up = waist[1] / 2;
  const kind = hand.between(0, 1);
  if (kind < 0.12) {
    const right: Point = hand.near(waist[0] + rx, 0.03);
    return [
      [hand.near(0.0, 0.05), right],
      [right, waist],
      [waist, ...under.slice(1)],
    ];
  }
  const over = arc({
    center: [waist[0] + hand.around(0, 0.05), up],
    radii: [rx, up],
    from: hand.between(150, 280),
    to: hand.between(395, 435),
    tilt: hand.around(0, 10),
  });
  const tongue: Point = [waist[0] - hand.between(0, 0.12), waist[1] + hand.around(0, 0.03)];
  if (kind < 0.65)
    return [
      [...over, tongue],
      [tongue, ...under],
    ];
  return [[...over, [waist[0] + hand.between(-0.04, 0.14), waist[1]], ...under]];
}
