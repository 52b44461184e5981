/** Optimizers: names, defaults, configurations, and how many dispatches a step takes. Steps themselves: golden rows. */
import { beforeAll, describe, expect, it } from 'vitest';
import { input, layers, optimizers, sequential, setBackend, Variable } from '../../src/index.ts';
import { loadOptimizers } from '../../src/nn/optimizers/get.ts';
import { toCamel } from '../../src/nn/saving/config.ts';
import { DEFAULT_LIMITS } from '../../src/runtime/cpu/device.ts';
import { feed } from '../../src/runtime/graph.ts';
import type { Profile } from '../../src/runtime/op.ts';
import { compilePlan } from '../../src/runtime/plan/compile.ts';
import { countsOf } from '../../src/runtime/plan/plan.ts';
import { tensor } from '../../src/runtime/tensor.ts';
import { Trace, tracing } from '../../src/runtime/trace.ts';
import { VariableGroup } from '../../src/runtime/variable.ts';
import { type AnyOptimizer, COMMON_DEFAULTS, commonOptions, optimizerCases } from '../cases/optimizers.ts';
import { optimizerRuns } from '../optimizerRuns.ts';

beforeAll(() => setBackend('cpu'));

function camel(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [toCamel(key), value]));
}

describe.each(Object.entries(optimizerCases))('%s', (factory, row) => {
  const { keras, className, make, rate, decay = null, defaults, changed, kept } = row;

  it("has Keras's defaults", () => {
    const { name, ...config } = make().getConfig();
    expect(name).toMatch(/^[a-z_]+(_\d+)?$/);
    expect(config).toEqual({ learning_rate: Math.fround(rate), ...COMMON_DEFAULTS, weight_decay: decay, ...defaults });
  });

  it.each([keras, keras.toUpperCase(), className, factory])('is found as "%s"', (name) => {
    expect(optimizers.deserialize(name).className).toBe(className);
  });

  it('tells all options again, and is made from what it tells', () => {
    const common = { weightDecay: 0.5, useEma: true, emaMomentum: 0.5, emaOverwriteFrequency: 7, lossScaleFactor: 8 };
    const own = make({
      name: 'mine',
      learningRate: 0.5,
      clipnorm: 2,
      gradientAccumulationSteps: 3,
      ...common,
      ...camel(changed),
    });
    const serialized = optimizers.serialize(own);
    expect(serialized).toEqual({
      module: 'keras.optimizers',
      class_name: className,
      registered_name: null,
      config: {
        name: 'mine',
        learning_rate: 0.5,
        ...COMMON_DEFAULTS,
        weight_decay: 0.5,
        clipnorm: 2,
        use_ema: true,
        ema_momentum: 0.5,
        ema_overwrite_frequency: 7,
        loss_scale_factor: 8,
        gradient_accumulation_steps: 3,
        ...changed,
      },
    });
    const read = JSON.parse(JSON.stringify(serialized)) as typeof serialized; // as from a file
    expect(optimizers.deserialize(read).getConfig()).toEqual(serialized.config);
  });

  it('tells its schedule again', () => {
    const { learning_rate: schedule } = make(commonOptions['schedule']).getConfig();
    expect(schedule).toMatchObject({ class_name: 'ExponentialDecay', config: { decay_rate: 0.5 } });
    const again = optimizers.deserialize({ class_name: className, config: { learning_rate: schedule } });
    expect(again.schedule?.at(2)).toBe(0.025);
  });

  it(`keeps ${kept} numbers for a matrix [3, 2]`, () => {
    const optimizer = make();
    expect(optimizer.size).toBe(0);
    optimizer.build([new Variable(tensor(new Float32Array(6), [3, 2]))]);
    expect(optimizer.size).toBe(kept + 2);
  });
});

it('has all of Keras’s optimizers, and rows for all', () => {
  const classes = Object.values(optimizers).filter((each) => typeof each === 'function' && 'className' in each);
  const names = classes.map((each) => (each as typeof optimizers.Optimizer).className); // optimizer classes
  const rows = Object.values(optimizerCases).map(({ className }) => className);
  expect(names.sort()).toEqual([...rows, 'LossScaleOptimizer', 'MultiOptimizer', 'Optimizer', 'OptimizerMap'].sort());
});

it('names what it keeps by the paths of the weights', () => {
  const m = sequential([input([2]), layers.dense({ units: 1, name: 'd' })], { name: 's' });
  const optimizer = optimizers.adam({ name: 'adam', useEma: true });
  optimizer.build(m.trainableWeights);
  expect(optimizer.variables.map(({ path }) => path)).toEqual([
    'adam/iteration',
    'adam/learning_rate',
    'adam/s_d_kernel_average',
    'adam/s_d_bias_average',
    'adam/s_d_kernel_momentum',
    'adam/s_d_kernel_velocity',
    'adam/s_d_bias_momentum',
    'adam/s_d_bias_velocity',
  ]);
});

describe('dispatches of a step', () => {
  beforeAll(() => loadOptimizers(['lamb']));

  /** Matrices and vectors in turn, large enough that no two of them fit into one small kernel. */
  function weights(count: number, size = 128): Variable[] {
    return Array.from({ length: count }, (_, index) => {
      const shape = index % 2 === 0 ? [size, size] : [size];
      return new Variable(tensor(new Float32Array(size ** shape.length), shape), { name: `w${index}` });
    });
  }

  async function dispatches(make: () => AnyOptimizer, variables: Variable[], profile: Profile): Promise<number> {
    const optimizer = make();
    await optimizer.load();
    optimizer.build(variables);
    const layout = new VariableGroup('layout', variables);
    const trace = new Trace();
    const block = feed('gradients', { shape: [layout.length], dtype: 'float32' });
    const present = variables.map(() => true);
    tracing(trace, () => optimizer.traceBlock(block, present));
    const program = { name: 'step', fetches: [], updates: trace.updates };
    return countsOf(compilePlan(program, { profile, limits: DEFAULT_LIMITS })).dispatches;
  }

  const all: [string, () => AnyOptimizer][] = [
    ...Object.entries(optimizerCases).flatMap(([name, { make }]) =>
      Object.entries(commonOptions).map(([set, options]): [string, () => AnyOptimizer] => [
        `${name} ${set}`,
        () => make(options),
      ]),
    ),
    ['lossScaleOptimizer', () => optimizers.lossScaleOptimizer({ innerOptimizer: optimizers.adam() })],
  ];
  // Muon gathers matrices when there are several of a shape: 4 of the variables are two matrices.
  const few = (name: string) => (name.startsWith('muon') ? 4 : 2);

  it.each(all)('%s: as many for 20 variables as for 2', async (name, make) => {
    for (const profile of ['soft', 'gpu'] as const) {
      expect(await dispatches(make, weights(20), profile)).toBe(await dispatches(make, weights(few(name)), profile));
    }
  });

  it('of Muon grow with the number of different shapes: three products for each repetition, and a few to prepare them', async () => {
    const make = (nsSteps: number) => () => optimizers.muon({ nsSteps });
    const shapes = (count: number) => Array.from({ length: count }, (_, index) => weights(4, 64 + 64 * index)).flat();
    for (const nsSteps of [2, 5]) {
      const counts = await Promise.all([1, 2, 3].map((count) => dispatches(make(nsSteps), shapes(count), 'gpu')));
      expect(counts[1]! - counts[0]!).toBe(3 * nsSteps + 3);
      expect(counts[2]! - counts[1]!).toBe(3 * nsSteps + 3);
    }
  });

  it.each([
    ['sgd', 2],
    ['adam', 2],
    ['lamb', 5],
    ['adafactor', 9],
    ['muon', 21],
  ])('of %s are %i', async (name, expected) => {
    const { make } = optimizerCases[name]!; // rows exist
    expect(await dispatches(make, weights(20), 'gpu')).toBe(expected);
  });
});

describe('in fit', () => {
  it.each(Object.entries(optimizerRuns))('%s', async (_, run) => {
    expect(await run()).toEqual([]);
  });
});
