/** The whole program of a user who trains an MLP with jax-js, written as its README shows: for the size of its bundle. */
import {
  blockUntilReady,
  defaultDevice,
  init,
  type Array as JaxArray,
  jit,
  nn,
  numpy as np,
  tree,
  valueAndGrad,
} from '@jax-js/jax';

type Params = { readonly w1: JaxArray; readonly b1: JaxArray; readonly w2: JaxArray; readonly b2: JaxArray };

function loss({ w1, b1, w2, b2 }: Params, x: JaxArray, y: JaxArray): JaxArray {
  const hidden = nn.relu(np.dot(x, w1).add(b1));
  return nn.logSoftmax(np.dot(hidden, w2).add(b2)).mul(y).sum().mul(-1);
}

const noise = (rows: number, columns: number): JaxArray =>
  np.array(
    Float32Array.from({ length: rows * columns }, () => Math.random() - 0.5),
    { shape: [rows, columns] },
  );

await init('webgpu');
defaultDevice('webgpu');
let params: Params = { w1: noise(784, 512), b1: np.zeros([512]), w2: noise(512, 10), b2: np.zeros([10]) };
const x = noise(128, 784);
const y = noise(128, 10);
const step = jit((p: Params, xs: JaxArray, ys: JaxArray): Params => {
  const [value, gradients] = valueAndGrad(loss)(tree.ref(p), xs, ys);
  value.dispose();
  const descend = (parameter: JaxArray, gradient: JaxArray): JaxArray => parameter.sub(gradient.mul(0.01));
  return {
    w1: descend(p.w1, gradients.w1),
    b1: descend(p.b1, gradients.b1),
    w2: descend(p.w2, gradients.w2),
    b2: descend(p.b2, gradients.b2),
  };
});
for (let i = 0; i < 8; i++) params = step(params, x.ref, y.ref);
await blockUntilReady(params);
console.log(await params.b2.data());
