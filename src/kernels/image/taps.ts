/** Which elements of an axis make up each element of a resized axis, and with which weights. */

/** For each of `to` results, `taps` places in an axis of `from` elements, and their weights. */
export interface Taps {
  readonly from: number;
  readonly to: number;
  readonly taps: number;
  /** `[to, taps]` */
  readonly places: Int32Array;
  /** `[to, taps]` */
  readonly weights: Float64Array;
}

export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5';

/** One tap: a place and its weight. */
type Tap = readonly [place: number, weight: number];

/** Rows of taps of any length as a table; short rows are filled with taps of weight 0. */
export function tapsOf(from: number, rows: readonly (readonly Tap[])[]): Taps {
  const taps = Math.max(1, ...rows.map((row) => row.length));
  const [places, weights] = [new Int32Array(rows.length * taps), new Float64Array(rows.length * taps)];
  rows.forEach((row, o) => {
    row.forEach(([place, weight], t) => {
      places[o * taps + t] = place;
      weights[o * taps + t] = weight;
    });
  });
  return { from, to: rows.length, taps, places, weights };
}

/** Keys's cubic kernel with parameter a ("Cubic Convolution Interpolation", IEEE ASSP 29(6), 1981). */
function cubic(distance: number, a: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
}

const triangle = (distance: number): number => Math.max(0, 1 - Math.abs(distance));

/** The element whose centre is next, in float32 as in PyTorch: ties depend on it. */
function nearest(o: number, from: number, to: number): readonly Tap[] {
  const place = Math.floor(Math.fround((o + 0.5) * Math.fround(from / to)));
  return [[Math.min(place, from - 1), 1]];
}

/** Between two centres; the first and last element go on outside. */
function linear(o: number, from: number, to: number): readonly Tap[] {
  const source = Math.max(0, ((o + 0.5) * from) / to - 0.5);
  const lower = Math.min(Math.floor(source), from - 1);
  const share = source - lower;
  if (share === 0 || lower === from - 1) return [[lower, 1]];
  return [
    [lower, 1 - share],
    [lower + 1, share],
  ];
}

/** Four neighbours, a = -0.75 as in PyTorch; the first and last element go on outside. */
function cubicTaps(o: number, from: number, to: number): readonly Tap[] {
  const source = ((o + 0.5) * from) / to - 0.5;
  const lower = Math.floor(source);
  return [-1, 0, 1, 2].map((step) => [
    Math.min(Math.max(lower + step, 0), from - 1),
    cubic(source - lower - step, -0.75),
  ]);
}

/** sinc(x) sinc(x / reach): Lanczos's window. */
function lanczos(reach: number): (distance: number) => number {
  return (distance) => {
    const x = Math.PI * distance;
    if (Math.abs(distance) >= reach) return 0;
    return distance === 0 ? 1 : (reach * Math.sin(x) * Math.sin(x / reach)) / (x * x);
  };
}

/**
 * Weights by distance; they add up to 1 also at the ends.
 *
 * @param widens - Whether the kernel gets wider when elements get fewer, so that each counts.
 */
function windowed(
  kernel: (x: number) => number,
  reach: number,
  widens: boolean,
): (o: number, from: number, to: number) => Tap[] {
  return (o, from, to) => {
    const width = widens ? Math.max(1, from / to) : 1;
    const centre = ((o + 0.5) * from) / to;
    const first = Math.max(0, Math.trunc(centre - reach * width + 0.5));
    const end = Math.min(from, Math.trunc(centre + reach * width + 0.5));
    const weights = Array.from({ length: end - first }, (_, step) => kernel((first + step - centre + 0.5) / width));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight, step) => [first + step, weight / total]);
  };
}

/**
 * The taps that resize an axis. Elements are areas: the centre of element i is at i + 0.5.
 *
 * @param antialias - Whether fewer elements are means over all that they stand for (not with `nearest`).
 */
export function resizingTaps(from: number, to: number, interpolation: Interpolation, antialias: boolean): Taps {
  const plain = {
    nearest,
    bilinear: linear,
    bicubic: cubicTaps,
    lanczos3: windowed(lanczos(3), 3, false),
    lanczos5: windowed(lanczos(5), 5, false),
  }[interpolation];
  const smooth = {
    nearest,
    bilinear: windowed(triangle, 1, true),
    bicubic: windowed((x) => cubic(x, -0.5), 2, true),
    lanczos3: windowed(lanczos(3), 3, true),
    lanczos5: windowed(lanczos(5), 5, true),
  }[interpolation];
  const row = antialias ? smooth : plain;
  return tapsOf(
    from,
    Array.from({ length: to }, (_, o) => row(o, from, to)),
  );
}

/** For each element of the axis: the entries `o * taps + t` of the table that read it. */
export function readersOf(from: number, places: ArrayLike<number>): readonly (readonly number[])[] {
  const readers = Array.from({ length: from }, (): number[] => []);
  for (let entry = 0; entry < places.length; entry++) readers[places[entry]!]!.push(entry); // places lie in the axis
  return readers;
}
