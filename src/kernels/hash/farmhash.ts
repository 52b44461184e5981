/** FarmHash's 64-bit fingerprint (Geoff Pike, 2014), by which Keras puts texts into buckets. */

const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);

const rotate = (value: bigint, by: bigint): bigint => u64((value >> by) | (value << (64n - by)));

const shiftMix = (value: bigint): bigint => value ^ (value >> 47n);

/** The factor of `fingerprintCat`. */
const CAT = 0xc6a4a7935bd1e995n;

/** Reads little-endian words. */
class Bytes {
  readonly length: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  byte(at: number): bigint {
    return BigInt(this.#view.getUint8(at));
  }

  word32(at: number): bigint {
    return BigInt(this.#view.getUint32(at, true));
  }

  word64(at: number): bigint {
    return this.#view.getBigUint64(at, true);
  }
}

function mix(u: bigint, v: bigint, factor: bigint): bigint {
  const a = shiftMix(u64((u ^ v) * factor));
  const b = shiftMix(u64((v ^ a) * factor));
  return u64(b * factor);
}

function upTo16(s: Bytes): bigint {
  const { length } = s;
  const factor = u64(K2 + BigInt(length) * 2n);
  if (length >= 8) {
    const a = u64(s.word64(0) + K2);
    const b = s.word64(length - 8);
    const c = u64(rotate(b, 37n) * factor + a);
    const d = u64((rotate(a, 25n) + b) * factor);
    return mix(c, d, factor);
  }
  if (length >= 4) return mix(BigInt(length) + (s.word32(0) << 3n), s.word32(length - 4), factor);
  if (length === 0) return K2;
  const y = s.byte(0) + (s.byte(length >> 1) << 8n);
  const z = BigInt(length) + (s.byte(length - 1) << 2n);
  return u64(shiftMix(u64(y * K2) ^ u64(z * K0)) * K2);
}

function upTo32(s: Bytes): bigint {
  const { length } = s;
  const factor = u64(K2 + BigInt(length) * 2n);
  const a = u64(s.word64(0) * K1);
  const b = s.word64(8);
  const c = u64(s.word64(length - 8) * factor);
  const d = u64(s.word64(length - 16) * K2);
  const first = u64(rotate(u64(a + b), 43n) + rotate(c, 30n) + d);
  return mix(first, u64(a + rotate(u64(b + K2), 18n) + c), factor);
}

function upTo64(s: Bytes): bigint {
  const { length } = s;
  const factor = u64(K2 + BigInt(length) * 2n);
  const a = u64(s.word64(0) * K2);
  const b = s.word64(8);
  const c = u64(s.word64(length - 8) * factor);
  const d = u64(s.word64(length - 16) * K2);
  const y = u64(rotate(u64(a + b), 43n) + rotate(c, 30n) + d);
  const z = mix(y, u64(a + rotate(u64(b + K2), 18n) + c), factor);
  const e = u64(s.word64(16) * factor);
  const f = s.word64(24);
  const g = u64((y + s.word64(length - 32)) * factor);
  const h = u64((z + s.word64(length - 24)) * factor);
  return mix(u64(rotate(u64(e + f), 43n) + rotate(g, 30n) + h), u64(e + rotate(u64(f + a), 18n) + g), factor);
}

type Pair = readonly [bigint, bigint];

/** 32 bytes from `at` on, mixed into a pair. */
function weak(s: Bytes, at: number, a: bigint, b: bigint): Pair {
  const [w, x, y, z] = [s.word64(at), s.word64(at + 8), s.word64(at + 16), s.word64(at + 24)];
  const first = u64(a + w);
  const second = rotate(u64(b + first + z), 21n);
  const sum = u64(first + x + y);
  return [u64(sum + z), u64(second + rotate(sum, 44n) + first)];
}

/** The state of the loop over blocks of 64 bytes. */
interface State {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  readonly v: Pair;
  readonly w: Pair;
}

/** One block from `at` on; `nine` is 9 for the last block, else 1. */
function block(s: Bytes, at: number, { x, y, z, v, w }: State, factor: bigint, nine: bigint): State {
  const x1 = u64(rotate(u64(x + y + v[0] + s.word64(at + 8)), 37n) * factor) ^ u64(w[1] * nine);
  const y1 = u64(rotate(u64(y + v[1] + s.word64(at + 48)), 42n) * factor + v[0] * nine + s.word64(at + 40));
  const z1 = u64(rotate(u64(z + w[0]), 33n) * factor);
  const v1 = weak(s, at, u64(v[1] * factor), u64(x1 + w[0]));
  const w1 = weak(s, at + 32, u64(z1 + w[1]), u64(y1 + s.word64(at + 16)));
  return { x: z1, y: y1, z: x1, v: v1, w: w1 };
}

function long(s: Bytes): bigint {
  const seed = 81n;
  const y = u64(seed * K1 + 113n);
  const start = { x: u64(seed * K2 + s.word64(0)), y, z: u64(shiftMix(u64(y * K2 + 113n)) * K2) };
  let state: State = { ...start, v: [0n, 0n], w: [0n, 0n] };
  const end = Math.floor((s.length - 1) / 64) * 64;
  for (let at = 0; at < end; at += 64) state = block(s, at, state, K1, 1n);
  const factor = u64(K1 + ((state.z & 0xffn) << 1n));
  const rest = (s.length - 1) & 63;
  const w0 = u64(state.w[0] + BigInt(rest));
  const v0 = u64(state.v[0] + w0);
  state = { ...state, v: [v0, state.v[1]], w: [u64(w0 + v0), state.w[1]] };
  const { x, y: last, z, v, w } = block(s, end + rest - 63, state, factor, 9n);
  return mix(u64(mix(v[0], w[0], factor) + u64(shiftMix(last) * K0) + z), u64(mix(v[1], w[1], factor) + x), factor);
}

/** The fingerprint of a string's UTF-8 bytes: equal on every machine, for ever. */
export function fingerprint64(text: string): bigint {
  const s = new Bytes(new TextEncoder().encode(text));
  if (s.length <= 16) return upTo16(s);
  if (s.length <= 32) return upTo32(s);
  return s.length <= 64 ? upTo64(s) : long(s);
}

/** The fingerprint of two fingerprints, in this order. */
export function fingerprintCat(a: bigint, b: bigint): bigint {
  const mixed = u64((a ^ CAT ^ u64(shiftMix(u64(b * CAT)) * CAT)) * CAT);
  return shiftMix(u64(shiftMix(mixed) * CAT));
}
