/** Weights as pictures, as Keras shows them. */
import type { Tensor } from '../../../runtime/tensor.ts';
import type { Picture } from './png.ts';

/** TensorBoard is given the first pictures of each weight. */
const MOST = 3;

/** What [pictures, height, width, channels] a weight without axes of size 1 is shown as, and where its elements are found. */
interface View {
  readonly shape: readonly number[];
  at(picture: number, row: number, column: number, channel: number): number;
}

/** Vectors stand upright, matrices lie, the last axis of volumes counts pictures; null: it cannot be shown. */
function viewOf(shape: readonly number[]): View | null {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  if (shape.length <= 1) return { shape: [1, a, 1, 1], at: (_, row) => row };
  if (shape.length === 2)
    return a > b
      ? { shape: [1, b, a, 1], at: (_, row, column) => column * b + row }
      : { shape: [1, a, b, 1], at: (_, row, column) => row * b + column };
  if (shape.length === 3)
    return { shape: [c, a, b, 1], at: (picture, row, column) => (row * b + column) * c + picture };
  if (shape.length > 4 || ![1, 3, 4].includes(d)) return null;
  return { shape, at: (picture, row, column, channel) => ((picture * b + row) * c + column) * d + channel };
}

/** 0 to 1 becomes 0 to 255; what is outside is cut. */
function byteOf(value: number): number {
  return Number.isNaN(value) ? 0 : Math.max(0, Math.min(255, Math.floor(value * 255.5)));
}

/** The pictures of a weight. */
export function picturesOf({ shape, data }: Tensor): Picture[] {
  const view = viewOf(shape.filter((length) => length !== 1));
  if (!view) return [];
  const [count = 1, height = 1, width = 1, channels = 1] = view.shape;
  return Array.from({ length: Math.min(MOST, count) }, (_, picture) => ({
    height,
    width,
    channels,
    pixels: Uint8Array.from({ length: height * width * channels }, (_unused, index) => {
      const [channel, place] = [index % channels, Math.floor(index / channels)];
      return byteOf(data[view.at(picture, Math.floor(place / width), place % width, channel)] ?? 0);
    }),
  }));
}
