/** A project that uses the package in plain Node: a few steps of training must make the loss smaller, and files must hold it. */
import { data, input, layers, loadModel, sequential, setBackend, setRandomSeed } from 'hornbeam';

await setBackend('cpu');
setRandomSeed(1);
const { x, y } = data.digits({ count: 200, seed: 1 });
const model = sequential([input([28, 28]), layers.flatten(), layers.dense({ units: 10, activation: 'softmax' })]);
model.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] });
const { history } = await model.fit(x, y, { epochs: 5, verbose: 0 });
const [first, last] = [history.loss[0], history.loss.at(-1)];
if (!(last < first)) throw new Error(`the loss went from ${first} to ${last}`);
const again = await loadModel(await model.save());
const { loss } = await again.evaluate(x, y);
if (loss !== (await model.evaluate(x, y)).loss) throw new Error(`the loss of the loaded model is ${loss}`);
const csv = await data.csv(new Blob(['a,b\n1,2\n']));
if (!csv) throw new Error('no table');
console.log(`loss ${first} -> ${last}`);
