/** Pictures from idx files, the format of MNIST and its relatives. */
import { data, type Tensor } from '../../src/index.ts';
import { IDX_NAMES, type IdxRole } from './idxNames.ts';
import { type Labelled, type PictureSets, SIDE } from './sets.ts';

type Source = Parameters<typeof data.idx>[0];

/** A file for each role. */
export type IdxFiles = Readonly<Record<IdxRole, Source>>;

/** Share of the training pictures that training is watched with. */
const VALIDATION = 1 / 12;

/**
 * Which of the files are which, by their names.
 *
 * @throws Error that names the files that are missing.
 */
export function idxFilesOf(files: readonly File[]): IdxFiles {
  const roles = Object.keys(IDX_NAMES) as IdxRole[]; // its own keys
  const found = roles.map((role) => [role, files.find(({ name }) => IDX_NAMES[role].test(name))] as const);
  const missing = found.filter(([, file]) => !file).map(([role]) => IDX_NAMES[role].source.slice(1));
  if (missing.length > 0) {
    throw new Error(`These files are missing: ${missing.join(', ')}. Choose MNIST's four idx files, gzipped or not.`);
  }
  return Object.fromEntries(found) as unknown as IdxFiles; // none is missing
}

async function labelled(images: Source, labels: Source): Promise<Labelled> {
  const [bytes, y] = await Promise.all([data.idx(images), data.idx(labels)]);
  const [count, ...size] = bytes.shape;
  if (size.length !== 2 || size.some((length) => length !== SIDE)) {
    throw new Error(`The pictures must be ${SIDE} x ${SIDE} pixels; these have shape [${bytes.shape.join(', ')}].`);
  }
  if (y.shape.length !== 1 || y.shape[0] !== count) {
    throw new Error(`There are ${count} pictures, but labels of shape [${y.shape.join(', ')}].`);
  }
  if (y.data.some((label) => label < 0 || label > 9)) throw new Error('The labels must be from 0 to 9.');
  return { x: data.rescale(bytes), y };
}

/** Reads the four files. The last pictures of the training files become the validation set. */
export async function mnistSets(files: IdxFiles): Promise<PictureSets> {
  const [all, test] = await Promise.all([
    labelled(files.trainImages, files.trainLabels),
    labelled(files.testImages, files.testLabels),
  ]);
  const { left, right } = data.splitDataset([all.x, all.y], { rightSize: VALIDATION });
  const pair = ([x, y]: readonly Tensor[]): Labelled => ({ x: x as Tensor, y: y as Tensor }); // two tensors went in
  return {
    name: `${all.y.size.toLocaleString('en')} pictures from idx files`,
    train: pair(left),
    validation: pair(right),
    test,
  };
}
