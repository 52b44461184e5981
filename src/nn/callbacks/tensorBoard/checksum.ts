/** Cyclic checksums of 32 bits: CRC-32C (Castagnoli, RFC 3720 appendix B.4) of event files, CRC-32 of PNG files. */

/** The polynomials, their bits in reverse order. */
const CASTAGNOLI = 0x82f63b78;
const IEEE = 0xedb88320;

/** What is added to a rotated checksum, so that checksums of checksums stay useful. */
const MASK_DELTA = 0xa282ead8;

const tables = new Map<number, Uint32Array>();

/** What each value of a byte does to the checksum. */
function tableOf(polynomial: number): Uint32Array {
  const table =
    tables.get(polynomial) ??
    Uint32Array.from({ length: 256 }, (_, byte) => {
      let value = byte;
      for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
      return value;
    });
  tables.set(polynomial, table);
  return table;
}

function checksum(bytes: Uint8Array, polynomial: number): number {
  const table = tableOf(polynomial);
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ table[(value ^ byte) & 0xff]!; // 256 entries
  return ~value >>> 0;
}

export function crc32(bytes: Uint8Array): number {
  return checksum(bytes, IEEE);
}

export function crc32c(bytes: Uint8Array): number {
  return checksum(bytes, CASTAGNOLI);
}

/** The checksum as records have it: rotated by 15 bits, plus a constant. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const value = crc32c(bytes);
  return (((value >>> 15) | (value << 17)) + MASK_DELTA) >>> 0;
}
