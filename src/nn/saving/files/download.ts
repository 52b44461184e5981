/** Files that the browser hands to the user: `download://name`. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';

/** How long the browser may take to begin with a download. */
const KEEP_MS = 40_000;

/** Starts a download, as a click on a link does. */
export function download(who: string, name: string, bytes: Uint8Array): void {
  if (typeof document === 'undefined' || name === '') {
    throw new InvalidArgumentError({
      who,
      expected:
        name === '' ? 'a name after download://' : 'download:// needs a page: workers and Node have no downloads',
      received: `download://${name}`,
    });
  }
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>])); // not shared memory
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
