/** The first bytes of a file, which say what it is. */
import { FileFormatError } from '../../runtime/errors.ts';

/** Throws unless the bytes begin with `magic`; the message says what came instead, and names the usual reason. */
export function requireMagic(who: string, what: string, bytes: Uint8Array, magic: readonly number[]): void {
  if (bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte)) return;
  if (bytes.length === 0) throw new FileFormatError({ who, expected: what, received: 'no bytes at all' });
  const start = bytes.subarray(0, 16);
  const text = new TextDecoder().decode(start);
  const isHtml = /^\s*<(!doctype|html|\?xml)/i.test(text);
  throw new FileFormatError({
    who,
    expected: what,
    received: /^[\x20-\x7e\s]*$/.test(text) ? text : `bytes ${Array.from(start, hex).join(' ')}`,
    ...(isHtml && { fix: 'The server sent a web page: check the URL.' }),
  });
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
