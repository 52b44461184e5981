/** Functions of tensors: traced per input shapes, compiled, cached. */
import { InvalidArgumentError } from './errors.ts';
import { backpropagate } from './gradients.ts';
import { constant, feed, GraphNode } from './graph.ts';
import type { Program } from './plan/program.ts';
import { nextSeed } from './random.ts';
import { Runner } from './run.ts';
import { showShape, sizeOf, type TensorSpec, type Values } from './spec.ts';
import { type ArrayLike, type Tensor, tensor } from './tensor.ts';
import { Trace, tracing } from './trace.ts';
import { fromWords, Variable } from './variable.ts';

/** What a traced function returns: one node or several. */
export type Traced = GraphNode | readonly GraphNode[];

/** The host value for what a traced function returned. */
export type HostValue<T extends Traced> = T extends GraphNode ? Tensor : Tensor[];

interface Compiled {
  readonly runner: Runner;
  readonly single: boolean;
}

function keyOf(inputs: readonly Tensor[]): string {
  return inputs.map((input) => `${input.dtype}${showShape(input.shape)}`).join(' ');
}

/** Values of a fetch as a tensor. */
export function toTensor(values: Values, spec: TensorSpec): Tensor {
  const words = new Uint32Array(values.buffer as ArrayBuffer, values.byteOffset, sizeOf(spec.shape));
  return fromWords(words, spec);
}

/** The state from which a function's random numbers are drawn: [seed, step]. */
export function newRandomState(seed: number): Variable {
  const state = new Variable(Int32Array.of(seed | 0, 0), { name: 'random state', trainable: false });
  return state;
}

async function call(compiled: Compiled, inputs: readonly Tensor[]): Promise<Tensor[]> {
  const executable = await compiled.runner.executable();
  inputs.forEach((input, index) => {
    const values = input.dtype === 'bool' ? Uint32Array.from(input.data) : input.data;
    executable.setFeed(`input ${index}`, values as Values);
  });
  executable.run(1);
  const values = await executable.fetch();
  return values.map((each, index) => toTensor(each, compiled.runner.program.fetches[index]!.spec)); // one value per fetch
}

function checkNode(who: string, value: unknown): asserts value is GraphNode {
  if (!(value instanceof GraphNode)) {
    throw new InvalidArgumentError({
      who,
      expected: 'the function must return symbolic tensors',
      received: value,
      fix: 'Compute with `ops` and layers.',
    });
  }
}

export interface JitOptions {
  readonly name?: string;
  /** Where random numbers of the function come from; made by `setRandomSeed`'s generator when left out. */
  readonly randomState?: Variable;
}

/**
 * Makes a function on tensors from a function on symbolic tensors. It is traced once for each combination of input
 * shapes, compiled for the current device, and cached. Variables it assigns are updated by each call.
 *
 * @example
 * const f = jit((x, w) => ops.relu(ops.matmul(x, w)));
 * const y = await f([[1, 2]], [[1], [-1]]); // Tensor [[0]]
 */
export function jit<T extends Traced>(
  body: (...inputs: GraphNode[]) => T,
  options: JitOptions = {},
): (...inputs: ArrayLike[]) => Promise<HostValue<T>> {
  const cache = new Map<string, Compiled>();
  const state = options.randomState ?? newRandomState(nextSeed());
  const name = options.name ?? (body.name || 'function');
  return async (...args) => {
    const inputs = args.map((arg) => tensor(arg));
    const key = keyOf(inputs);
    let compiled = cache.get(key);
    if (!compiled) {
      compiled = trace(name, state, inputs, (nodes) => body(...nodes));
      cache.set(key, compiled);
    }
    const results = await call(compiled, inputs);
    return (compiled.single ? results[0] : results) as HostValue<T>; // `single` tells which of the two T is
  };
}

function trace(
  name: string,
  state: Variable,
  inputs: readonly Tensor[],
  body: (nodes: GraphNode[]) => Traced,
): Compiled {
  const current = new Trace(state);
  const nodes = inputs.map((input, index) => feed(`input ${index}`, { shape: input.shape, dtype: input.dtype }));
  const result = tracing(current, () => body(nodes));
  const fetches = result instanceof GraphNode ? [result] : result;
  for (const fetch of fetches) checkNode(name, fetch);
  const { updates, after: next } = current;
  const program: Program = { name, fetches, updates, before: current.before(name), next };
  return { runner: new Runner(program), single: result instanceof GraphNode };
}

export interface ValueAndGradOptions extends JitOptions {
  /** Variables by which to differentiate, besides the arguments. */
  readonly variables?: readonly Variable[];
}

/** Value, gradients by the arguments, and (with `variables`) gradients by the variables; null where none flows. */
export type ValueAndGradients = [value: Tensor, byArguments: (Tensor | null)[], byVariables: (Tensor | null)[]];

/**
 * Makes a function that returns the value of `body` and the derivative of the sum of its elements by each argument.
 *
 * @example
 * const f = valueAndGrad((w) => ops.sum(ops.square(w)));
 * const [value, [dw]] = await f([1, 2]); // 5, [2, 4]
 */
export function valueAndGrad(
  body: (...inputs: GraphNode[]) => GraphNode,
  options: ValueAndGradOptions = {},
): (...inputs: ArrayLike[]) => Promise<ValueAndGradients> {
  const variables = options.variables ?? [];
  const cache = new Map<string, { readonly compiled: Compiled; readonly flows: readonly boolean[] }>();
  const state = options.randomState ?? newRandomState(nextSeed());
  const name = options.name ?? (body.name || 'function');
  return async (...args) => {
    const inputs = args.map((arg) => tensor(arg));
    const key = keyOf(inputs);
    let entry = cache.get(key);
    if (!entry) {
      let flows: boolean[] = [];
      const compiled = trace(name, state, inputs, (nodes) => {
        const value = body(...nodes);
        checkNode(name, value);
        const gradients = gradientsOf(value, [...nodes, ...variables.map((variable) => variable.node)]);
        flows = gradients.map((gradient) => gradient !== null);
        return [value, ...gradients.filter((gradient) => gradient !== null)];
      });
      entry = { compiled, flows };
      cache.set(key, entry);
    }
    const [value, ...flowing] = await call(entry.compiled, inputs);
    let next = 0;
    const all = entry.flows.map((flows) => (flows ? flowing[next++]! : null)); // one tensor for each that flows
    return [value!, all.slice(0, inputs.length), all.slice(inputs.length)]; // the first fetch is the value
  };
}

/** Derivatives of the sum of a node's elements. */
export function gradientsOf(value: GraphNode, wrt: readonly GraphNode[]): (GraphNode | null)[] {
  return backpropagate([value], [constant(1, value.shape)], wrt);
}
