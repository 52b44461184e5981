/** A decoder of TensorBoard's event files, written from the format alone: nothing here knows the code that writes them. */

/** CRC-32C bit by bit: the plainest way. */
export function crc32cBitwise(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const carry = (crc ^ (byte >>> bit)) & 1;
      crc = (crc >>> 1) ^ (carry ? 0x82f63b78 : 0);
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function masked(bytes: Uint8Array): number {
  const crc = BigInt(crc32cBitwise(bytes));
  const rotated = ((crc >> 15n) | (crc << 17n)) & 0xffffffffn;
  return Number((rotated + 0xa282ead8n) & 0xffffffffn);
}

/** A field of a message: its number, and a number or bytes. */
type Field = readonly [number: number, value: number | Uint8Array];

function fieldsOf(bytes: Uint8Array): Field[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(value);
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const kind = key & 7;
    if (kind === 0) fields.push([key >>> 3, varint()]);
    else if (kind === 1) {
      fields.push([key >>> 3, view.getFloat64(at, true)]);
      at += 8;
    } else if (kind === 5) {
      fields.push([key >>> 3, view.getFloat32(at, true)]);
      at += 4;
    } else if (kind === 2) {
      const length = varint();
      fields.push([key >>> 3, bytes.subarray(at, at + length)]);
      at += length;
    } else throw new Error(`wire type ${kind} at ${at}`);
  }
  return fields;
}

function number(fields: readonly Field[], wanted: number): number {
  const value = fields.find(([field]) => field === wanted)?.[1] ?? 0; // proto3: a field left out is 0
  if (typeof value !== 'number') throw new Error(`field ${wanted} is no number`);
  return value;
}

function bytesOf(fields: readonly Field[], wanted: number): Uint8Array | null {
  const value = fields.find(([field]) => field === wanted)?.[1];
  return value instanceof Uint8Array ? value : null;
}

const text = (bytes: Uint8Array | null): string | null => (bytes ? new TextDecoder().decode(bytes) : null);

function packedDoubles(bytes: Uint8Array | null): number[] {
  if (!bytes) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / 8 }, (_, index) => view.getFloat64(index * 8, true));
}

export interface DecodedHistogram {
  readonly min: number;
  readonly max: number;
  readonly num: number;
  readonly sum: number;
  readonly sumSquares: number;
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

export interface DecodedValue {
  readonly tag: string;
  readonly simple: number | null;
  readonly histogram: DecodedHistogram | null;
  /** Strings of a tensor, and the plugin that shows them. */
  readonly strings: readonly Uint8Array[];
  readonly plugin: string | null;
}

export interface DecodedEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly fileVersion: string | null;
  readonly values: readonly DecodedValue[];
}

function valueOf(bytes: Uint8Array): DecodedValue {
  const fields = fieldsOf(bytes);
  const histogram = bytesOf(fields, 5);
  const own = histogram ? fieldsOf(histogram) : [];
  const tensor = fieldsOf(bytesOf(fields, 8) ?? new Uint8Array());
  const metadata = fieldsOf(bytesOf(fields, 9) ?? new Uint8Array());
  const strings = tensor.flatMap(([field, value]) => (field === 8 && value instanceof Uint8Array ? [value] : []));
  const size = fieldsOf(bytesOf(fieldsOf(bytesOf(tensor, 2) ?? new Uint8Array()), 2) ?? new Uint8Array());
  if (strings.length > 0 && (number(tensor, 1) !== 7 || number(size, 1) !== strings.length))
    throw new Error('a tensor of strings has their type and number');
  return {
    strings,
    plugin: text(bytesOf(fieldsOf(bytesOf(metadata, 1) ?? new Uint8Array()), 1)),
    tag: text(bytesOf(fields, 1)) ?? '',
    simple: fields.some(([field]) => field === 2) ? number(fields, 2) : null,
    histogram: histogram
      ? {
          min: number(own, 1),
          max: number(own, 2),
          num: number(own, 3),
          sum: number(own, 4),
          sumSquares: number(own, 5),
          limits: packedDoubles(bytesOf(own, 6)),
          counts: packedDoubles(bytesOf(own, 7)),
        }
      : null,
  };
}

/** The events of a file. @throws when a length or a checksum is wrong. */
export function decodeEvents(file: Uint8Array): DecodedEvent[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const events: DecodedEvent[] = [];
  let at = 0;
  while (at < file.length) {
    const length = Number(view.getBigUint64(at, true));
    const data = file.subarray(at + 12, at + 12 + length);
    if (data.length !== length) throw new Error(`the record at ${at} is cut off`);
    if (view.getUint32(at + 8, true) !== masked(file.subarray(at, at + 8))) throw new Error('checksum of a length');
    if (view.getUint32(at + 12 + length, true) !== masked(data)) throw new Error('checksum of data');
    const fields = fieldsOf(data);
    const summary = bytesOf(fields, 5);
    const values = summary ? fieldsOf(summary).flatMap(([field, value]) => (field === 1 ? [value] : [])) : [];
    events.push({
      wallTime: number(fields, 1),
      step: number(fields, 2),
      fileVersion: text(bytesOf(fields, 3)),
      values: values.map((value) => valueOf(value as Uint8Array)), // messages
    });
    at += 16 + length;
  }
  return events;
}
