/** Transformers: the training step of the benchmark's (W6) by counting, places as constants of a model, padding. */
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../bench/contestants/hornbeam/model.ts';
import { workloads } from '../../bench/workloads/index.ts';
import { weightsOf } from '../../bench/workloads/weights.ts';
import { input, layers, model, ops, setBackend, tensor } from '../../src/index.ts';
import type { Profile } from '../../src/runtime/op.ts';
import { countsOf, type Plan, printPlan } from '../../src/runtime/plan/plan.ts';
import type { TensorSpec } from '../../src/runtime/spec.ts';
import { saidOfPadded } from '../paddedTokens.ts';
import { trainingPlan } from '../trainingPlan.ts';

const floats = (...shape: readonly number[]): TensorSpec => ({ shape, dtype: 'float32' });

async function planFor(profile: Profile): Promise<Plan> {
  await setBackend('cpu');
  const workload = workloads.find(({ id }) => id === 'W6');
  if (workload?.task !== 'train') throw new Error('W6 trains a transformer');
  const { model, batchSize } = workload;
  const specs = { x: [floats(batchSize, ...model.inputShape)], y: [floats(batchSize, 10)], weights: [null] };
  return trainingPlan(
    buildModel(model, weightsOf(model)),
    { optimizer: 'adam', loss: 'categorical_crossentropy', specs },
    profile,
  );
}

/** Steps that only move values to other places. */
function movements(plan: Plan): string[] {
  return plan.steps
    .filter(({ applications }) => applications.every(({ op }) => op.move || op.view))
    .filter(({ dispatches }) => dispatches.length > 0)
    .map(({ label }) => label);
}

/** On `gpu` long sums and products over many steps are shared by workgroups, whose parts another kernel adds up. */
const rows = [
  { profile: 'soft', dispatches: 75, pipelines: 36 },
  { profile: 'gpu', dispatches: 88, pipelines: 40 },
] as const;

describe.each(rows)('a training step of W6 ($profile)', ({ profile, dispatches, pipelines }) => {
  it(`takes ${dispatches} dispatches of ${pipelines} pipelines`, async () => {
    const plan = await planFor(profile);
    expect(countsOf(plan), printPlan(plan)).toMatchObject({ dispatches, pipelines });
  });

  it('moves nothing in memory but the gradient of the mean over the tokens, which is repeated for each', async () => {
    const plan = await planFor(profile);
    expect(movements(plan)).toEqual(['broadcastTo']);
    const names = plan.steps.flatMap(({ applications }) => applications.map(({ op }) => op.name));
    expect(names).not.toContain('transpose');
  });
});

it('places are constants of a functional model, and their vectors are learned', async () => {
  await setBackend('cpu');
  const tokens = input([5], { dtype: 'int32' });
  const words = layers.embedding({ inputDim: 9, outputDim: 4 }).apply(tokens);
  const places = layers.embedding({ inputDim: 5, outputDim: 4 }).apply(ops.arange(0, 5));
  const m = model({ inputs: tokens, outputs: layers.dense({ units: 9 }).apply(ops.add(words, places)) });
  expect(m.weights.map(({ shape }) => shape)).toEqual([[9, 4], [5, 4], [4, 9], [9]]);
  m.compile({ optimizer: 'sgd', loss: 'mse' });
  const before = await m.getWeights();
  await m.fit(tensor([[1, 2, 3, 4, 5]], undefined, 'int32'), tensor(new Float32Array(45).fill(1), [1, 5, 9]), {
    verbose: 0,
  });
  const after = await m.getWeights();
  expect(after[1]?.data).not.toEqual(before[1]?.data);
});

it('padding changes nothing', async () => {
  await setBackend('cpu');
  const [first, second, third] = await saidOfPadded();
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
});

it('a mask may be an input of the model, a tensor at a call, or the argument of a run', async () => {
  await setBackend('cpu');
  const attention = layers.multiHeadAttention({ numHeads: 2, keyDim: 4 });
  const [x, allowed] = [input([3, 8]), input([3, 3], { dtype: 'bool' })];
  const values = tensor(
    Array.from({ length: 24 }, (_, i) => Math.sin(i)),
    [1, 3, 8],
  );
  const mask = tensor(
    [
      [
        [1, 0, 0],
        [1, 1, 0],
        [0, 1, 1],
      ],
    ],
    undefined,
    'bool',
  );
  const symbolic = model({ inputs: [x, allowed], outputs: attention.apply([x, x], { attentionMask: allowed }) });
  const constant = model({ inputs: x, outputs: attention.apply([x, x], { attentionMask: mask }) });
  const run = await attention.run([values, values], { attentionMask: mask });
  const other = await attention.run([values, values], {
    attentionMask: tensor(new Array(9).fill(1), [1, 3, 3], 'bool'),
  });
  expect(await symbolic.predict([values, mask], { verbose: 0 })).toEqual(run);
  expect(await constant.predict(values, { verbose: 0 })).toEqual(run);
  expect(other).not.toEqual(run);
});
