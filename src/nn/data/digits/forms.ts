/** How each digit is written. */
import { arc, type Form, type Hand, type Point } from './pen.ts';

function zero(hand: Hand): Form {
  const rx = hand.between(0.24, 0.5);
  const start = hand.around(-80, 40);
  const sweep = hand.around(-365, 25);
  const ring = arc({ center: [0.4, 0.5], radii: [rx, 0.5], from: start, to: start + sweep, tilt: hand.around(5, 10) });
  const drift = hand.around(0, 0.1);
  const lift = hand.around(0, 0.1);
  return [ring.map(([x, y], i): Point => [x + (drift * i) / ring.length, y + (lift * i) / ring.length])];
}

function one(hand: Hand): Form {
  const top: Point = [0.5, 0];
  const bottom: Point = hand.near(0.5, 1, 0.02);
  const stem = [top, hand.near(0.5, 0.5, 0.025), bottom];
  const flag: Point = [hand.between(0.22, 0.4), hand.between(0.1, 0.3)];
  const kind = hand.between(0, 1);
  if (kind < 0.72) return [stem];
  const foot = [
    [bottom[0] - hand.between(0.1, 0.35), 1],
    [bottom[0] + hand.between(0.1, 0.35), 1],
  ] as const;
  if (kind < 0.87) return [[flag, top], stem];
  return kind < 0.96 ? [[flag, top], stem, foot] : [stem, foot];
}

function two(hand: Hand): Form {
  const rx = hand.between(0.14, 0.36);
  const ry = hand.between(0.14, 0.32);
  const from = hand.chance(0.2) ? hand.between(210, 270) : hand.between(130, 225);
  const head = arc({ center: [hand.between(0.3, 0.42), ry], radii: [rx, ry], from, to: hand.between(350, 405) });
  const width = hand.between(0.55, 1);
  const base = hand.around(0.93, 0.03);
  const end: Point = [width, base + hand.around(-0.03, 0.07)];
  if (hand.chance(0.55)) {
    const left = hand.around(0, 0.05);
    const wide = hand.between(0.12, 0.5);
    const high = hand.between(0.1, 0.36);
    return [
      [
        ...head,
        [left + wide * 0.85 + 0.04, base - high * 0.75],
        [left + wide * 0.5, base - high * 0.05],
        [left + wide * 0.1, base - high * 0.12],
        [left + wide * 0.02, base - high * 0.55],
        [left + wide * 0.4, base - high * 0.85],
        [left + wide, base - high * 0.5],
        hand.near((left + wide + end[0]) / 2 + 0.02, base + hand.between(-0.04, 0.05), 0.02),
        end,
      ],
    ];
  }
  const corner: Point = [hand.around(0.03, 0.06), base];
  const down = [...head, hand.near(0.3, 0.7, 0.04), corner];
  return [down, [corner, hand.near(width * 0.5, base, 0.04), end]];
}

function three(hand: Hand): Form {
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
    from: hand.between(140, 265),
    to: hand.between(400, 435),
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

function four(hand: Hand): Form {
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
  if (kind < 0.85) return [[...cup, end], stem];
  return [[...cup, [stemX, bar - 0.05], stemTop], stem];
}

function five(hand: Hand): Form {
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
    return [[...bar.toReversed(), hand.near((top[0] + neck[0]) / 2, neck[1] * 0.6, 0.02), neck, ...bowl]];
  if (kind < 0.45) return [bar, [top, hand.near((top[0] + neck[0]) / 2 - 0.02, neck[1] * 0.6, 0.02), neck, ...bowl]];
  return [bar, [top, neck], [neck, ...bowl]];
}

function six(hand: Hand): Form {
  const size = hand.between(0.15, 0.32);
  const rx = hand.between(0.17, 0.42);
  const center: Point = [hand.between(0.02, 0.1) + rx, 1 - size];
  const loop = arc({ center, radii: [rx, size], from: 175, to: hand.between(-100, -230), tilt: hand.around(-5, 14) });
  const squash = hand.between(0.75, 1);
  const spiral = loop.map(([x, y], i): Point => {
    const t = Math.max(0, (i - loop.length / 2) / loop.length) * 2 * (1 - squash);
    return [x + (center[0] - x) * t, y + (center[1] + size * 0.3 - y) * t];
  });
  const tip: Point = [hand.between(-0.05, 0.8), 0];
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

function seven(hand: Hand): Form {
  const right: Point = [hand.between(0.42, 0.85), hand.around(0.04, 0.06)];
  const left: Point = [0, hand.around(0.07, 0.07)];
  const foot: Point = [hand.between(0.05, 0.6), 1];
  const top = [left, hand.near(right[0] / 2, (left[1] + right[1]) / 2 + hand.around(-0.02, 0.03), 0.02), right];
  const middle = hand.near((right[0] + foot[0]) / 2 + hand.around(-0.03, 0.05), 0.5, 0.04);
  const strokes: Form = hand.chance(0.35)
    ? [[...top.slice(0, 2), [right[0] - 0.06, right[1]], [right[0], right[1] + 0.08], middle, foot]]
    : [top, [right, middle, foot]];
  const serif: Form = hand.chance(0.35) ? [[[hand.around(0, 0.04), left[1] + hand.between(0.06, 0.28)], left]] : [];
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

function eight(hand: Hand): Form {
  const waist = hand.between(0.36, 0.62);
  const up = hand.between(0.14, 0.34);
  const down = hand.between(0.14, 0.36);
  const a = 0.35 + hand.around(0, 0.05);
  const b = 0.35;
  const cross = (a + b) / 2;
  if (hand.chance(0.08)) {
    const full = { from: -90, to: 280 };
    return [
      arc({ center: [a, waist / 2], radii: [up, waist / 2], ...full }),
      arc({ center: [b, (1 + waist) / 2], radii: [down, (1 - waist) / 2], ...full }),
    ];
  }
  const tail = hand.chance(0.4) ? hand.between(0, 0.3) : 0;
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

function nine(hand: Hand): Form {
  const rx = hand.between(0.14, 0.36);
  const ry = hand.between(0.14, 0.31);
  const start = hand.between(-110, 0);
  const tilt = hand.around(-8, 16);
  const loop = arc({ center: [rx, ry], radii: [rx, ry], from: start, to: hand.between(-300, -375), tilt });
  const right: Point = [2 * rx + hand.around(0, 0.03), ry * hand.between(0.3, 1.1)];
  if (hand.chance(0.3)) {
    const hook: Point = [hand.between(0, 0.25), hand.around(0.94, 0.05)];
    return [loop, [right, hand.near(2 * rx, 0.7, 0.03), [1.5 * rx + 0.05, 0.96], hook]];
  }
  const foot: Point = [2 * rx + hand.around(-0.06, 0.12), 1];
  return [loop, [right, hand.near((right[0] + foot[0]) / 2, 0.6, 0.03), foot]];
}

/** A way to write each digit, chosen anew at every call. */
export const FORMS: readonly ((hand: Hand) => Form)[] = [zero, one, two, three, four, five, six, seven, eight, nine];
