/** Losses that layers add to the model's own. */
import { expect, it } from 'vitest';
import { input, layers, regularizers, sequential, setBackend, tensor } from '../../src/index.ts';

it('an activity penalty is a mean over samples: batches that do not divide their number change nothing', async () => {
  await setBackend('cpu');
  const own = sequential([
    input([3]),
    layers.dense({ units: 4, activation: 'relu', activityRegularizer: regularizers.l2(10) }),
    layers.dense({ units: 1 }),
  ]);
  own.compile({ optimizer: 'sgd', loss: 'mse' });
  const [x, y] = [3, 1].map((width) =>
    tensor(
      Float32Array.from({ length: 50 * width }, (_, place) => Math.sin(place * place)),
      [50, width],
    ),
  );
  const losses = [];
  for (const batchSize of [50, 32, 7]) losses.push((await own.evaluate(x!, y!, { batchSize, verbose: 0 }))['loss']); // made above
  for (const loss of losses) expect(loss).toBeCloseTo(losses[0]!, 4); // three of them
});
