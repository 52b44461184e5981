/** Where the pictures come from: made when they are needed, kept until something else is chosen. */
import type { Settings } from '../training/settings.ts';
import { digitSets } from './digits.ts';
import { idxFilesOf, mnistSets } from './mnist.ts';
import type { PictureSets } from './sets.ts';

export class PictureSource {
  #files: readonly File[] = [];
  #kept: { readonly key: string; readonly sets: PictureSets } | null = null;

  /** The visitor's files. @returns What was found, in words. @throws Error that names what is missing. */
  choose(files: readonly File[]): string {
    const { trainImages, testImages } = idxFilesOf(files);
    this.#files = files;
    this.#kept = null;
    return `Found all four: ${[trainImages, testImages].map((file) => (file as File).name).join(', ')} and their labels.`; // files went in
  }

  /** The sets that the settings ask for. */
  async sets({ data, count }: Settings): Promise<PictureSets> {
    const key = data === 'digits' ? `digits ${count}` : 'idx';
    if (this.#kept?.key === key) return this.#kept.sets;
    const sets = data === 'digits' ? await digitSets(count) : await mnistSets(idxFilesOf(this.#files));
    this.#kept = { key, sets };
    return sets;
  }
}
