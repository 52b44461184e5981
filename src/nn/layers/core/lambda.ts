/** A function as a layer. */
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { type CallArguments, Layer, type LayerOptions, type Several } from '../layer.ts';

/** What a Lambda computes: from the input (or the list of inputs), with ops. */
// biome-ignore lint/suspicious/noExplicitAny: the function knows whether it takes one input or several
export type LambdaFunction = (inputs: any, args: Readonly<Record<string, unknown>>) => Several<GraphNode>;

/** The mask of the output, from inputs and masks. */
// biome-ignore lint/suspicious/noExplicitAny: the function knows whether it takes one input or several
export type LambdaMask = (inputs: any, mask: any) => Several<GraphNode | null>;

export interface LambdaOptions extends LayerOptions {
  /** Computes the output with `ops`; given the inputs, and `arguments` with what was passed by name. */
  readonly function: LambdaFunction;
  /** The mask of the output; default: it has none. */
  readonly mask?: LambdaMask | GraphNode | null | undefined;
  /** As Keras writes it: shapes follow from the function. */
  readonly outputShape?: unknown;
  /** Further arguments of the function. */
  readonly arguments?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * `y = function(x, arguments)`. The function is not part of saved models: Keras writes Python code there.
 *
 * @example
 * layers.lambda({ function: (x) => ops.multiply(x, 2) });
 */
export class Lambda extends Layer {
  static override readonly className = 'Lambda';
  static override readonly furtherOptions = ['mask', 'outputShape'];
  readonly #function: LambdaFunction;
  declare readonly options: LambdaOptions;

  constructor(options: LambdaOptions) {
    super(options);
    if (typeof options.function !== 'function') {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'function must be a function on symbolic tensors',
        received: options.function,
        fix: 'A function in a saved model is Python code: write it with `ops` and replace the layer by one of your own.',
      });
    }
    this.#function = options.function;
    this.built = true;
  }

  override call(inputs: Several<GraphNode>, args: CallArguments): Several<GraphNode> {
    return this.#function(inputs, { ...this.options.arguments, ...args });
  }

  override computeMask(inputs: Several<GraphNode>, mask: Several<GraphNode | null>): Several<GraphNode | null> {
    const own = this.options.mask ?? null;
    return typeof own === 'function' ? own(inputs, mask) : own;
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { function: this.#function.name || 'function', arguments: this.options.arguments ?? {} };
  }
}
