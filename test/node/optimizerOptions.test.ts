/** Options that all optimizers have, for each optimizer: they do the same as if it were done by hand around plain steps. */
import { beforeAll, describe, expect, it } from 'vitest';
import { optimizers, setBackend, tensor, Variable } from '../../src/index.ts';
import type { MuonOptions } from '../../src/nn/optimizers/muon.ts';
import type { OptimizerOptions } from '../../src/nn/optimizers/options.ts';
import { type AnyOptimizer, commonOptions, optimizerCases } from '../cases/optimizers.ts';

beforeAll(() => setBackend('cpu'));

type Values = readonly (readonly number[])[];

const SHAPES = [[3, 2], [3]] as const;
const START: Values = [
  [1, -2, 0.5, 3, -0.25, 2],
  [0.5, -1, 2],
];

/** Gradients of six steps; the last ones are large. */
const GRADIENTS: readonly Values[] = Array.from({ length: 6 }, (_, step) =>
  START.map((values, variable) => values.map((_, i) => (1 + step) * Math.sin(1 + 3 * i + 7 * variable + step))),
);

const LEARNING_RATE = 0.25;

/** An optimizer with its variables, of which the steps can be made by hand. */
class Bench {
  readonly optimizer: AnyOptimizer;
  readonly variables = START.map(
    (values, index) => new Variable(tensor([...values], [...SHAPES[index]!]), { name: `v${index}` }),
  ); // one shape each

  constructor(make: (options: OptimizerOptions) => AnyOptimizer, options: OptimizerOptions = {}) {
    const { weightDecay = 0 } = options;
    const given: MuonOptions = { learningRate: LEARNING_RATE, ...options, weightDecay };
    const isMuon = make === optimizers.muon; // it has two weight decays
    this.optimizer = make(isMuon ? { ...given, adamWeightDecay: weightDecay } : given);
    this.optimizer.build(this.variables);
  }

  step(gradients: Values): Promise<void> {
    return this.optimizer.apply(
      gradients.map((values, index) => tensor([...values], [...SHAPES[index]!])), // one shape each
      this.variables,
    );
  }

  async values(): Promise<Values> {
    return (await Promise.all(this.variables.map((variable) => variable.read()))).map(({ data }) => [...data]);
  }

  /** Changes the weights from outside. */
  async change(to: (value: number) => number): Promise<void> {
    for (const variable of this.variables) {
      const { data, shape } = await variable.read();
      variable.assign(tensor([...data].map(to), shape));
    }
  }
}

function scaled(gradients: Values, factor: (values: readonly number[]) => number): Values {
  return gradients.map((values) => values.map((value) => value * factor(values)));
}

const length = (values: readonly number[]) => Math.hypot(...values);

/** What is done by hand around step `index` of a plain optimizer. */
type ByHand = (bench: Bench, gradients: Values, index: number) => Promise<void>;

const clipped =
  (limit: (gradients: Values) => Values): ByHand =>
  async (bench, gradients) =>
    bench.step(limit(gradients));

let [gathered, average]: (Values | null)[] = [null, null];

const byHand: Readonly<Record<string, ByHand>> = {
  none: async (bench, gradients) => bench.step(gradients),
  clipnorm: clipped((gradients) => scaled(gradients, (values) => Math.min(1, 0.05 / length(values)))),
  clipvalue: clipped((gradients) => gradients.map((values) => values.map((g) => Math.min(Math.max(g, -0.01), 0.01)))),
  globalClipnorm: clipped((gradients) => scaled(gradients, () => Math.min(1, 0.05 / length(gradients.flat())))),
  lossScale: clipped((gradients) => scaled(gradients, () => 1 / 64)),
  async weightDecay(bench, gradients) {
    await bench.change((w) => w - w * 0.5 * LEARNING_RATE);
    await bench.step(gradients);
  },
  async schedule(bench, gradients, index) {
    bench.optimizer.learningRate = 0.1 * 0.5 ** index;
    await bench.step(gradients);
  },
  async function(bench, gradients, index) {
    bench.optimizer.learningRate = 0.1 / (index + 1);
    await bench.step(gradients);
  },
  async accumulation(bench, gradients) {
    if (!gathered) {
      gathered = gradients;
      return;
    }
    const mean = gradients.map((values, v) => values.map((value, i) => (value + gathered![v]![i]!) / 2)); // gathered before, of the same shapes
    gathered = null;
    await bench.step(mean);
  },
  async average(bench, gradients, index) {
    await bench.step(gradients);
    const now = await bench.values();
    average = index === 0 ? now : now.map((values, v) => values.map((value, i) => (value + average![v]![i]!) / 2)); // made by the step before
  },
  async averageOverwrites(bench, gradients, index) {
    await byHand['average']!(bench, gradients, index); // above
    if (index % 2 === 0) return;
    for (const [v, variable] of bench.variables.entries())
      variable.assign(tensor([...average![v]!], variable.shape.slice())); // made above
  },
};

describe.each(Object.entries(optimizerCases))('%s', (_, { make }) => {
  it.each(Object.entries(byHand))('%s', async (set, step) => {
    [gathered, average] = [null, null];
    const [own, plain] = [new Bench(make, commonOptions[set]), new Bench(make)];
    for (const [index, gradients] of GRADIENTS.entries()) {
      await own.step(gradients);
      await step(plain, gradients, index);
      const [got, expected] = [await own.values(), await plain.values()];
      // Both sides round to float32 after each step, in another order: Adam's ratio of small numbers carries it on.
      got.flat().forEach((value, i) => {
        expect(Math.abs(value - expected.flat()[i]!), `step ${index}`).toBeLessThan(
          2e-5 * Math.max(1, Math.abs(value)),
        ); // of one size
      });
    }
    if (!average) return;
    own.optimizer.finalize();
    (await own.values()).flat().forEach((value, i) => {
      expect(Math.abs(value - average!.flat()[i]!)).toBeLessThan(2e-5 * Math.max(1, Math.abs(value))); // made above
    });
  });

  it('a variable without gradient keeps all that belongs to it', async () => {
    const { optimizer, variables } = new Bench(make);
    const [a, b] = variables as [Variable, Variable]; // two
    const gradients = [tensor([...START[0]!], [3, 2]), tensor([...START[1]!])]; // two
    const kept = async (name: string) => {
      const own = optimizer.variables.filter(({ path }) => new RegExp(`(^|/)${name}(_|$)`).test(path));
      return Promise.all(own.map(async (each) => [...(await each.get()).data]));
    };
    await optimizer.apply(gradients, variables);
    const before = { a: await kept('v0'), b: await kept('v1'), values: [await a.read(), await b.read()] };
    await optimizer.apply([gradients[1]!], [b]);
    expect(await kept('v0')).toEqual(before.a);
    expect(await a.read()).toEqual(before.values[0]);
    expect(await b.read()).not.toEqual(before.values[1]);
    await optimizer.apply([
      tensor(
        START[0]!.map((value) => 2 * value),
        [3, 2],
      ),
      null,
    ]);
    expect(await a.read()).not.toEqual(before.values[0]);
    if (before.a.length > 0) expect(await kept('v0')).not.toEqual(before.a);
  });
});
