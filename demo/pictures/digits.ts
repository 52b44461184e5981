/** The digits that come with Hornbeam: drawn by rules, with another seed for each part. */
import { data, tensor } from '../../src/index.ts';
import { type Labelled, type PictureSets, SIDE } from './sets.ts';

const SEEDS = { train: 1, validation: 2, test: 3 };

/** Pictures for validation, and as many for the test. */
const HELD_OUT = 2000;

/** Pictures made between two turns of the page. */
const CHUNK = 500;

async function makeDigits(count: number, seed: number): Promise<Labelled> {
  const x = new Float32Array(count * SIDE * SIDE);
  const y = new Int32Array(count);
  for (let start = 0; start < count; start += CHUNK) {
    const chunk = data.digits({ count: Math.min(CHUNK, count - start), start, seed });
    x.set(chunk.x.data, start * SIDE * SIDE);
    y.set(chunk.y.data, start);
    await new Promise((resolve) => setTimeout(resolve)); // the page's turn
  }
  return { x: tensor(x, [count, SIDE, SIDE]), y: tensor(y) };
}

/** @param count - Pictures to train with. */
export async function digitSets(count: number): Promise<PictureSets> {
  return {
    name: `${count.toLocaleString('en')} generated digits`,
    train: await makeDigits(count, SEEDS.train),
    validation: await makeDigits(HELD_OUT, SEEDS.validation),
    test: await makeDigits(HELD_OUT, SEEDS.test),
  };
}
