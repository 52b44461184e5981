import { arc, type Form, type Hand, type Point } from '../pen.ts';

/** 6: a stem that runs into a loop below; or the letter C with a small loop inside its end. */
export function six(hand: Hand): Form {
  if (hand.chance(0.35)) {
    const rx = hand.between(0.25, 0.48);
    const back = arc({ center: [rx, 0.5], radii: [rx, 0.5], from: hand.between(-30, -130), to: -270 });
    const size = hand.between(0.14, 0.28);
    const reach = hand.between(0.1, rx * 0.95);
    const turn = arc({
      center: [2 * rx - reach - hand.between(-0.05, 0.15), 1 - size],
      radii: [reach, size],
      from: 50,
      to: hand.between(-110, -240),
      tilt: hand.around(-8, 12),
    });
    return [[...back, ...turn]];
  }
  const size = hand.between(0.15, 0.36);
  const rx = hand.between(0.15, 0.44);
  const center: Point = [hand.between(0.02, 0.1) + rx, 1 - size];
  const loop = arc({ center, radii: [rx, size], from: 175, to: hand.between(-110, -270), tilt: hand.around(-8, 16) });
  const squash = hand.between(0.75, 1);
  const spiral = loop.map(([x, y], i): Point => {
    const t = Math.max(0, (i - loop.length / 2) / loop.length) * 2 * (1 - squash);
    return [x + (center[0] - x) * t, y + (center[1] + size * 0.3 - y) * t];
  });
  const tip: Point = [hand.between(-0.1, 0.75), 0];
  const bend = hand.between(0.25, 0.6);
  return [
    [
      tip,
      [tip[0] * bend + hand.around(0.03, 0.03), 0.24 + hand.around(0, 0.03)],
      [hand.around(0.04, 0.03), 0.55],
      ...spiral,
    ],
  ];
}
