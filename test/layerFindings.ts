/** What is wrong with a layer of test/cases/layers.ts on the executor in use. Runs in Node and in the browser. */
import { input, jit, type Layer, layers, ops, setRandomSeed, type Tensor, tensor } from '../src/index.ts';
import { maskOf, setMask } from '../src/nn/forward.ts';
import type { CallArguments } from '../src/nn/layers/layer.ts';
import type { GraphNode } from '../src/runtime/graph.ts';
import type { NestedArray } from '../src/runtime/tensor.ts';
import type { LayerCase } from './cases/layers.ts';

/** What a call gave: the output twice (random layers: two steps), and its mask. */
export interface LayerResult {
  readonly first: Tensor;
  readonly second: Tensor;
  readonly mask: Tensor | null;
}

function inputsOf({ x, list, dtype }: LayerCase): Tensor[] {
  return (list ?? [x ?? []]).map((each) => tensor(each, undefined, dtype));
}

/** Named arguments; masks as nodes. */
function argumentsOf({ args = {} }: LayerCase): CallArguments {
  const mask = (args['mask'] ?? null) as readonly (NestedArray | null)[] | null; // see LayerCase
  if (!mask) return args;
  return { ...args, mask: mask.map((each) => each && ops.greater(tensor(each), 0.5)) };
}

/** Calls a new layer of a row, under a fixed seed. */
export async function callLayer(row: LayerCase): Promise<LayerResult> {
  setRandomSeed(7);
  const layer = row.make();
  const inputs = inputsOf(row);
  const masks = (row.masks ?? []).map((each) => (each === null ? null : tensor(each, undefined, 'bool')));
  let carries = false;
  const call = jit((...nodes) => {
    const values = nodes.slice(0, inputs.length);
    let next = inputs.length;
    masks.forEach((mask, index) => {
      if (mask) setMask(values[index]!, nodes[next++]!); // one value per mask, one node per tensor
    });
    const given = (row.list ? values : values[0]) as GraphNode; // a list for layers of several inputs
    const outputs = [layer.apply(given, { training: row.training ?? false, ...argumentsOf(row) })].flat();
    const output = outputs[row.output ?? 0]!; // the row says which of them there is
    const mask = maskOf(output);
    carries = mask !== null;
    return mask ? [output, mask] : [output];
  });
  const tensors = [...inputs, ...masks.filter((mask) => mask !== null)];
  const [first, mask] = await call(...tensors);
  const [second] = await call(...tensors);
  return { first: first!, second: second!, mask: carries ? mask! : null }; // fetched above
}

function differs(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length !== b.length || Array.from(a).some((value, index) => !(Math.abs(value - b[index]!) <= 1e-5)); // equal lengths
}

/** What is wrong when two tensors should be equal. */
export function unequal(what: string, got: Tensor | null, expected: Tensor | null): string[] {
  if (got === null && expected === null) return [];
  const equal = got && expected && got.shape.join() === expected.shape.join() && !differs(got.data, expected.data);
  return equal ? [] : [`${what}: ${got}, expected ${expected}`];
}

function wrongRandom({ first, second }: LayerResult, again: LayerResult): string[] {
  return [
    ...(differs(first.data, second.data) ? [] : ['the second step gives the same values']),
    ...(differs(first.data, again.first.data) ? ['a new layer under the same seed gives other values'] : []),
  ];
}

function wrongConfig(layer: Layer, expected: LayerCase['config']): string[] {
  const config = layer.getConfig();
  const again = layers.deserialize(layers.serialize(layer)).getConfig();
  const [own, read] = [config, again].map((each) => JSON.stringify(each));
  return [
    ...(own === read ? [] : [`configuration ${own}, read again ${read}`]),
    ...Object.entries(expected ?? {}).flatMap(([key, value]) =>
      JSON.stringify(config[key]) === JSON.stringify(value)
        ? []
        : [`configuration: ${key} is ${JSON.stringify(config[key])}, expected ${JSON.stringify(value)}`],
    ),
  ];
}

function wrongSymbol(row: LayerCase, shape: readonly number[]): string[] {
  const symbols = inputsOf(row).map((each) => input(each.shape.slice(1), { dtype: row.dtype }));
  const { mask: _, ...args } = row.args ?? {};
  const outputs = [row.make().apply(row.list ? symbols : symbols[0]!, args)].flat(); // one input
  const output = outputs[row.output ?? 0]!; // the row says which of them there is
  const expected = JSON.stringify([null, ...shape.slice(1)]);
  const own = JSON.stringify(output.shape);
  return own === expected ? [] : [`symbolic shape ${own}, expected ${expected}`];
}

/** Everything that is wrong; empty when all is well. */
export async function layerFindings(row: LayerCase): Promise<string[]> {
  const result = await callLayer(row);
  const { first, mask } = result;
  const expected = row.gives === undefined ? null : tensor(row.gives);
  const wanted = row.mask === undefined ? mask : row.mask && tensor(row.mask, undefined, 'bool');
  const complaint = row.holds?.(first.data as Float32Array) ?? null; // layers compute in float32
  return [
    ...(row.shape && row.shape.join() !== first.shape.join()
      ? [`shape [${first.shape}], expected [${row.shape}]`]
      : []),
    ...(expected ? unequal('output', first, expected) : []),
    ...unequal('mask', mask, wanted),
    ...(row.random ? wrongRandom(result, await callLayer(row)) : []),
    ...(complaint === null ? [] : [complaint]),
    ...wrongConfig(row.make(), row.config),
    ...wrongSymbol(row, first.shape),
  ];
}
