import { expect, it } from 'vitest';
import { modelFromConfig, setBackend, tensor } from '../../src/index.ts';
import { golden } from '../golden.ts';

const RUNS = [
  'regression_rmsprop',
  'binary_rmsprop',
  'categorical_adam',
  'sparse_sgd_nesterov',
  'class_weight',
  'sample_weight',
  'regularized',
];
const t = (a: any) => tensor(a.dtype === 'int32' ? Int32Array.from(a.values) : Float32Array.from(a.values), a.shape);
for (const c of (golden<any>('training.json')?.cases ?? []).filter((c: any) => RUNS.includes(c.id))) {
  it(c.id, async () => {
    await setBackend('cpu');
    const m = modelFromConfig(c.model);
    m.compileFromConfig(c.compile);
    m.setWeights(c.initial.map((w: any) => t(w.values ?? w)));
    const f = c.fit;
    const h = await m.fit(c.x.map(t), c.y.map(t), {
      epochs: f.epochs,
      batchSize: f.batch_size,
      validationSplit: f.validation_split,
      shuffle: false,
      classWeight: f.class_weight,
      sampleWeight: f.sample_weight ? t(f.sample_weight) : null,
      verbose: 0,
    });
    for (const [k, v] of Object.entries<any>(c.history))
      v.forEach((x: number, i: number) =>
        expect(Math.abs(h.history[k]![i]! - x), k).toBeLessThan(1e-3 * Math.max(1, Math.abs(x))),
      );
    const e = await m.evaluate(c.x.map(t), c.y.map(t));
    for (const [k, v] of Object.entries<any>(c.evaluate)) expect(Math.abs(e[k]! - v), k).toBeLessThan(1e-3);
    const p = (await m.predict(c.x.map(t))) as any;
    p.data.forEach((x: number, i: number) => expect(Math.abs(x - c.predict[0].values[i])).toBeLessThan(1e-3));
    const w = await m.getWeights();
    w.forEach((x, i) =>
      x.data.forEach((v, j) =>
        expect(Math.abs(v - (c.final[i].values.values ?? c.final[i].values)[j])).toBeLessThan(1e-3),
      ),
    );
  });
}
