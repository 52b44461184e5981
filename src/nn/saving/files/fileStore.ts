/** Places that keep files by name. */

/** A place for files. Names may have folders in front: `runs/net.keras`. */
export interface FileStore {
  /** The bytes of a file; null when there is none of that name. */
  read(name: string): Promise<Uint8Array | null>;
  /** Writes a file; what was there before is replaced when all is written. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Does nothing when there is no such file. */
  remove(name: string): Promise<void>;
}

/** A place in the browser, which no file manager shows. */
export interface BrowserStore extends FileStore {
  /** Names of all files. */
  list(): Promise<string[]>;
}
