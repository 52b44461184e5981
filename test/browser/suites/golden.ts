/** The rows of a golden file on the GPU, in one page: see test/browser/golden.test.ts. */
import { getDevice, setBackend } from '../../../src/index.ts';
import { complaintsOf, files, type GoldenFile, missingOf } from '../../golden/rows.ts';

/** What was wrong with each row, by its id. */
export type Complaints = Readonly<Record<string, readonly string[]>>;

/** Rows that run at the same time: while one compiles or is read back, others go on. */
const TOGETHER = 16;

/** Runs those rows of a file that have one of the ids. */
export async function runGolden(
  file: GoldenFile,
  profile: 'soft' | 'gpu',
  ids: readonly string[],
): Promise<Complaints> {
  await setBackend('webgpu', { profile });
  const { cases } = (await (await fetch(`/test/golden/${file}.json`)).json()) as { readonly cases: readonly unknown[] }; // made by our own script
  const rows = files[file](cases).filter((row) => ids.includes(row.id) && missingOf(row).length === 0);
  const complaints: Record<string, readonly string[]> = {};
  for (let start = 0; start < rows.length; start += TOGETHER) {
    const batch = rows.slice(start, start + TOGETHER);
    const found = await Promise.all(batch.map(complaintsOf));
    batch.forEach(({ id }, index) => {
      complaints[id] = found[index]!; // one for each row
    });
  }
  await (await getDevice()).settled(0);
  return complaints;
}
