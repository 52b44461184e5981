/** The whole program of a user who trains an MLP with Hornbeam: for the size of its bundle. */
import { input, layers, sequential, tensor } from 'hornbeam';

const noise = (rows: number, columns: number) =>
  tensor(
    Float32Array.from({ length: rows * columns }, () => Math.random()),
    [rows, columns],
  );

const model = sequential([
  input([784]),
  layers.dense({ units: 512, activation: 'relu' }),
  layers.dense({ units: 10, activation: 'softmax' }),
]);
model.compile({ optimizer: 'adam', loss: 'categorical_crossentropy' });
const { history } = await model.fit(noise(128, 784), noise(128, 10), { batchSize: 32, epochs: 2 });
console.log(history['loss']);
