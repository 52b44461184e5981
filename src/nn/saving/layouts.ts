/** Where Keras's layers keep their weights, as far as the fields of the layers here do not tell. */
import type { Variable } from '../../runtime/variable.ts';
import type { Layer } from '../layers/layer.ts';
import type { SpectralNormalization } from '../layers/normalization/spectralNormalization.ts';

/** How the groups of a layer in a file differ from its fields. */
export interface Layout {
  /** Keras's attributes, by the fields' names. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Attributes of Keras's layer that hold no weights: groups that are empty. */
  readonly empty?: readonly string[];
  /** Attributes of Keras's layer that keep all that it keeps itself once more. */
  readonly again?: readonly string[];
  /** The attribute under which the layer's own weights lie, where Keras has a layer inside. */
  readonly inside?: string;
  /** The layer's own weights, where these are others than those that it has made. */
  readonly own?: (layer: Layer) => readonly Variable[];
  /** Keras's name of the class, in lists of layers. */
  readonly inLists?: string;
}

const RECURRENT: Layout = { inside: 'cell' };

const ATTENTION = { softmax: '_softmax', dropoutLayer: '_dropout_layer', gateDense: '_gate_dense' };

/** By class names; classes that extend one of these have its layout. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  SimpleRNN: RECURRENT,
  LSTM: RECURRENT,
  GRU: RECURRENT,
  ConvLSTM1D: RECURRENT,
  ConvLSTM2D: RECURRENT,
  ConvLSTM3D: RECURRENT,
  MultiHeadAttention: { attributes: ATTENTION, empty: ['_softmax', '_dropout_layer'] },
  GroupQueryAttention: {
    attributes: {
      ...ATTENTION,
      queryDense: '_query_dense',
      keyDense: '_key_dense',
      valueDense: '_value_dense',
      outputDense: '_output_dense',
    },
    empty: ['_softmax', '_dropout_layer'],
    inLists: 'grouped_query_attention',
  },
  TextVectorization: { again: ['_lookup_layer'] },
  SpectralNormalization: {
    own: (layer) => {
      const { kernel, vectorU } = layer as SpectralNormalization; // by the class name
      return [kernel, vectorU].filter((each) => each !== null);
    },
  },
};

/** The layout of a layer's class, or of the nearest one that it extends. */
export function layoutOf(layer: Layer): Layout {
  for (let each: unknown = layer.constructor; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    const layout = Object.hasOwn(each, 'className') ? LAYOUTS[(each as typeof Layer).className] : undefined; // a layer's class
    if (layout) return layout;
  }
  return {};
}
