/** Files in the browser's IndexedDB: `indexeddb://name`. */
import type { BrowserStore } from './fileStore.ts';

const DATABASE = 'hornbeam';
const TABLE = 'files';

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
  return resultOf(request);
}

/** One step on the table; it is done when the database says that all is written. */
async function onTable<T>(mode: IDBTransactionMode, step: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(TABLE, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([resultOf(step(transaction.objectStore(TABLE))), done]);
    return result;
  } finally {
    database.close();
  }
}

export const indexedDbStore: BrowserStore = {
  async read(name) {
    const bytes: unknown = await onTable('readonly', (table) => table.get(name));
    return bytes instanceof Uint8Array ? bytes : null;
  },
  async write(name, bytes) {
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice(); // the whole buffer would be kept
    await onTable('readwrite', (table) => table.put(own, name));
  },
  async remove(name) {
    await onTable('readwrite', (table) => table.delete(name));
  },
  async list() {
    return (await onTable('readonly', (table) => table.getAllKeys())).map(String);
  },
};
