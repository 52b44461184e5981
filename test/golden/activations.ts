/** Activation functions: values, and gradients of Σ y · probe. Also at kinks, where the files would allow another slope, ours is Keras's. */
import { activations, jit, ops, valueAndGrad } from '../../src/index.ts';
import { ONE_CALL, wrongTensor } from './agreement.ts';
import { camelKeys, type GoldenArray, toTensor } from './array.ts';
import { lookupNeed } from './needs.ts';
import { rowPerCase } from './suite.ts';

interface ActivationCase {
  readonly id: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly x: GoldenArray;
  readonly y: GoldenArray;
  readonly probe: GoldenArray;
  readonly grad: GoldenArray;
}

async function run({ name, args, x, y, probe, grad }: ActivationCase): Promise<string[]> {
  const activation = activations.get(name);
  const options = camelKeys(args);
  const value = jit((input) => activation(input!, options)); // called with one tensor
  const weighted = valueAndGrad(
    (input, weights) => ops.multiply(activation(input!, options), ops.stopGradient(weights!)), // called with two tensors
  );
  const [own, [, [gradient]]] = await Promise.all([value(toTensor(x)), weighted(toTensor(x), toTensor(probe))]);
  return [...wrongTensor('value', own, y, ONE_CALL), ...wrongTensor('gradient', gradient ?? null, grad, ONE_CALL)];
}

export const activationRows = rowPerCase<ActivationCase>(
  ({ name }) => [lookupNeed(`activations.${name}`, name, () => activations.get(name))],
  run,
);
