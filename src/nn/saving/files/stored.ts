/** Files that a program has stored: which there are, and away with them. */

/**
 * The places of all files in a store of this browser, as `loadModel` takes them.
 *
 * @param place - The store. `opfs://` also has files of other programs of the same origin.
 * @example
 * await saving.listFiles('indexeddb://'); // ['indexeddb://digits']
 */
export async function listFiles(place: 'indexeddb://' | 'opfs://'): Promise<string[]> {
  const { filesIn } = await import('./places.ts');
  return filesIn('saving.listFiles', place);
}

/**
 * Deletes a file that was saved to `indexeddb://name`, `opfs://name`, or in Node to a path. Does nothing when there is none.
 *
 * @example
 * await saving.removeFile('indexeddb://digits');
 */
export async function removeFile(place: string | URL): Promise<void> {
  const { removeStored } = await import('./places.ts');
  return removeStored('saving.removeFile', place);
}
