/** A layer of a golden row, and how the row calls it. */
import { input, type Layer, layers, type SymbolicTensor, sequential } from '../../src/index.ts';
import { camelKeys, type GoldenArray } from './array.ts';
import type { KerasObject } from './needs.ts';
import { throughConfig } from './throughConfig.ts';

/** One input, a list of inputs, or (in Keras) several arguments; `self`: the one input twice. Hornbeam takes lists. */
export type CallStyle = 'single' | 'list' | 'spread' | 'self';

export interface LayerCall {
  readonly training: boolean | null;
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly style: CallStyle;
}

export interface CalledLayer {
  readonly layer?: KerasObject;
  readonly sequential?: readonly KerasObject[];
  readonly call: LayerCall;
  readonly inputs: readonly GoldenArray[];
}

/** The layer of a row; several are put into a model. */
export function makeLayer({ layer, sequential: chain }: CalledLayer): Layer {
  if (layer) return throughConfig(layers, layer);
  return sequential((chain ?? []).map((each) => throughConfig(layers, each)));
}

function argumentsOf({ training, kwargs }: LayerCall) {
  return { ...camelKeys(kwargs), ...(training === null ? {} : { training }) };
}

/** Inputs as the layer takes them. */
function arranged<T>(inputs: readonly T[], style: CallStyle): T | readonly T[] {
  if (style === 'single') return inputs[0]!; // every row has an input
  return style === 'self' ? [inputs[0]!, inputs[0]!] : inputs; // likewise
}

/** Applies the layer to nodes; its outputs as a list. */
export function applyTo<T extends SymbolicTensor>(layer: Layer, inputs: readonly T[], call: LayerCall): readonly T[] {
  const given = arranged(inputs, call.style);
  return layer.applyAll(given, argumentsOf(call)) as T[]; // nodes give nodes, symbolic tensors give symbolic tensors
}

/** Builds the layer by a symbolic call with an open batch; the shapes that it infers. */
export function inferredShapes(layer: Layer, { call, inputs }: CalledLayer): (readonly (number | null)[])[] {
  const symbols = inputs.map(({ shape, dtype }) =>
    input(shape.slice(1), { dtype: dtype === 'int32' ? 'int32' : 'float32' }),
  );
  return applyTo(layer, symbols, call).map(({ shape }) => shape);
}
