import { expect, it } from 'vitest';
import { add, multiply, tanh } from '../../src/kernels/elementwise/arithmetic.ts';
import { matmul } from '../../src/kernels/matmul.ts';
import { transpose } from '../../src/kernels/movement.ts';
import { mean, sum } from '../../src/kernels/reduce.ts';
import { setBackend } from '../../src/runtime/backend.ts';
import { DEFAULT_LIMITS } from '../../src/runtime/cpu/device.ts';
import { feed } from '../../src/runtime/graph.ts';
import { gradientsOf, jit, valueAndGrad } from '../../src/runtime/jit.ts';
import { compilePlan } from '../../src/runtime/plan/compile.ts';
import { printPlan } from '../../src/runtime/plan/plan.ts';

it('computes', async () => {
  await setBackend('cpu');
  const f = jit((x, w) => add(matmul(x, w), 1));
  expect((await f([[1, 2]], [[1], [-1]])).toNested()).toEqual([[0]]);
  const g = valueAndGrad((x, w) => mean(tanh(matmul(x, transpose(w)))));
  const [v, [dx, dw]] = await g(
    [[1, 2]],
    [
      [1, -1],
      [0.5, 2],
    ],
  );
  console.log(v.toString(), dx?.toString(), dw?.toString());
  const x = feed('x', { shape: [32, 16], dtype: 'float32' });
  const w1 = feed('w1', { shape: [16, 8], dtype: 'float32' });
  const b1 = feed('b1', { shape: [8], dtype: 'float32' });
  const w2 = feed('w2', { shape: [8, 4], dtype: 'float32' });
  const h = tanh(add(matmul(x, w1), b1));
  const y = matmul(h, w2);
  const loss = mean(multiply(y, y));
  const grads = gradientsOf(loss, [w1, b1, w2]);
  const plan = compilePlan(
    { name: 'mlp', fetches: [loss, ...grads.filter((g) => g !== null)], updates: [] },
    { profile: 'soft', limits: DEFAULT_LIMITS },
  );
  console.log(printPlan(plan));
  for (const step of plan.steps) for (const d of step.dispatches) console.log(`--- ${d.label}\n${d.code}`);
});
