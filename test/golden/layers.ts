/** Layers: outputs, gradients by inputs and weights, updated state, added losses. */
import { jit, type Layer, ops, sequential, type Tensor, valueAndGrad } from '../../src/index.ts';
import { ONE_CALL, wrongNumber, wrongTensor } from './agreement.ts';
import { type GoldenArray, toTensor } from './array.ts';
import { applyTo, type CalledLayer, inferredShapes, makeLayer } from './layerCall.ts';
import { needsOf } from './needs.ts';
import { rowPerCase } from './suite.ts';

interface LayerCase extends CalledLayer {
  readonly id: string;
  readonly weights: readonly { readonly path: string; readonly trainable: boolean; readonly values: GoldenArray }[];
  readonly outputs: readonly GoldenArray[];
  readonly probes: readonly GoldenArray[];
  /** Null: none (integers). */
  readonly input_grads: readonly (GoldenArray | null)[] | null;
  readonly weight_grads: readonly (GoldenArray | null)[] | null;
  readonly non_trainable_after: readonly { readonly path: string; readonly values: GoldenArray }[] | null;
  readonly losses: readonly number[];
}

/** The shapes of a symbolic call: as those of the values, with the batch open. */
function wrongShapes(got: readonly (readonly (number | null)[])[], expected: readonly GoldenArray[]): string[] {
  const [own, wanted] = [got, expected.map(({ shape }) => [null, ...shape.slice(1)])].map((each) =>
    JSON.stringify(each),
  );
  return own === wanted ? [] : [`symbolic shapes ${own}, expected ${wanted}`];
}

/** Outputs of the layer, and what the call changed. */
async function wrongOutputs(layer: Layer, each: LayerCase, inputs: readonly Tensor[]): Promise<string[]> {
  const outputs = await jit((...nodes) => applyTo(layer, nodes, each.call))(...inputs);
  const state = await Promise.all(layer.nonTrainableWeights.map((weight) => weight.read()));
  return [
    ...(outputs.length === each.outputs.length ? [] : [`${outputs.length} outputs, expected ${each.outputs.length}`]),
    ...each.outputs.flatMap((expected, index) =>
      wrongTensor(`output ${index}`, outputs[index] ?? null, expected, ONE_CALL),
    ),
    ...(each.non_trainable_after ?? []).flatMap(({ path, values }, index) =>
      wrongTensor(`${path} after`, state[index] ?? null, values, ONE_CALL),
    ),
  ];
}

/** Gradients of Σ output · probe by the inputs and by the trainable weights. */
async function wrongGradients(layer: Layer, each: LayerCase, inputs: readonly Tensor[]): Promise<string[]> {
  const variables = layer.trainableWeights;
  const weighted = valueAndGrad(
    (...nodes) => {
      const outputs = applyTo(layer, nodes.slice(0, inputs.length), each.call);
      const terms = outputs.map(
        (output, index) => ops.sum(ops.multiply(output, ops.stopGradient(nodes[inputs.length + index]!))), // one probe per output
      );
      return terms.reduce((a, b) => ops.add(a, b));
    },
    { variables },
  );
  const [, byInputs, byWeights] = await weighted(...inputs, ...each.probes.map(toTensor));
  const expected = (each.weight_grads ?? []).filter((_, index) => each.weights[index]?.trainable);
  const paths = each.weights.filter(({ trainable }) => trainable).map(({ path }) => path);
  return [
    ...(paths.length === variables.length ? [] : [`${variables.length} trainable weights, expected ${paths.length}`]),
    ...(each.input_grads ?? []).flatMap((values, index) =>
      values ? wrongTensor(`gradient of input ${index}`, byInputs[index] ?? null, values, ONE_CALL) : [],
    ),
    ...expected.flatMap((values, index) =>
      values ? wrongTensor(`gradient of ${paths[index]}`, byWeights[index] ?? null, values, ONE_CALL) : [],
    ),
  ];
}

/** Losses that the layer adds: the loss of a model whose own loss is 0. */
async function wrongLosses(each: LayerCase, inputs: readonly Tensor[]): Promise<string[]> {
  if (each.losses.length === 0) return [];
  const own = sequential([makeLayer(each)]);
  own.compile({ loss: (_, yPred) => ops.mean(ops.multiply(yPred, 0), -1) });
  const { loss } = await own.testOnBatch([...inputs], toTensor(each.outputs[0]!)); // every row has an output
  const expected = each.losses.reduce((a, b) => a + b);
  return wrongNumber('added losses', loss, expected, ONE_CALL);
}

async function run(each: LayerCase): Promise<string[]> {
  const layer = makeLayer(each);
  const shapes = wrongShapes(inferredShapes(layer, each), each.outputs);
  const weights = each.weights.map(({ values }) => toTensor(values));
  const inputs = each.inputs.map(toTensor);
  layer.setWeights(weights);
  const outputs = await wrongOutputs(layer, each, inputs);
  layer.setWeights(weights); // the call may have changed some
  const gradients = each.input_grads ? await wrongGradients(layer, each, inputs) : [];
  return [...shapes, ...outputs, ...gradients, ...(await wrongLosses(each, inputs))];
}

export const layerRows = rowPerCase<LayerCase>(({ layer, sequential: chain }) => needsOf([layer, chain]), run);
