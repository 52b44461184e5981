/** Small images for rows of layers, and what their statistics must be. */

type Value = (image: number, row: number, column: number, channel: number) => number;

/** Images `[batch, height, width, channels]` from a formula. */
export function pictures(shape: readonly [number, number, number, number], value: Value): number[][][][] {
  const [batch, height, width, channels] = shape;
  const list = <T>(length: number, each: (index: number) => T) => Array.from({ length }, (_, index) => each(index));
  return list(batch, (n) => list(height, (y) => list(width, (x) => list(channels, (c) => value(n, y, x, c)))));
}

/** Repeatable values between 0 and 1 in steps of 1/64, exact in float32. */
export const speckles: Value = (n, y, x, c) => ((n * 31 + y * 17 + x * 7 + c * 23 + ((x * y * 5) % 11)) % 64) / 64;

/** The same in channels-first format. */
export function channelsFirst(images: readonly (readonly (readonly (readonly number[])[])[])[]): number[][][][] {
  return images.map((image) => image[0]![0]!.map((_, c) => image.map((row) => row.map((pixel) => pixel[c]!)))); // no axis is empty
}

/** What is wrong when numbers are not spread evenly from low to high: range and mean, within 5 standard errors. */
export function notUniform(what: string, values: readonly number[], low: number, high: number): string | null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const error = (5 * (high - low)) / Math.sqrt(12 * values.length);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const slack = 1e-4 * (high - low);
  const far = (20 / values.length) * (high - low); // ends missed by more: once in e^20
  const wrong =
    Math.abs(mean - (low + high) / 2) > error ||
    least < low - slack ||
    most > high + slack ||
    least > low + far ||
    most < high - far;
  return wrong ? `${what} from ${least} to ${most} with mean ${mean}, expected uniform from ${low} to ${high}` : null;
}

/** What is wrong when something does not happen with a probability, within 5 standard errors. */
export function notLikely(what: string, happened: readonly boolean[], probability: number): string | null {
  const share = happened.filter(Boolean).length / happened.length;
  const error = 5 * Math.sqrt((probability * (1 - probability)) / happened.length);
  return Math.abs(share - probability) <= error ? null : `${what}: a share of ${share}, expected ${probability}`;
}

/** The elements of each image. */
export function perImage(values: Float32Array, count: number): number[][] {
  const size = values.length / count;
  return Array.from({ length: count }, (_, n) => Array.from(values.subarray(n * size, (n + 1) * size)));
}

/** How many images statistics are made of. */
export const COUNT = 128;
export const random = { training: true, random: true } as const;
export const unit = { valueRange: [0, 1] } as const;

/** A few small images with three channels. */
export const few = pictures([6, 5, 6, 3], speckles);
/** Many tiny images whose pixels are their columns. */
export const columns = pictures([COUNT, 3, 5, 1], (_, __, x) => x);
/** Many images whose pixels are their rows. */
export const lines = pictures([COUNT, 5, 3, 1], (_, y) => y);
/** Many images of one grey. */
export const greys = pictures([COUNT, 2, 2, 3], () => 0.5);
/** Many images of one colour. */
export const reds = pictures([COUNT, 2, 2, 3], (_, __, ___, c) => [0.75, 0.25, 0.5][c]!); // three channels
/** Labels for `few`. */
export const labels = few.map((_, n) => [n]);
/** Numbers of classes, for `few`. */
export const classes = pictures([6, 5, 6, 1], (n, y, x) => (n + y * 2 + x) % 5);

/** What is wrong when values are outside of 0 to 1. */
export function inUnit(values: Float32Array): string | null {
  const wrong = values.find((value) => !(value >= -1e-6 && value <= 1 + 1e-6));
  return wrong === undefined ? null : `${wrong} is outside of [0, 1]`;
}
