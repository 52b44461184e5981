/** Initializers: distributions, orthogonality, seeds, names and configurations. */
import { describe, expect, it } from 'vitest';
import { initializers, layers, setRandomSeed, type Tensor, tensor } from '../../src/index.ts';
import { HostRandom } from '../../src/runtime/random.ts';

type Initializer = InstanceType<typeof initializers.Initializer>;

/** What is left of the standard deviation of a normal distribution that is cut at two standard deviations. */
const CUT = 0.87962566103423978;

interface Distribution {
  readonly of: Initializer;
  readonly shape: readonly number[];
  readonly mean: number;
  readonly stddev: number;
  /** No value is farther from the mean. */
  readonly bound: number;
}

const uniform = (limit: number) => ({ mean: 0, stddev: limit / Math.sqrt(3), bound: limit });
const cutNormal = (stddev: number) => ({ mean: 0, stddev, bound: (2 * stddev) / CUT });
/** Inputs 9 · 20 = 180, outputs 9 · 40 = 360. */
const CONV = [3, 3, 20, 40];
const seed = 7;

const distributions: Readonly<Record<string, Distribution>> = {
  randomNormal: {
    of: initializers.randomNormal({ mean: 1, stddev: 0.5, seed }),
    shape: [200, 50],
    mean: 1,
    stddev: 0.5,
    bound: 4,
  },
  randomUniform: {
    of: initializers.randomUniform({ minval: -1, maxval: 3, seed }),
    shape: [200, 50],
    mean: 1,
    stddev: 4 / Math.sqrt(12),
    bound: 2,
  },
  'truncatedNormal, whose stddev is that before cutting': {
    of: initializers.truncatedNormal({ mean: 1, stddev: 0.5, seed }),
    shape: [200, 50],
    mean: 1,
    stddev: 0.5 * CUT,
    bound: 1,
  },
  glorotUniform: { of: initializers.glorotUniform({ seed }), shape: [100, 200], ...uniform(Math.sqrt(6 / 300)) },
  'glorotUniform of a convolution': {
    of: initializers.glorotUniform({ seed }),
    shape: CONV,
    ...uniform(Math.sqrt(6 / 540)),
  },
  glorotNormal: { of: initializers.glorotNormal({ seed }), shape: CONV, ...cutNormal(Math.sqrt(2 / 540)) },
  heUniform: { of: initializers.heUniform({ seed }), shape: CONV, ...uniform(Math.sqrt(6 / 180)) },
  heNormal: { of: initializers.heNormal({ seed }), shape: CONV, ...cutNormal(Math.sqrt(2 / 180)) },
  lecunUniform: { of: initializers.lecunUniform({ seed }), shape: CONV, ...uniform(Math.sqrt(3 / 180)) },
  lecunNormal: { of: initializers.lecunNormal({ seed }), shape: CONV, ...cutNormal(Math.sqrt(1 / 180)) },
  'varianceScaling by outputs, not cut': {
    of: initializers.varianceScaling({ scale: 3, mode: 'fan_out', distribution: 'untruncated_normal', seed }),
    shape: CONV,
    mean: 0,
    stddev: Math.sqrt(3 / 360),
    bound: 1,
  },
  'varianceScaling of a vector': {
    of: initializers.varianceScaling({ seed }),
    shape: [9000],
    ...cutNormal(Math.sqrt(1 / 9000)),
  },
  'varianceScaling with given axes': {
    of: initializers.varianceScaling({ inputAxes: [2], outputAxes: [3], distribution: 'uniform', seed }),
    shape: CONV,
    ...uniform(Math.sqrt(3 / 20)),
  },
};

describe('distributions', () => {
  for (const [name, { of, shape, mean, stddev, bound }] of Object.entries(distributions)) {
    it(name, () => {
      const values = [...of.values(shape)];
      const size = shape.reduce((a, b) => a * b);
      expect(values.length).toBe(size);
      const own = values.reduce((a, b) => a + b) / size;
      const variance = values.reduce((a, b) => a + (b - own) ** 2, 0) / size;
      const farthest = Math.max(...values.map((value) => Math.abs(value - mean)));
      // Five standard errors: the seed is fixed, so this holds always or never.
      expect(Math.abs(own - mean)).toBeLessThan((5 * stddev) / Math.sqrt(size));
      expect(Math.abs(Math.sqrt(variance) - stddev)).toBeLessThan((5 * stddev) / Math.sqrt(size));
      expect(farthest).toBeLessThanOrEqual(bound * (1 + 1e-6));
      expect(farthest).toBeGreaterThan(Math.min(bound, 3 * stddev) * 0.97);
    });
  }
});

/** Products of all pairs of columns. */
function gram(values: Float32Array, columns: number): number[][] {
  const rows = values.length / columns;
  return Array.from({ length: columns }, (_, a) =>
    Array.from({ length: columns }, (_, b) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += values[row * columns + a]! * values[row * columns + b]!; // in range
      return sum;
    }),
  );
}

function transposed(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  return Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!); // in range
}

describe('orthogonal', () => {
  const shapes = [
    [5, 5],
    [7, 3],
    [3, 7],
    [1, 4],
    [64, 256],
    [2, 3, 4],
    [3, 3, 2, 4],
  ];
  it.each(shapes)('%j has vectors at right angles', (...shape) => {
    const columns = shape[shape.length - 1]!; // shapes are not empty
    const values = initializers.orthogonal({ gain: 2, seed: 3 }).values(shape);
    const rows = values.length / columns;
    const products = rows < columns ? gram(transposed(values, columns), rows) : gram(values, columns);
    products.forEach((row, a) => {
      row.forEach((product, b) => {
        expect(product).toBeCloseTo(a === b ? 4 : 0, 5);
      });
    });
  });

  it('is Q of A = QR with a positive diagonal of R', () => {
    const random = new HostRandom(11);
    const size = 6;
    const a = Array.from({ length: size }, () => Array.from({ length: size }, () => random.normal())); // column by column
    const q = initializers.orthogonal({ seed: 11 }).values([size, size]);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column <= row; column++) {
        let r = 0;
        for (let k = 0; k < size; k++) r += q[k * size + row]! * a[column]![k]!; // in range
        if (row === column) expect(r).toBeGreaterThan(0);
        else expect(r).toBeCloseTo(0, 5);
      }
    }
  });

  it('prefers no direction', () => {
    const firsts = Array.from({ length: 400 }, (_, own) => initializers.orthogonal({ seed: own }).values([3, 3])[0]!); // nine values
    const mean = firsts.reduce((a, b) => a + b) / firsts.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(3 * firsts.length));
  });
});

it('identity has its gain on the diagonal', () => {
  expect([...initializers.identity({ gain: 3 }).values([2, 3])]).toEqual([3, 0, 0, 0, 3, 0]);
  expect([...initializers.constant({ value: 0.5 }).values([2])]).toEqual([0.5, 0.5]);
});

describe('given values', () => {
  const rows = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];

  it.each([
    ['a matrix', rows, [1, 2, 3, 4, 5, 6]],
    ['a row for all rows', [7, 8], [7, 8, 7, 8, 7, 8]],
    ['a column for all columns', [[1], [2], [3]], [1, 1, 2, 2, 3, 3]],
    ['a tensor of one', tensor([9]), [9, 9, 9, 9, 9, 9]],
  ])('%s', (_, value, expected) => {
    expect([...initializers.constant({ value }).values([3, 2])]).toEqual(expected);
  });

  it('are in the configuration as Keras writes arrays, and read from there', () => {
    const own = initializers.constant({ value: rows });
    const written = initializers.serialize(own);
    expect(written.config).toEqual({ value: { class_name: '__numpy__', config: { value: rows, dtype: 'float32' } } });
    const again = initializers.deserialize(JSON.parse(JSON.stringify(written)) as typeof written); // as from a file
    expect(again.values([3, 2])).toEqual(own.values([3, 2]));
  });

  it('may come from a function of the shape', async () => {
    const counting = (shape: readonly number[]) =>
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i);
    const layer = layers.dense({ units: 2, kernelInitializer: counting, biasInitializer: () => [10, 20] });
    expect(((await layer.run([[1, 1]])) as Tensor).toNested()).toEqual([[12, 24]]); // one output
    const { config } = initializers.serialize(initializers.get(counting));
    expect(config).toBe('counting'); // as Keras writes functions
  });
});

const CLASSES = [
  'Zeros',
  'Ones',
  'Constant',
  'Identity',
  'RandomNormal',
  'RandomUniform',
  'TruncatedNormal',
  'VarianceScaling',
  'GlorotUniform',
  'GlorotNormal',
  'HeUniform',
  'HeNormal',
  'LecunUniform',
  'LecunNormal',
  'Orthogonal',
] as const;

describe.each(CLASSES)('%s', (name) => {
  const snake = name.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();

  it('is known by its name in every spelling', () => {
    for (const spelling of [name, snake, name.charAt(0).toLowerCase() + name.slice(1)])
      expect(initializers.deserialize(spelling)).toBeInstanceOf(initializers[name]);
  });

  it('gives equal values for an equal configuration', () => {
    const own = initializers.deserialize({
      class_name: name,
      config: /Zeros|Ones|Constant|Identity/.test(name) ? {} : { seed: 5 },
    });
    const again = initializers.deserialize(initializers.serialize(own));
    expect(again.getConfig()).toEqual(own.getConfig());
    expect(again.values([4, 6])).toEqual(own.values([4, 6]));
    expect(own.values([4, 6])).toEqual(own.values([4, 6])); // one instance draws the same each time, as in Keras
  });
});

it.each([
  ['zero', 'Zeros'],
  ['one', 'Ones'],
  ['normal', 'RandomNormal'],
  ['uniform', 'RandomUniform'],
  ['identity_initializer', 'Identity'],
  ['OrthogonalInitializer', 'Orthogonal'],
] as const)('%s is %s', (alias, name) => {
  expect(initializers.deserialize(alias)).toBeInstanceOf(initializers[name]);
});

describe('seeds', () => {
  const values = (own: number | null) => [...initializers.glorotUniform({ seed: own }).values([8])];

  it('differ: other values', () => expect(values(1)).not.toEqual(values(2)));

  it('left out: two instances differ, and setRandomSeed repeats both', () => {
    setRandomSeed(3);
    const first = [values(null), values(null)];
    expect(first[0]).not.toEqual(first[1]);
    setRandomSeed(3);
    expect([values(null), values(null)]).toEqual(first);
  });

  it('left out stay out of the configuration', () => {
    expect(initializers.orthogonal().getConfig()).toEqual({ seed: null, gain: 1 });
    expect(initializers.heNormal().getConfig()['seed']).toBeNull();
  });
});
