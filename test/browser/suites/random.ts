/** What traced functions draw, on the CPU and on the GPU: see test/browser/random.test.ts. */
import { jit, ops, random, setBackend, setRandomSeed } from '../../../src/index.ts';

export type Drawn = Readonly<Record<'cpu' | 'webgpu', readonly (readonly number[])[]>>;

/** The second run of one function that draws in every way there is. */
async function drawn(backend: 'cpu' | 'webgpu'): Promise<number[][]> {
  await setBackend(backend);
  setRandomSeed(5);
  const seed = new random.SeedGenerator(3);
  const f = jit((x) => [
    random.normal([33]),
    random.truncatedNormal([33]),
    random.uniform([33], { seed: 1 }),
    random.randint([33], -5, 6),
    random.categorical([[0, 1, 2]], 50, { seed }),
    random.gamma([2, 5], [[0.5], [3]]),
    random.beta([20], 3, 2),
    random.binomial([30], 7, 0.4),
    random.shuffle(x, { seed }),
    random.dropout(ops.square(x), 0.5),
  ]);
  const x = Float32Array.from({ length: 20 }, (_, index) => index + 1);
  await f(x);
  return (await f(x)).map(({ data }) => Array.from(data));
}

export async function bothBackends(): Promise<Drawn> {
  const cpu = await drawn('cpu');
  return { cpu, webgpu: await drawn('webgpu') };
}
