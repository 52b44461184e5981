/** What Node has and browsers have not. */

/** Node, and not a browser-like place that happens to have a `process`. */
export function isNode(): boolean {
  return typeof process === 'object' && process.versions?.node !== undefined && typeof location === 'undefined';
}

/** Files by path. No import, so that no browser bundler follows it. */
export function nodeFiles(): typeof import('node:fs/promises') {
  return process.getBuiltinModule('node:fs/promises');
}
