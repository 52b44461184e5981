/** Every function of `ops` gives in a functional model what it gives in a function: see test/cases/symbolicOps.ts. */
import { beforeAll, expect, it } from 'vitest';
import { input, jit, type KerasTensor, model, setBackend, type Tensor, tensor } from '../../src/index.ts';
import type { GraphNode } from '../../src/runtime/graph.ts';
import { symbolicCalls, symbolicImageCalls } from '../cases/symbolicOps.ts';

function values(...shape: number[]): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, place) => 0.1 + 0.8 * Math.cos(place * place) ** 2),
    shape,
  );
}

const given = [values(2, 4), values(2, 4), values(2, 6, 6, 3)];

beforeAll(() => setBackend('cpu'));

it.each(Object.entries({ ...symbolicCalls, ...symbolicImageCalls }))('%s', async (_, call) => {
  const expected = await jit((...nodes: GraphNode[]) => [call(nodes[0]!, nodes[1]!, nodes[2]!)].flat())(...given); // three inputs
  const inputs = given.map(({ shape }) => input(shape.slice(1), { batchSize: 2 }));
  const symbols = [call(...(inputs as unknown as Parameters<typeof call>))].flat() as unknown as KerasTensor[]; // symbolic in, symbolic out
  expect(symbols.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  expect(symbols.map(({ dtype }) => dtype)).toEqual(expected.map(({ dtype }) => dtype));
  const own = model({ inputs, outputs: symbols });
  const traced = jit((...nodes: GraphNode[]) => own.applyAll(nodes) as readonly GraphNode[]); // nodes in, nodes out
  const got = await traced(...given);
  got.forEach((each, index) => {
    expect([...each.data]).toEqual([...expected[index]!.data]); // one for each
  });
});
