/** Functions and layers on images: outputs, of layers also the symbolic shapes and the configuration. */
import { jit, type Layer, ops, type Tensor } from '../../src/index.ts';
import type { GraphNode } from '../../src/runtime/graph.ts';
import { ONE_CALL, wrongTensor } from './agreement.ts';
import { camelCase, camelKeys, type GoldenArray, toTensor } from './array.ts';
import { applyTo, type CalledLayer, inferredShapes, makeLayer } from './layerCall.ts';
import { type Need, needsOf } from './needs.ts';
import { rowPerCase } from './suite.ts';

interface FunctionCase {
  readonly id: string;
  /** In snake_case. */
  readonly function: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly inputs: readonly GoldenArray[];
  readonly outputs: readonly GoldenArray[];
}

interface LayerCase extends CalledLayer {
  readonly id: string;
  readonly outputs: readonly GoldenArray[];
}

type ImageCase = FunctionCase | LayerCase;

type ImageFunction = (...args: readonly unknown[]) => GraphNode;

function functionNamed(name: string): ImageFunction | undefined {
  return Reflect.get(ops.image, camelCase(name)) as ImageFunction | undefined; // functions of images give images
}

/** `size` is an argument of its own, the others are options. */
function callOf({ function: name, args }: FunctionCase): (nodes: readonly GraphNode[]) => GraphNode {
  const { size, ...options } = camelKeys(args);
  return (nodes) => functionNamed(name)!(...nodes, ...(size === undefined ? [] : [size]), options); // the row needs it
}

function wrongOutputs(outputs: readonly Tensor[], expected: readonly GoldenArray[]): string[] {
  return [
    ...(outputs.length === expected.length ? [] : [`${outputs.length} outputs, expected ${expected.length}`]),
    ...expected.flatMap((each, index) => wrongTensor(`output ${index}`, outputs[index] ?? null, each, ONE_CALL)),
  ];
}

async function runFunction(each: FunctionCase): Promise<string[]> {
  const call = callOf(each);
  return wrongOutputs([await jit((...nodes) => call(nodes))(...each.inputs.map(toTensor))], each.outputs);
}

/** The sizes after the batch must be known; a single image has none. */
function wrongShapes(each: LayerCase): string[] {
  if (each.inputs[0]?.shape.length === 3) return [];
  const wanted = each.outputs.map(({ shape }) => [null, ...shape.slice(1)]);
  const [own, expected] = [inferredShapes(makeLayer(each), each), wanted].map((shapes) => JSON.stringify(shapes));
  return own === expected ? [] : [`symbolic shapes ${own}, expected ${expected}`];
}

/** What Keras writes into its configuration must be in ours. */
function wrongConfig(layer: Layer, { layer: object }: LayerCase): string[] {
  const config = layer.getConfig();
  return Object.entries(object?.config ?? {}).flatMap(([key, value]) => {
    const [own, expected] = [config[key], value].map((each) => JSON.stringify(each));
    return own === expected ? [] : [`configuration: ${key} is ${own}, expected ${expected}`];
  });
}

async function runLayer(each: LayerCase): Promise<string[]> {
  const layer = makeLayer(each);
  const outputs = await jit((...nodes) => applyTo(layer, nodes, each.call))(...each.inputs.map(toTensor));
  return [...wrongShapes(each), ...wrongConfig(layer, each), ...wrongOutputs(outputs, each.outputs)];
}

function needs(each: ImageCase): readonly Need[] {
  if (!('function' in each)) return needsOf(each.layer);
  return [{ name: `ops.image.${each.function}`, exists: () => functionNamed(each.function) !== undefined }];
}

export const imageRows = rowPerCase<ImageCase>(needs, (each) =>
  'function' in each ? runFunction(each) : runLayer(each),
);
