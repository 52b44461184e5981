/** What layers are made with, and called with. */
import type { Tensor } from '../../runtime/tensor.ts';
import type { RegularizerIdentifier } from '../regularizers/get.ts';
import type { OpenShape, SymbolicTensor } from '../symbolic.ts';
import type { StatefulOptions } from './stateful.ts';

/** Options of every layer. */
export interface LayerOptions extends StatefulOptions {
  /** Only `float32` is computed; accepted as Keras writes it. */
  readonly dtype?: unknown;
  /** A penalty on the output: `regularizer(output) / batch size` is added to the loss. */
  readonly activityRegularizer?: RegularizerIdentifier | undefined;
  /** Shape of one sample: makes `Sequential` start with an input of this shape. */
  readonly inputShape?: OpenShape | undefined;
  /** Short for `inputShape: [inputDim]`. */
  readonly inputDim?: number | undefined;
}

/** What `call` is given besides the inputs. Further arguments of a layer come by name. */
export interface CallArguments {
  readonly training?: boolean | null | undefined;
  readonly mask?: SymbolicTensor | readonly (SymbolicTensor | null)[] | null | undefined;
  readonly [argument: string]: unknown;
}

/** Call arguments with values instead of symbolic tensors, for `run`. */
export interface RunArguments {
  readonly training?: boolean | null | undefined;
  readonly mask?: Several<Tensor> | null | undefined;
  readonly [argument: string]: unknown;
}

/** One tensor or several. */
export type Several<T> = T | readonly T[];

/** Several tensors as a list. */
export function listOf<T>(several: Several<T>): readonly T[] {
  return Array.isArray(several) ? (several as readonly T[]) : [several as T];
}
