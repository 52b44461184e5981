/** Records of event files: a length, an `Event` message, and their checksums. Numbers of fields are those of event.proto. */
import { maskedCrc32c } from './checksum.ts';
import type { Histogram } from './histogram.ts';
import { double, doubles, float, joined, nested, text, whole } from './protobuf.ts';

/** A value as a `Summary.Value` message. */
export type SummaryValue = Uint8Array;

/** A number under a name. */
export function scalarValue(tag: string, value: number): SummaryValue {
  return joined([text(1, tag), float(2, value)]);
}

/** A spread of numbers under a name. */
export function histogramValue(tag: string, histogram: Histogram): SummaryValue {
  const { min, max, count, sum, sumOfSquares, limits, counts } = histogram;
  const content = [
    double(1, min),
    double(2, max),
    double(3, count),
    double(4, sum),
    double(5, sumOfSquares),
    doubles(6, limits),
    doubles(7, counts),
  ];
  return joined([text(1, tag), nested(5, joined(content))]);
}

/** `DataType` of strings. */
const STRINGS = 7;

/** `DataClass` of lists of files. */
const BLOBS = 3;

/** Pictures of one size under a name: a tensor of strings, width and height first. */
export function picturesValue(tag: string, width: number, height: number, files: readonly Uint8Array[]): SummaryValue {
  const size = nested(2, nested(2, whole(1, files.length + 2)));
  const strings = [text(8, String(width)), text(8, String(height)), ...files.map((file) => nested(8, file))];
  const metadata = joined([nested(1, text(1, 'images')), whole(4, BLOBS)]);
  return joined([text(1, tag), nested(9, metadata), nested(8, joined([whole(1, STRINGS), size, ...strings]))]);
}

/** The event that every file starts with. @param time - In seconds since 1970. */
export function versionEvent(time: number): Uint8Array {
  return record(joined([double(1, time), text(3, 'brain.Event:2')]));
}

/** Values of one step. */
export function summaryEvent(time: number, step: number, values: readonly SummaryValue[]): Uint8Array {
  const summary = joined(values.map((value) => nested(1, value)));
  return record(joined([double(1, time), whole(2, step), nested(5, summary)]));
}

/** `uint64 length, uint32 checksum of the length, data, uint32 checksum of the data`, all little-endian. */
function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + 4 + data.length + 4);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return bytes;
}
