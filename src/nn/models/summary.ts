/** The table that `summary()` prints, in Keras's layout. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { sizeOf } from '../../runtime/spec.ts';
import type { Variable } from '../../runtime/variable.ts';
import type { Layer } from '../layers/layer.ts';
import { isRecord, sortedEntries } from '../structure.ts';
import { type KerasTensor, type OpenShapes, tensorsOf } from '../symbolic.ts';
import type { Model } from './model.ts';
import { type Column, table } from './table.ts';

export interface SummaryOptions {
  /** Takes each line; default: the console. */
  readonly print?: ((line: string) => void) | undefined;
  /** Characters in a line; default 88, 108 with connections; 12 more with `showTrainable`. */
  readonly lineLength?: number | null | undefined;
  /** Where columns end, as shares of a line. */
  readonly positions?: readonly number[] | null | undefined;
  /** Whether the layers of models inside are listed too. Default false. */
  readonly expandNested?: boolean | undefined;
  /** Whether a column tells which layers are trained. Default false. */
  readonly showTrainable?: boolean | undefined;
  /** Names (or regular expressions) of the first and the last layer to list. */
  readonly layerRange?: readonly [first: string, last: string] | null | undefined;
}

/** `(None, 10)`; several as `[(None, 1), (None, 2)]`, or by name as `{a: (None, 1)}`. */
function shapeText(shape: OpenShapes): string {
  if (isRecord(shape))
    return `{${sortedEntries(shape)
      .map(([name, each]) => `${name}: ${shapeText(each as OpenShapes)}`)
      .join(', ')}}`; // shapes by name
  const list = shape as readonly unknown[]; // the form that is left
  if (list.some((each) => Array.isArray(each)))
    return `[${list.map((each) => shapeText(each as OpenShapes)).join(', ')}]`;
  return `(${list.map((length) => length ?? 'None').join(', ')})`;
}

/** The shape of the last call in a model, or of the shape that the layer was built for. */
function outputShape(layer: Layer): string {
  const call = layer.inboundNodes[layer.inboundNodes.length - 1];
  if (!call) {
    const built = layer.builtOutputShape;
    return built ? shapeText(built) : '?';
  }
  const [only, ...others] = call.outputs;
  if (only && others.length === 0) return shapeText(only.shape);
  const { result } = call;
  const shapes = isRecord(result)
    ? Object.fromEntries(Object.entries(result).map(([name, each]) => [name, (each as KerasTensor).shape])) // tensors by name
    : call.outputs.map(({ shape }) => shape);
  return shapeText(shapes);
}

/** `dense[0][0], dense[1][0]`: layer, number of its call, number of the output. */
function connections(layer: Layer, model: Model): string {
  const calls = layer.inboundNodes.filter((call) => model.graph?.calls.includes(call));
  const sources = calls.flatMap(tensorsOf).flatMap(({ node, index }) => (node ? [{ node, index }] : []));
  const names = sources.map(
    ({ node, index }) => `${node.layer.name}[${node.layer.inboundNodes.indexOf(node)}][${index}]`,
  );
  return names.length === 0 ? '-' : names.join(', ');
}

function parameters(layer: Layer): string {
  return layer.isUnbuilt ? '0 (unbuilt)' : layer.countParams().toLocaleString('en-US');
}

function trainableText(layer: Layer): string {
  if (layer.weights.length === 0) return '-';
  return layer.trainable ? 'Y' : 'N';
}

/** The layers that are listed, with their prefixes. */
function rowsOf(layers: readonly Layer[], expand: boolean, level = 0): { layer: Layer; prefix: string }[] {
  const prefix = level === 0 ? '' : `${'   '.repeat(level)}└ `;
  return layers.flatMap((layer) => {
    const { layers: inside } = layer as Partial<Pick<Model, 'layers'>>; // models have some
    return [{ layer, prefix }, ...(expand && inside ? rowsOf(inside, expand, level + 1) : [])];
  });
}

/** From the first layer that one pattern fits to the last that the other fits. */
function inRange(layers: readonly Layer[], range: SummaryOptions['layerRange']): readonly Layer[] {
  if (!range) return layers;
  const found = range.map((pattern) => {
    const start = new RegExp(`^(?:${pattern})`);
    return layers.flatMap(({ name }, index) => (start.test(name) ? [index] : []));
  });
  const places = found.flat();
  if (found.some(({ length }) => length === 0)) {
    throw new InvalidArgumentError({
      who: 'summary',
      expected: `layerRange must fit names of layers (${layers.map(({ name }) => name).join(', ')})`,
      received: range,
    });
  }
  return layers.slice(Math.min(...places), Math.max(...places) + 1);
}

function columnsOf(isChain: boolean, { positions, showTrainable = false, lineLength }: SummaryOptions): Column[] {
  const titles = ['Layer (type)', 'Output Shape', 'Param #', ...(isChain ? [] : ['Connected to'])];
  const ends = positions ?? (isChain ? [0.45, 0.8, 1] : [0.3, 0.56, 0.74, 1]);
  const length = lineLength ?? (isChain ? 88 : 108) + (showTrainable ? 12 : 0);
  const own = showTrainable ? [...ends.map((end) => end * 0.9), 1] : ends;
  return [...titles, ...(showTrainable ? ['Trainable'] : [])].map((title, index) => ({
    title,
    end: Math.floor((own[index] ?? 1) * length),
    align: title === 'Param #' ? 'right' : title === 'Trainable' ? 'center' : 'left',
  }));
}

function count(variables: readonly Variable[]): number {
  return variables.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** `7 (28.00 B)` */
function sizeText(parameters: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let bytes = parameters * 4;
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${parameters.toLocaleString('en-US')} (${bytes.toFixed(2)} ${units[unit]})`;
}

/** Prints layers, output shapes and numbers of parameters. */
export function printSummary(model: Model, options: SummaryOptions): void {
  const { print = console.log, expandNested = false, showTrainable = false, layerRange } = options;
  const isChain = model.graph === null || model.isChain;
  const rows = rowsOf(inRange(model.operations, layerRange), expandNested).map(({ layer, prefix }) => [
    `${prefix}${layer.name} (${layer.className})`,
    outputShape(layer),
    parameters(layer),
    ...(isChain ? [] : [connections(layer, model)]),
    ...(showTrainable ? [trainableText(layer)] : []),
  ]);
  print(`Model: "${model.name}"`);
  for (const line of table(columnsOf(isChain, options), rows)) print(line);
  const optimizer = model.optimizer?.size ?? 0;
  print(` Total params: ${sizeText(count(model.weights) + optimizer)}`);
  print(` Trainable params: ${sizeText(count(model.trainableWeights))}`);
  print(` Non-trainable params: ${sizeText(count(model.nonTrainableWeights))}`);
  if (optimizer > 0) print(` Optimizer params: ${sizeText(optimizer)}`);
}
