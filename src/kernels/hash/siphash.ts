/** SipHash-2-4 (Aumasson and Bernstein, 2012): a hash with a key, so that nobody can choose strings that collide. */

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);

const rotate = (value: bigint, by: bigint): bigint => u64((value << by) | (value >> (64n - by)));

type State = [v0: bigint, v1: bigint, v2: bigint, v3: bigint];

function round([v0, v1, v2, v3]: State): State {
  const a = u64(v0 + v1);
  const b = rotate(v1, 13n) ^ a;
  const c = u64(v2 + v3);
  const d = rotate(v3, 16n) ^ c;
  const e = u64(rotate(a, 32n) + d);
  const f = u64(c + b);
  return [e, rotate(b, 17n) ^ f, rotate(f, 32n), rotate(d, 21n) ^ e];
}

function rounds(state: State, count: number): State {
  let now = state;
  for (let each = 0; each < count; each++) now = round(now);
  return now;
}

/** The words of a text: 8 bytes each, little-endian; the last byte of the last one is the length. */
function wordsOf(bytes: Uint8Array): bigint[] {
  const padded = new Uint8Array(Math.floor(bytes.length / 8) * 8 + 8);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length & 0xff;
  const view = new DataView(padded.buffer);
  return Array.from({ length: padded.length / 8 }, (_, word) => view.getBigUint64(word * 8, true));
}

/** The hash of a string's UTF-8 bytes under a key of two whole numbers. */
export function sipHash(text: string, key: readonly [number | bigint, number | bigint]): bigint {
  const [k0, k1] = [u64(BigInt(key[0])), u64(BigInt(key[1]))];
  let state: State = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ];
  for (const word of wordsOf(new TextEncoder().encode(text))) {
    state[3] ^= word;
    state = rounds(state, 2);
    state[0] ^= word;
  }
  state[2] ^= 0xffn;
  const [v0, v1, v2, v3] = rounds(state, 4);
  return v0 ^ v1 ^ v2 ^ v3;
}
