/** Functions on nodes made usable on symbolic tensors of functional models: they become layers of the model. */
import { constant, GraphNode } from '../../runtime/graph.ts';
import type { DType, Values } from '../../runtime/spec.ts';
import { isTypedArray, Tensor, tensor } from '../../runtime/tensor.ts';
import { type CallArguments, Layer, type Several } from '../layers/layer.ts';
import { snakeCase, uniqueName } from '../names.ts';
import { KerasTensor } from '../symbolic.ts';

/** A call of a function in a functional model. */
class FunctionLayer extends Layer {
  static override readonly className = 'FunctionLayer';
  readonly #body: (inputs: readonly GraphNode[]) => Several<GraphNode>;

  constructor(name: string, body: (inputs: readonly GraphNode[]) => Several<GraphNode>) {
    super({ name: uniqueName(snakeCase(name)) });
    this.#body = body;
    this.built = true;
  }

  override call(inputs: Several<GraphNode>, _: CallArguments): Several<GraphNode> {
    return this.#body(inputs as readonly GraphNode[]); // applied to a list
  }
}

function collect(value: unknown, found: KerasTensor[]): void {
  if (value instanceof KerasTensor) found.push(value);
  else if (Array.isArray(value)) for (const each of value) collect(each, found);
}

function replace(value: unknown, nodes: ReadonlyMap<KerasTensor, GraphNode>): unknown {
  if (value instanceof KerasTensor) return nodes.get(value);
  return Array.isArray(value) ? value.map((each) => replace(each, nodes)) : value;
}

/** Host values as constants: tensors and typed arrays; numbers stay numbers. */
export function lifted(value: unknown): unknown {
  if (value instanceof Tensor || isTypedArray(value)) {
    const host = tensor(value);
    return constant(host.data as unknown as Values, host.shape, host.dtype as DType); // the classes of a tensor's data are values
  }
  return Array.isArray(value) && value.some((each) => each instanceof Tensor || each instanceof GraphNode)
    ? value.map(lifted)
    : value;
}

/** What an argument of a function on nodes may be besides a node: a host value and, in functional models, a symbolic tensor. */
type Liftable<T, Symbol> = T extends GraphNode
  ? GraphNode | Tensor | Symbol
  : T extends readonly GraphNode[]
    ? readonly (GraphNode | Tensor | Symbol)[]
    : T;

type Liftables<Args, Symbol> = { [Index in keyof Args]: Liftable<Args[Index], Symbol> };

type InModel<T> = T extends GraphNode ? KerasTensor : T extends readonly GraphNode[] ? KerasTensor[] : T;

/** The type of a function on nodes when it is used on symbolic tensors: nodes give nodes, symbolic tensors give these. */
export type Symbolic<F> = F extends (...args: infer Args) => infer Result
  ? ((...args: Liftables<Args, never>) => Result) & ((...args: Liftables<Args, KerasTensor>) => InModel<Result>)
  : never;

/** Makes a function on nodes usable on symbolic tensors and on host values too. */
/* @__NO_SIDE_EFFECTS__ */
export function symbolic<F extends (...args: never[]) => unknown>(name: string, body: F): Symbolic<F> {
  const call = body as unknown as (...args: unknown[]) => unknown; // checked by the function itself
  const wrapped = (...args: unknown[]): unknown => {
    const tensors: KerasTensor[] = [];
    collect(args, tensors);
    if (tensors.length === 0) return call(...args.map(lifted));
    const inputs = [...new Set(tensors)];
    const layer = new FunctionLayer(name, (nodes) => {
      const map = new Map(inputs.map((input, index) => [input, nodes[index]!])); // one node per input
      return call(...args.map((each) => lifted(replace(each, map)))) as Several<GraphNode>; // functions on nodes give nodes
    });
    const outputs = layer.applyAll(inputs) as readonly KerasTensor[]; // symbolic in, symbolic out
    return outputs.length === 1 ? outputs[0] : outputs;
  };
  wrapped.body = body; // so that the function is known when it is used by name
  return wrapped as unknown as Symbolic<F>; // GraphNode stands for every symbolic tensor in the types
}
