/** A row as a program: its results and (unless the row says otherwise) the gradients of its inputs as fetches. */
import { backpropagate } from '../../src/runtime/gradients.ts';
import { feed, GraphNode } from '../../src/runtime/graph.ts';
import { newRandomState } from '../../src/runtime/jit.ts';
import type { Program } from '../../src/runtime/plan/program.ts';
import type { Values } from '../../src/runtime/spec.ts';
import { Trace, tracing } from '../../src/runtime/trace.ts';
import { type Input, inputsOf, seedsOf } from './inputs.ts';
import type { OpCase } from './opCase.ts';
import { type Tolerance, toleranceOf } from './tolerances.ts';

/** What a fetch of the program is. */
export interface Fetch {
  /** `result 0`, `gradient 1`: for messages. */
  readonly label: string;
  readonly tolerance: Tolerance;
}

/** A row made ready to compile. Variables are made anew with every call, so that runs do not disturb each other. */
export interface BuiltCase {
  readonly name: string;
  readonly program: Program;
  readonly feeds: ReadonlyMap<string, Values>;
  readonly inputs: readonly Input[];
  readonly outputs: readonly GraphNode[];
  /** One for each fetch: first the outputs, then the gradients. */
  readonly fetches: readonly Fetch[];
  /** For variables that are updated. */
  readonly tolerance: Tolerance;
  /** For each float input the place of its gradient among the fetches. */
  readonly gradients: ReadonlyMap<number, number>;
  /** Float inputs (places) that no gradient reaches. */
  readonly unreached: readonly number[];
}

/** The seed of the random state in every row. */
const SEED = 20;

/** Builds the expression of a row; throws what building throws. */
export function buildCase(name: string, row: OpCase): BuiltCase {
  const { call } = row;
  if (!call) throw new Error(`${name}: no expression`);
  const inputs = inputsOf(name, row);
  const nodes = inputs.map(({ spec }, index) => feed(`input ${index}`, spec));
  const feeds = new Map(inputs.map(({ values }, index): [string, Values] => [`input ${index}`, values]));
  const trace = new Trace(newRandomState(SEED));
  const result = tracing(trace, () => call(...nodes));
  const outputs = result instanceof GraphNode ? [result] : 'outputs' in result ? result.outputs : result;
  const after = 'next' in result ? { name: `${name} next`, fetches: [], updates: result.next } : null;
  const forward = toleranceOf(row.kind ?? 'arithmetic', row.terms);
  const backward = toleranceOf(row.backward ?? row.kind ?? 'arithmetic', row.terms);
  const fetches: Fetch[] = outputs.map((output, index) => ({
    label: `result ${index}`,
    tolerance: output.dtype === 'float32' ? forward : toleranceOf('exact'),
  }));
  const gradients = new Map<number, number>();
  const unreached: number[] = [];
  const flowing: GraphNode[] = [];
  if (row.gradient !== 'skip') {
    const floats = nodes.flatMap((node, index) => (node.dtype === 'float32' ? [index] : []));
    gradientsBy(
      name,
      outputs,
      floats.map((index) => nodes[index]!),
      feeds,
    ).forEach((gradient, place) => {
      const index = floats[place]!; // one gradient per float input
      if (!gradient) {
        unreached.push(index);
        return;
      }
      gradients.set(index, fetches.length);
      fetches.push({ label: `gradient ${index}`, tolerance: backward });
      flowing.push(gradient);
    });
  }
  const program: Program = { name, fetches: [...outputs, ...flowing], updates: trace.updates, next: after };
  return { name, program, feeds, inputs, outputs, fetches, tolerance: forward, gradients, unreached };
}

/** Gradients of the outputs weighted by random numbers, which are fed. */
function gradientsBy(
  name: string,
  outputs: readonly GraphNode[],
  wrt: readonly GraphNode[],
  feeds: Map<string, Values>,
): (GraphNode | null)[] {
  const floats = outputs.filter((output) => output.dtype === 'float32');
  const seeds = floats.map((output, index) => {
    const seed = seedsOf(`${name} ${index}`, output.spec);
    feeds.set(`seed ${index}`, seed.values);
    return feed(`seed ${index}`, seed.spec);
  });
  return backpropagate(floats, seeds, wrt);
}
