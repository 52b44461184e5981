// Hashes of integers as src/kernels/hash computes them from their decimal digits. A 64-bit number is (low, high) words.

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + select(0u, 1u, low < a.x));
}

// The whole product of two words, from products of their halves.
fn wideProduct(a: u32, b: u32) -> vec2u {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let first = (a & 0xffffu) * (b >> 16u);
  let second = (a >> 16u) * (b & 0xffffu);
  let middle = (low >> 16u) + (first & 0xffffu) + (second & 0xffffu);
  let high = (a >> 16u) * (b >> 16u) + (first >> 16u) + (second >> 16u) + (middle >> 16u);
  return vec2u((low & 0xffffu) | (middle << 16u), high);
}

fn multiply64(a: vec2u, b: vec2u) -> vec2u {
  let low = wideProduct(a.x, b.x);
  return vec2u(low.x, low.y + a.x * b.y + a.y * b.x);
}

// Rotated to the right by 1 to 63 places, but not by 32.
fn rotate64(a: vec2u, by: u32) -> vec2u {
  let turned = select(a, a.yx, by > 32u);
  let rest = by & 31u;
  return (turned >> vec2u(rest)) | (turned.yx << vec2u(32u - rest));
}

// a ^ (a >> 47)
fn shiftMix(a: vec2u) -> vec2u {
  return vec2u(a.x ^ (a.y >> 15u), a.y);
}

// The remainder of a hash; buckets < 2^31. The low word is brought in bit by bit.
fn hashBucket(hash: vec2u, buckets: u32) -> i32 {
  var rest = hash.y % buckets;
  for (var i = 0u; i < 32u; i++) {
    rest = rest * 2u + ((hash.x >> (31u - i)) & 1u);
    rest -= select(0u, buckets, rest >= buckets);
  }
  return i32(rest);
}

// An integer with its sign in 64 bits.
fn wide(value: i32) -> vec2u {
  return vec2u(u32(value), select(0u, 0xffffffffu, value < 0));
}

// Text: x, y, z hold up to 12 bytes, the first byte lowest; w is their number.
fn prepended(text: vec4u, byte: u32) -> vec4u {
  return vec4u((text.x << 8u) | byte, (text.y << 8u) | (text.x >> 24u), (text.z << 8u) | (text.y >> 24u), text.w + 1u);
}

// The decimal digits of an integer, at most 11 with the sign.
fn decimal(value: i32) -> vec4u {
  var rest = select(u32(value), 0u - u32(value), value < 0);
  var text = vec4u(0u);
  for (var i = 0u; i < 10u; i++) {
    text = select(text, prepended(text, 48u + rest % 10u), (i == 0u) | (rest > 0u));
    rest /= 10u;
  }
  return select(text, prepended(text, 45u), value < 0);
}

// 8 bytes of a text from byte `at` (at most 3) on.
fn bytesFrom(text: vec4u, at: u32) -> vec2u {
  let by = at * 8u;
  let next = select(vec2u(0u), text.yz << vec2u(32u - by), at > 0u);
  return (text.xy >> vec2u(by)) | next;
}

const FARM_K0 = vec2u(0x97cb3127u, 0xc3a5c85cu);
const FARM_K2 = vec2u(0x2f90404fu, 0x9ae16a3bu);

fn farmMix(u: vec2u, v: vec2u, factor: vec2u) -> vec2u {
  let a = shiftMix(multiply64(u ^ v, factor));
  let b = shiftMix(multiply64(v ^ a, factor));
  return multiply64(b, factor);
}

// FarmHash's fingerprint of the decimal digits of an integer.
fn farmDecimal(value: i32) -> vec2u {
  let text = decimal(value);
  let length = text.w;
  let factor = add64(FARM_K2, vec2u(length * 2u, 0u));
  if (length >= 8u) {
    let a = add64(text.xy, FARM_K2);
    let b = bytesFrom(text, length - 8u);
    let c = add64(multiply64(rotate64(b, 37u), factor), a);
    let d = multiply64(add64(rotate64(a, 25u), b), factor);
    return farmMix(c, d, factor);
  }
  if (length >= 4u) {
    let u = add64(vec2u(text.x << 3u, text.x >> 29u), vec2u(length, 0u));
    return farmMix(u, vec2u(bytesFrom(text, length - 4u).x, 0u), factor);
  }
  let first = text.x & 255u;
  let middle = (text.x >> (8u * (length >> 1u))) & 255u;
  let last = (text.x >> (8u * (length - 1u))) & 255u;
  let y = multiply64(vec2u(first + (middle << 8u), 0u), FARM_K2);
  let z = multiply64(vec2u(length + (last << 2u), 0u), FARM_K0);
  return multiply64(shiftMix(y ^ z), FARM_K2);
}

struct Sip {
  a: vec2u,
  b: vec2u,
  c: vec2u,
  d: vec2u,
}

fn sipRound(s: Sip) -> Sip {
  let a = add64(s.a, s.b);
  let b = rotate64(s.b, 51u) ^ a;
  let c = add64(s.c, s.d);
  let d = rotate64(s.d, 48u) ^ c;
  let e = add64(a.yx, d);
  let f = add64(c, b);
  return Sip(e, rotate64(b, 47u) ^ f, f.yx, rotate64(d, 43u) ^ e);
}

fn sipTake(s: Sip, word: vec2u) -> Sip {
  let next = sipRound(sipRound(Sip(s.a, s.b, s.c, s.d ^ word)));
  return Sip(next.a ^ word, next.b, next.c, next.d);
}

// SipHash-2-4 of the decimal digits of an integer, under a key of two numbers.
fn sipDecimal(value: i32, key0: vec2u, key1: vec2u) -> vec2u {
  let text = decimal(value);
  let top = text.w << 24u;   // the length is the last byte of the last word
  var s = Sip(
    key0 ^ vec2u(0x70736575u, 0x736f6d65u),
    key1 ^ vec2u(0x6e646f6du, 0x646f7261u),
    key0 ^ vec2u(0x6e657261u, 0x6c796765u),
    key1 ^ vec2u(0x79746573u, 0x74656462u),
  );
  if (text.w < 8u) {
    s = sipTake(s, vec2u(text.x, text.y | top));
  } else {
    s = sipTake(sipTake(s, text.xy), vec2u(text.z, top));
  }
  s.c ^= vec2u(255u, 0u);
  s = sipRound(sipRound(sipRound(sipRound(s))));
  return s.a ^ s.b ^ s.c ^ s.d;
}

const FINGERPRINT_CAT = vec2u(0x5bd1e995u, 0xc6a4a793u);

// The fingerprint of two fingerprints, in this order.
fn fingerprintCat(a: vec2u, b: vec2u) -> vec2u {
  let right = multiply64(shiftMix(multiply64(b, FINGERPRINT_CAT)), FINGERPRINT_CAT);
  let mixed = multiply64(a ^ FINGERPRINT_CAT ^ right, FINGERPRINT_CAT);
  return shiftMix(multiply64(shiftMix(mixed), FINGERPRINT_CAT));
}
