/** The table that `summary()` prints, in Keras's layout. */
import { showShape, sizeOf } from '../../runtime/spec.ts';
import type { Variable } from '../../runtime/variable.ts';
import { InputLayer } from '../layers/core/input.ts';
import type { Layer } from '../layers/layer.ts';
import type { OpenShape } from '../symbolic.ts';
import type { Model } from './model.ts';

interface Columns {
  readonly titles: readonly string[];
  readonly widths: readonly number[];
  /** Columns aligned at the right. */
  readonly right: readonly number[];
}

const PLAIN: Columns = { titles: ['Layer (type)', 'Output Shape', 'Param #'], widths: [38, 29, 17], right: [2] };
const CONNECTED: Columns = {
  titles: ['Layer (type)', 'Output Shape', 'Param #', 'Connected to'],
  widths: [30, 27, 19, 27],
  right: [2],
};

/** `(None, 10)` */
function shapeText(shape: OpenShape): string {
  return shape.length === 1
    ? `(${shape[0] ?? 'None'},)`
    : showShape(shape).replace('[', '(').replace(']', ')').replaceAll('null', 'None');
}

function outputShapeText(layer: Layer): string {
  const shapes = layer.inboundNodes[layer.inboundNodes.length - 1]?.outputs.map(({ shape }) => shapeText(shape)) ?? [];
  if (shapes.length === 0) return '?';
  return shapes.length === 1 ? shapes[0]! : `[${shapes.join(', ')}]`; // length 1
}

function connections(layer: Layer): string {
  const sources = layer.inboundNodes.flatMap(({ inputs }) => (Array.isArray(inputs) ? inputs : [inputs]));
  const names = sources.flatMap((tensor) => {
    const from = tensor?.node?.layer;
    return from ? [`${from.name}[${Math.max(0, from.inboundNodes.indexOf(tensor.node))}][${tensor.index}]`] : [];
  });
  return names.length === 0 ? '-' : names.join(', ');
}

/** Text broken into lines of at most `width` characters, at blanks where possible. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(' ', width);
    const at = blank > 0 ? blank : width;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

function rowLines(cells: readonly string[], { widths, right }: Columns, edge: string): string[] {
  const parts = cells.map((cell, index) => wrapped(cell, widths[index]! - 2)); // one width per cell
  const height = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => {
    const texts = parts.map((part, index) => {
      const text = part[line] ?? '';
      const width = widths[index]! - 2; // one width per cell
      return ` ${right.includes(index) ? text.padStart(width) : text.padEnd(width)} `;
    });
    return `${edge}${texts.join(edge)}${edge}`;
  });
}

function rule({ widths }: Columns, [left, middle, right]: readonly [string, string, string], line: string): string {
  return `${left}${widths.map((width) => line.repeat(width)).join(middle)}${right}`;
}

function count(variables: readonly Variable[]): number {
  return variables.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** `7 (28.00 B)` */
function sizeText(parameters: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let bytes = parameters * 4;
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${parameters.toLocaleString('en-US')} (${bytes.toFixed(2)} ${units[unit]})`;
}

/** Prints layers, output shapes and numbers of parameters. */
export function printSummary(model: Model, print: (line: string) => void): void {
  const simple = model.isChain;
  const columns = simple ? PLAIN : CONNECTED;
  const layers = simple ? model.layers.filter((layer) => !(layer instanceof InputLayer)) : model.layers;
  print(`Model: "${model.name}"`);
  print(rule(columns, ['┏', '┳', '┓'], '━'));
  for (const line of rowLines(columns.titles, columns, '┃')) print(line);
  print(rule(columns, ['┡', '╇', '┩'], '━'));
  layers.forEach((layer, index) => {
    const parameters = layer.built ? layer.countParams().toLocaleString('en-US') : '0 (unbuilt)';
    const cells = [
      `${layer.name} (${layer.className})`,
      outputShapeText(layer),
      parameters,
      ...(simple ? [] : [connections(layer)]),
    ];
    for (const line of rowLines(cells, columns, '│')) print(line);
    if (index < layers.length - 1) print(rule(columns, ['├', '┼', '┤'], '─'));
  });
  print(rule(columns, ['└', '┴', '┘'], '─'));
  const optimizer = model.optimizer?.size ?? 0;
  print(` Total params: ${sizeText(count(model.weights) + optimizer)}`);
  print(` Trainable params: ${sizeText(count(model.trainableWeights))}`);
  print(` Non-trainable params: ${sizeText(count(model.nonTrainableWeights))}`);
  if (optimizer > 0) print(` Optimizer params: ${sizeText(optimizer)}`);
}
