/** Elementwise expressions as WGSL statements: every value of a cluster once, inline values where they are read. */
import { type Application, type GraphNode, isLeaf, uniformValue } from '../graph.ts';
import type { Specs } from '../op.ts';
import { sizeOf } from '../spec.ts';
import { broadcastIndex, movedIndex, type Point } from './indexing.ts';
import { literal, VALUE_TYPE } from './wgsl.ts';

/** Reads an element from memory: the WGSL expression. */
export type Load = (node: GraphNode, index: string) => string;

/** Writes the statements of one WGSL function body. */
export class Emitter {
  readonly lines: string[] = [];
  readonly libraries = new Set<string>();
  readonly #names = new Map<string, string>();
  readonly #load: Load;
  readonly #isStored: (application: Application) => boolean;
  readonly #prefix: string;

  /**
   * @param isStored - Whether a value is in memory when this kernel runs (else it is computed here).
   * @param prefix - Starts the names of local values.
   */
  constructor(load: Load, isStored: (application: Application) => boolean, prefix = 'v') {
    this.#load = load;
    this.#isStored = isStored;
    this.#prefix = prefix;
  }

  /** Tells the name of a value that the kernel itself computes (the result of a matmul, of a reduction). */
  define(node: GraphNode, point: Point, name: string): void {
    this.#names.set(key(node, point), name);
  }

  /** The name of an expression whose type follows from it; equal expressions share one. */
  shared(expression: string): string {
    return this.#bind(expression, null);
  }

  /** The WGSL expression of a value at a place. */
  value(node: GraphNode, point: Point): string {
    const known = this.#names.get(key(node, point));
    if (known) return known;
    const uniform = uniformValue(node);
    if (uniform !== null) return literal(uniform, node.dtype);
    const { application } = node;
    const { op } = application;
    if (op.view) return this.value(application.inputs[0]!, point); // a view has one input
    if (isLeaf(application) || this.#isStored(application))
      return this.#name(node, point, this.#load(node, point.index));
    if (op.move) return this.#name(node, point, this.#moved(application, point));
    if (!op.map) throw new Error(`${node} is neither stored nor elementwise`);
    const specs = specsOf(application);
    const args = application.inputs.map((input) => this.#argument(input, node, point));
    if (op.map.library) this.libraries.add(op.map.library);
    return this.#name(node, point, op.map.wgsl(args, application.attrs, specs, point.index));
  }

  /** An input of an elementwise op, broadcast to the place. */
  #argument(input: GraphNode, output: GraphNode, point: Point): string {
    if (sizeOf(input.shape) === sizeOf(output.shape)) return this.value(input, point);
    const index = broadcastIndex(point, output.shape, input.shape);
    return this.value(input, { index: this.#index(index) });
  }

  #moved(application: Application, point: Point): string {
    const [input, output] = [application.inputs[0]!, application.outputs[0]!]; // a movement has one of each
    const movement = application.op.move!.movement(application.attrs, specsOf(application)); // only called for movements
    const source = movedIndex(point, output.shape, input.shape, movement);
    if (source.condition === null) return this.value(input, { index: this.#index(source.index) });
    const inside = this.#bind(source.condition, 'bool');
    const value = this.value(input, { index: this.#index(`select(0u, ${source.index}, ${inside})`) });
    return `select(${literal(movement.fill, input.dtype)}, ${value}, ${inside})`;
  }

  #index(text: string): string {
    return /^\w+$/.test(text) ? text : this.#bind(text, 'u32');
  }

  #name(node: GraphNode, point: Point, expression: string): string {
    const name = this.#bind(expression, VALUE_TYPE[node.dtype]);
    this.#names.set(key(node, point), name);
    return name;
  }

  /** A local constant with the value of an expression; equal expressions share one. */
  #bind(expression: string, type: string | null): string {
    const known = this.#names.get(expression);
    if (known) return known;
    const name = `${this.#prefix}${this.lines.length}`;
    this.lines.push(`let ${name}${type === null ? '' : `: ${type}`} = ${expression};`);
    this.#names.set(expression, name);
    return name;
  }
}

function key(node: GraphNode, point: Point): string {
  return `${node.application.id}.${node.index}@${point.index}`;
}

/** Input and output specs of an application. */
export function specsOf(application: Application): Specs {
  return { inputs: application.inputs.map((node) => node.spec), outputs: application.outputs.map((node) => node.spec) };
}
