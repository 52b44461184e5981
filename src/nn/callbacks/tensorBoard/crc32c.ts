/** The checksum of event files: CRC-32C (Castagnoli), RFC 3720 appendix B.4. */

/** The polynomial, its bits in reverse order. */
const POLYNOMIAL = 0x82f63b78;

/** What is added to a rotated checksum, so that checksums of checksums stay useful. */
const MASK_DELTA = 0xa282ead8;

let table: Uint32Array | null = null;

/** What each value of a byte does to the checksum. */
function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    return value;
  });
}

export function crc32c(bytes: Uint8Array): number {
  table ??= makeTable();
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ table[(value ^ byte) & 0xff]!; // 256 entries
  return ~value >>> 0;
}

/** The checksum as records have it: rotated by 15 bits, plus a constant. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const value = crc32c(bytes);
  return (((value >>> 15) | (value << 17)) + MASK_DELTA) >>> 0;
}
