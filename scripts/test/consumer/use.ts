/** A strict TypeScript project that uses the package's declarations. */
import {
  callbacks,
  data,
  input,
  type Layer,
  layers,
  loadModel,
  type Model,
  sequential,
  setBackend,
  type Tensor,
  tensor,
} from 'hornbeam';

export async function use(): Promise<number> {
  await setBackend('cpu');
  const model: Model = sequential([
    input([4]),
    layers.dense({ units: 8, activation: 'relu' }),
    layers.dense({ units: 1 }),
  ]);
  const first: Layer | undefined = model.layers[0];
  model.compile({ optimizer: 'rmsprop', loss: 'mse', metrics: ['mae'] });
  const x: Tensor = tensor(new Float32Array(40), [10, 4]);
  const history = await model.fit(x, new Float32Array(10), {
    epochs: 2,
    batchSize: 5,
    validationSplit: 0.2,
    callbacks: [callbacks.earlyStopping({ patience: 2 })],
  });
  const losses: number[] = data.smoothCurve(history.history['val_loss'] ?? []);
  const bytes: Uint8Array = await model.save((name: string, saved: Uint8Array) => console.log(name, saved.length));
  const again: Model = await loadModel(bytes, { compile: false });
  await again.loadWeights(new Blob([new Uint8Array(bytes)]), { skipMismatch: true });
  // @ts-expect-error units must be a number
  layers.dense({ units: 'many' });
  return (losses[0] ?? 0) + (first?.weights.length ?? 0);
}
