/** Regularizers and constraints: values, names, configurations, and what they do in a model. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  constraints,
  input,
  jit,
  layers,
  ops,
  regularizers,
  sequential,
  setBackend,
  type Tensor,
  tensor,
  valueAndGrad,
} from '../../src/index.ts';

beforeAll(() => setBackend('cpu'));

type Regularizer = NonNullable<ReturnType<typeof regularizers.deserialize>>;
type Node = Parameters<Regularizer['penalty']>[0];
type Constraint = NonNullable<ReturnType<typeof constraints.deserialize>>;

const w = tensor([
  [1, -2],
  [3, 0.5],
  [0, 4],
]);

/** |cos| between the rows of w: 2 / (√5 √9.25), 8 / (√5 · 4), 2 / (√9.25 · 4). */
const ROWS = (2 / Math.sqrt(5 * 9.25) + 8 / Math.sqrt(5 * 16) + 2 / Math.sqrt(9.25 * 16)) / 3;
const COLUMNS = 0.5 / Math.sqrt(10 * 20.25);

const penalties: Readonly<
  Record<string, { readonly of: Regularizer; readonly gives: number; readonly config: object }>
> = {
  l1: { of: regularizers.l1(0.1), gives: 1.05, config: { l1: 0.1 } },
  'l1 by default': { of: regularizers.l1(), gives: 0.105, config: { l1: 0.01 } },
  l2: { of: regularizers.l2({ l2: 0.1 }), gives: 3.025, config: { l2: 0.1 } },
  'l2 by default': { of: regularizers.l2(), gives: 0.3025, config: { l2: 0.01 } },
  l1l2: { of: regularizers.l1l2({ l1: 0.1, l2: 0.1 }), gives: 4.075, config: { l1: 0.1, l2: 0.1 } },
  'l1l2 by default': { of: regularizers.l1l2(), gives: 0, config: { l1: 0, l2: 0 } },
  'rows at right angles': {
    of: regularizers.orthogonalRegularizer({ factor: 0.5 }),
    gives: 0.5 * ROWS,
    config: { factor: 0.5, mode: 'rows' },
  },
  'columns at right angles': {
    of: regularizers.orthogonalRegularizer({ mode: 'columns' }),
    gives: 0.01 * COLUMNS,
    config: { factor: 0.01, mode: 'columns' },
  },
};

describe('regularizers', () => {
  for (const [name, { of, gives, config }] of Object.entries(penalties)) {
    it(`${name}: value and configuration`, async () => {
      const again = regularizers.deserialize(regularizers.serialize(of));
      expect(of.getConfig()).toEqual(config);
      expect(again?.getConfig()).toEqual(config);
      for (const each of [of, again!]) expect((await jit((x) => each.penalty(x!))(w)).item()).toBeCloseTo(gives, 6); // made from a configuration
    });
  }

  it.each([
    ['l1', 'L1'],
    ['l2', 'L2'],
    ['l1l2', 'L1L2'],
    ['L1L2', 'L1L2'],
    ['l1_l2', 'L1L2'],
    ['orthogonal_regularizer', 'OrthogonalRegularizer'],
  ] as const)('%s is %s', (alias, name) => {
    expect(regularizers.deserialize(alias)).toBeInstanceOf(regularizers[name]);
  });

  it('a penalty on angles turns vectors away from each other', async () => {
    const penalty = regularizers.orthogonalRegularizer();
    const [, [gradient]] = await valueAndGrad((x) => penalty.penalty(x!))([
      [1, 0],
      [1, 1],
    ]);
    expect(gradient!.data[1]).toBeGreaterThan(0); // the first vector's second component shrinks
    expect(gradient!.data[3]).toBeLessThan(0); // the second one's grows
  });
});

const vectors = tensor([
  [0, 1, 3, 3],
  [0, 0, 0, 3],
  [0, 0, 0, 3],
]);
const third = 2 / Math.sqrt(3);

const conditions: Readonly<
  Record<string, { readonly of: Constraint; readonly gives: readonly (readonly number[])[]; readonly config: object }>
> = {
  maxNorm: {
    of: constraints.maxNorm(2),
    gives: [
      [0, 1, 2, third],
      [0, 0, 0, third],
      [0, 0, 0, third],
    ],
    config: { max_value: 2, axis: 0 },
  },
  'maxNorm of rows': {
    of: constraints.maxNorm({ maxValue: 1, axis: 1 }),
    gives: [
      [0, 1 / Math.sqrt(19), 3 / Math.sqrt(19), 3 / Math.sqrt(19)],
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ],
    config: { max_value: 1, axis: 1 },
  },
  unitNorm: {
    of: constraints.unitNorm(),
    gives: [
      [0, 1, 1, third / 2],
      [0, 0, 0, third / 2],
      [0, 0, 0, third / 2],
    ],
    config: { axis: 0 },
  },
  'unitNorm of all': {
    of: constraints.unitNorm([0, 1]),
    gives: [
      [0, 1 / Math.sqrt(37), 3 / Math.sqrt(37), 3 / Math.sqrt(37)],
      [0, 0, 0, 3 / Math.sqrt(37)],
      [0, 0, 0, 3 / Math.sqrt(37)],
    ],
    config: { axis: [0, 1] },
  },
  minMaxNorm: {
    of: constraints.minMaxNorm({ minValue: 1.5, maxValue: 2 }),
    gives: [
      [0, 1.5, 2, third],
      [0, 0, 0, third],
      [0, 0, 0, third],
    ],
    config: { min_value: 1.5, max_value: 2, rate: 1, axis: 0 },
  },
  'minMaxNorm, half of the way': {
    of: constraints.minMaxNorm({ minValue: 1.5, maxValue: 2, rate: 0.5 }),
    gives: [
      [0, 1.25, 2.5, (third + 3) / 2],
      [0, 0, 0, (third + 3) / 2],
      [0, 0, 0, (third + 3) / 2],
    ],
    config: { min_value: 1.5, max_value: 2, rate: 0.5, axis: 0 },
  },
};

describe('constraints', () => {
  for (const [name, { of, gives, config }] of Object.entries(conditions)) {
    it(`${name}: values and configuration`, async () => {
      const again = constraints.deserialize(constraints.serialize(of));
      expect(of.getConfig()).toEqual(config);
      expect(again?.getConfig()).toEqual(config);
      for (const each of [of, again!]) {
        const { data } = await jit((x) => each.project(x!))(vectors); // made from a configuration
        gives.flat().forEach((value, place) => {
          expect(data[place]).toBeCloseTo(value, 5);
        });
      }
    });
  }

  it('nonNeg leaves no negative weight', async () => {
    expect((await jit((x) => constraints.nonNeg().project(x!))([-1, 0, 2])).toNested()).toEqual([0, 0, 2]);
  });

  it.each([
    ['max_norm', 'MaxNorm'],
    ['unitNorm', 'UnitNorm'],
    ['MinMaxNorm', 'MinMaxNorm'],
    ['min_max_norm', 'MinMaxNorm'],
    ['nonNeg', 'NonNeg'],
  ] as const)('%s is %s', (alias, name) => {
    expect(constraints.deserialize(alias)).toBeInstanceOf(constraints[name]);
  });

  it('hold after each update', async () => {
    const m = sequential([
      input([2]),
      layers.dense({ units: 3, kernelConstraint: 'unitNorm', biasConstraint: 'nonNeg' }),
    ]);
    m.compile({ optimizer: 'sgd', loss: 'mse' });
    await m.fit(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([
        [-9, -9, -9],
        [-9, -9, -9],
      ]),
      { epochs: 2, verbose: 0 },
    );
    const [kernel, bias] = (await m.getWeights()) as [Tensor, Tensor]; // kernel and bias
    for (let unit = 0; unit < 3; unit++)
      expect(Math.hypot(kernel.data[unit]!, kernel.data[unit + 3]!)).toBeCloseTo(1, 5); // two rows of three
    expect(Math.min(...bias.data)).toBeGreaterThanOrEqual(0);
  });
});

it('functions are penalties and conditions too', async () => {
  const quarter = (x: Node) => ops.multiply(ops.sum(ops.square(ops.square(x))), 0.25);
  const atMostOne = (x: Node) => ops.minimum(x, 1);
  const m = sequential([
    input([1]),
    layers.dense({
      units: 2,
      useBias: false,
      kernelInitializer: 'ones',
      kernelRegularizer: quarter,
      kernelConstraint: atMostOne,
    }),
  ]);
  m.compile({ optimizer: 'sgd', loss: 'mse' });
  const [x, y] = [tensor([[1]]), tensor([[9, 1]])];
  expect((await m.evaluate(x, y, { verbose: 0 }))['loss']).toBeCloseTo(32 + 0.5, 5);
  await m.fit(x, y, { verbose: 0 });
  const [kernel] = await m.getWeights();
  expect(kernel!.data[0]).toBe(1); // held where the gradient would make it larger
  expect(kernel!.data[1]).toBeCloseTo(0.99, 5); // the penalty's gradient is 1, the rate 0.01
  expect(regularizers.serialize(regularizers.get(quarter)!).config).toBe('quarter');
  expect(constraints.serialize(constraints.get(atMostOne)!).config).toBe('atMostOne');
  expect([regularizers.get(null), constraints.get(null)]).toEqual([null, null]);
});
