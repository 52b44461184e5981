import { arc, type Form, type Hand, type Point } from '../pen.ts';

/** 5: a bar above, a neck down and a bowl; the corners sharp or round, the bar joined or not. */
export function five(hand: Hand): Form {
  const neck: Point = [hand.between(0.0, 0.25), hand.between(0.28, 0.52)];
  const top: Point = [neck[0] + hand.between(-0.02, 0.25), hand.around(0.02, 0.04)];
  const low = (1 - neck[1] + hand.between(0, 0.1)) / 2;
  const bowl = arc({
    center: [neck[0] + hand.between(0.06, 0.24), 1 - low],
    radii: [hand.between(0.2, 0.4), low],
    from: hand.between(-100, -60),
    to: hand.between(85, 195),
    tilt: hand.around(0, 12),
  });
  const barFrom: Point = hand.chance(0.7) ? top : hand.near(top[0] + 0.05, top[1] - 0.03, 0.04);
  const length = hand.between(0.2, 0.8);
  const tip: Point = [barFrom[0] + length, barFrom[1] + length * hand.around(-0.12, 0.18)];
  const bar: Point[] = [barFrom, hand.near((barFrom[0] + tip[0]) / 2, (barFrom[1] + tip[1]) / 2 + 0.02, 0.02), tip];
  const kind = hand.between(0, 1);
  if (kind < 0.25)
    return [[...[...bar].reverse(), hand.near((top[0] + neck[0]) / 2, neck[1] * 0.6, 0.02), neck, ...bowl]];
  if (kind < 0.45) return [bar, [top, hand.near((top[0] + neck[0]) / 2 - 0.02, neck[1] * 0.6, 0.02), neck, ...bowl]];
  return [bar, [top, neck], [neck, ...bowl]];
}
