/** Messages in the wire format of protocol buffers, as far as event files need it. */

/** Kinds of fields on the wire. */
const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_FIRST = 2;
const FOUR_BYTES = 5;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

function littleEndian(length: 4 | 8, write: (view: DataView) => void): Uint8Array {
  const view = new DataView(new ArrayBuffer(length));
  write(view);
  return new Uint8Array(view.buffer);
}

function field(number: number, kind: number, ...content: readonly ArrayLike<number>[]): Uint8Array {
  return joined([varint(number * 8 + kind), ...content]);
}

/** Parts one after the other: the fields of a message. */
export function joined(parts: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A whole number that is not negative. */
export function whole(number: number, value: number): Uint8Array {
  return field(number, VARINT, varint(value));
}

export function double(number: number, value: number): Uint8Array {
  return field(
    number,
    EIGHT_BYTES,
    littleEndian(8, (view) => view.setFloat64(0, value, true)),
  );
}

export function float(number: number, value: number): Uint8Array {
  return field(
    number,
    FOUR_BYTES,
    littleEndian(4, (view) => view.setFloat32(0, value, true)),
  );
}

/** A message inside of a message, or any bytes. */
export function nested(number: number, content: Uint8Array): Uint8Array {
  return field(number, LENGTH_FIRST, varint(content.length), content);
}

export function text(number: number, value: string): Uint8Array {
  return nested(number, new TextEncoder().encode(value));
}

/** A list of numbers. */
export function doubles(number: number, values: readonly number[]): Uint8Array {
  return nested(number, joined(values.map((value) => littleEndian(8, (view) => view.setFloat64(0, value, true)))));
}
