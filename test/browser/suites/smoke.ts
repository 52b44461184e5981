import { add, multiply, tanh } from '../../../src/kernels/elementwise/arithmetic.ts';
import { matmul } from '../../../src/kernels/matmul.ts';
import { mean } from '../../../src/kernels/reduce.ts';
import { getDevice, setBackend } from '../../../src/runtime/backend.ts';
import { valueAndGrad } from '../../../src/runtime/jit.ts';

export async function smoke() {
  const rnd = (n: number, seed: number) => Float32Array.from({ length: n }, (_, i) => Math.sin(i * 12.9898 + seed));
  const { tensor } = await import('../../../src/runtime/tensor.ts');
  const x = tensor(rnd(37 * 19, 1), [37, 19]);
  const w = tensor(rnd(19 * 11, 2), [19, 11]);
  const b = tensor(rnd(11, 3), [11]);
  const out: unknown[] = [];
  for (const backend of ['webgpu', 'cpu'] as const) {
    await setBackend(backend);
    const g = valueAndGrad((x, w, b) => {
      const h = tanh(add(matmul(x, w), b));
      return mean(multiply(h, h));
    });
    const t0 = performance.now();
    const [v, gs] = await g(x, w, b);
    out.push([
      (await getDevice()).name,
      performance.now() - t0,
      v.item(),
      gs.map((t) => Array.from(t!.data.slice(0, 4))),
    ]);
  }
  return out;
}
