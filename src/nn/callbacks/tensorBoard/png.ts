/** Pictures as PNG files. */
import { crc32 } from './checksum.ts';
import { joined } from './protobuf.ts';

/** Eight bits for each channel of each pixel, row by row. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** PNG's number for grey, colours, and colours with transparency. */
const COLOUR_TYPES: Readonly<Record<number, number>> = { 1: 0, 3: 2, 4: 6 };

function bigEndian(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value);
  return new Uint8Array(view.buffer);
}

function chunk(name: string, data: ArrayLike<number>): Uint8Array {
  const named = joined([new TextEncoder().encode(name), data]);
  return joined([bigEndian(data.length), named, bigEndian(crc32(named))]);
}

/** @param compress - Makes a zlib stream. */
export function pngOf(
  { height, width, channels, pixels }: Picture,
  compress: (data: Uint8Array) => Uint8Array,
): Uint8Array {
  const line = width * channels;
  const rows = Array.from({ length: height }, (_, row) => joined([[0], pixels.subarray(row * line, (row + 1) * line)])); // 0: no filter
  const header = [...bigEndian(width), ...bigEndian(height), 8, COLOUR_TYPES[channels] ?? 0, 0, 0, 0];
  return joined([SIGNATURE, chunk('IHDR', header), chunk('IDAT', compress(joined(rows))), chunk('IEND', [])]);
}
