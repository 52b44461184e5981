/** Functions on nodes made usable on symbolic tensors of functional models: they become layers of the model. */
import { constant, GraphNode } from '../../runtime/graph.ts';
import type { DType, Values } from '../../runtime/spec.ts';
import { isTypedArray, Tensor, tensor } from '../../runtime/tensor.ts';
import { Layer, type LayerOptions } from '../layers/layer.ts';
import { snakeCase, uniqueName } from '../names.ts';
import type { Structure } from '../structure.ts';
import { type KerasTensor, replaceTensors, tensorsIn } from '../symbolic.ts';

interface FunctionOptions extends LayerOptions {
  /** As `ops` calls it. */
  readonly functionName: string;
}

/** A call of a function in a functional model. It has no weights, and is not among the model's `layers`. */
export class FunctionLayer extends Layer {
  static override readonly className = 'FunctionLayer';
  declare readonly options: FunctionOptions;
  /** The arguments as they were given. */
  readonly given: readonly unknown[];
  readonly #body: (inputs: readonly GraphNode[]) => Structure<GraphNode>;

  constructor(
    functionName: string,
    given: readonly unknown[],
    body: (inputs: readonly GraphNode[]) => Structure<GraphNode>,
    name?: string,
  ) {
    const options: FunctionOptions = { name: name ?? uniqueName(snakeCase(functionName)), functionName };
    super(options);
    this.given = given;
    this.#body = body;
    this.built = true;
  }

  get functionName(): string {
    return this.options.functionName;
  }

  /** Keras's functions are objects of classes: `Add`, `LogSoftmax`. */
  override get className(): string {
    return this.functionName.charAt(0).toUpperCase() + this.functionName.slice(1);
  }

  override call(inputs: Structure<GraphNode>): Structure<GraphNode> {
    return this.#body(inputs as readonly GraphNode[]); // applied to a list
  }
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

/** A function on nodes, of which only the function itself knows which arguments it takes. */
type AnyFunction = (...args: unknown[]) => unknown;

/** Calls a function on symbolic tensors: a layer of its own, with the tensors as its inputs. */
export function applyFunction(
  functionName: string,
  body: AnyFunction,
  args: readonly unknown[],
  name?: string,
): Structure<KerasTensor> {
  const inputs = [...new Set(tensorsIn(args))];
  const layer = new FunctionLayer(
    functionName,
    args,
    (nodes) => {
      const nodeOf = new Map(inputs.map((input, index) => [input, nodes[index]!])); // one node per input
      const own = replaceTensors(args, (tensor) => nodeOf.get(tensor)) as readonly unknown[]; // a list stays one
      return body(...own.map(lifted)) as Structure<GraphNode>; // functions on nodes give nodes
    },
    name,
  );
  return layer.apply<Structure<KerasTensor>>(inputs);
}

/** Makes a function on nodes usable on symbolic tensors and on host values too. */
/* @__NO_SIDE_EFFECTS__ */
export function symbolic<F extends (...args: never[]) => unknown>(name: string, body: F): Symbolic<F> {
  const call = body as unknown as AnyFunction; // checked by the function itself
  const wrapped = (...args: unknown[]): unknown =>
    tensorsIn(args).length === 0 ? call(...args.map(lifted)) : applyFunction(name, call, args);
  wrapped.body = body; // so that the function is known when it is used by name
  return wrapped as unknown as Symbolic<F>; // GraphNode stands for every symbolic tensor in the types
}
