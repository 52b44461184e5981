/** The reference: runs a plan's applications one by one with each op's `cpu`, in Float32 or (to check gradients) Float64. */
import { type Application, asConstant, asVariable, type FeedAttrs, feedOp, type GraphNode, isLeaf } from '../graph.ts';
import type { Specs } from '../op.ts';
import type { Plan } from '../plan/plan.ts';
import { allocate, type DType, fillFrom, sizeOf, type Values, view } from '../spec.ts';
import type { Resident } from '../variable.ts';

export type Precision = 32 | 64;

interface Task {
  readonly application: Application;
  readonly inputs: readonly Values[];
  readonly outputs: readonly Values[];
  readonly specs: Specs;
}

interface Commit {
  readonly target: Values;
  readonly source: Values;
}

/** A plan with arrays for all its values. Arrays are reused when their last reader has run. */
export class CpuProgram {
  readonly plan: Plan;
  readonly #precision: Precision;
  readonly #values = new Map<GraphNode, Values>();
  readonly #feeds = new Map<string, Values>();
  readonly #variables = new Map<Resident, Values>();
  readonly #steps: { readonly tasks: Task[]; readonly commits: Commit[] }[];

  constructor(plan: Plan, precision: Precision = 32) {
    this.plan = plan;
    this.#precision = precision;
    this.#allocate();
    this.#steps = plan.steps.map((step, index) => ({
      tasks: step.applications
        .filter((application) => !application.op.view)
        .map((application) => this.#task(application)),
      commits: plan.updates
        .filter((update) => update.step === index)
        .map((update) => ({ target: this.#variable(update.resident), source: this.#value(update.node) })),
    }));
  }

  setFeed(name: string, values: Values): void {
    this.#feeds.get(name)?.set(values);
  }

  /** The array of a feed, to write into. */
  feed(name: string): Values | undefined {
    return this.#feeds.get(name);
  }

  /** @internal For tests: fills all memory for computed values with NaN (integers: with the same bits). */
  poison(): void {
    for (const { outputs } of this.#steps.flatMap((step) => step.tasks)) {
      for (const { buffer, BYTES_PER_ELEMENT } of outputs) {
        if (BYTES_PER_ELEMENT === 8) new Float64Array(buffer).fill(Number.NaN);
        else new Uint32Array(buffer).fill(0x7fc0dead);
      }
    }
  }

  run(): void {
    for (let index = 0; index < this.#steps.length; index++) this.runStep(index);
  }

  runStep(index: number): void {
    const step = this.#steps[index]!; // a step of the plan
    for (const { application, outputs, inputs, specs } of step.tasks) {
      application.op.cpu(outputs, inputs, specs, application.attrs);
    }
    for (const { target, source } of step.commits) target.set(source);
  }

  /** The array that holds a value after its step (until it is reused). */
  value(node: GraphNode): Values {
    return this.#value(node);
  }

  /** A variable's array: its own memory, or in Float64 a copy that follows the updates. */
  #variable(resident: Resident): Values {
    const known = this.#variables.get(resident);
    if (known) return known;
    const { storage, offset } = resident.home;
    const own = view(storage.host, offset, resident.spec);
    const values = this.#precision === 64 && resident.spec.dtype === 'float32' ? Float64Array.from(own) : own;
    this.#variables.set(resident, values);
    return values;
  }

  #new(dtype: DType, size: number): Values {
    return this.#precision === 64 && dtype === 'float32' ? new Float64Array(size) : allocate(dtype, size);
  }

  #leaf(node: GraphNode): Values {
    const resident = asVariable(node)?.resident;
    if (resident) return this.#variable(resident);
    const fixed = asConstant(node);
    if (fixed) {
      return fillFrom(this.#new(node.dtype, sizeOf(node.shape)), fixed.values);
    }
    if (node.op !== feedOp) throw new Error(`${node} is not a leaf`);
    const { name, spec } = node.application.attrs as FeedAttrs;
    const values = this.#feeds.get(name) ?? this.#new(spec.dtype, sizeOf(spec.shape));
    this.#feeds.set(name, values);
    return values;
  }

  #value(node: GraphNode): Values {
    const known = this.#values.get(node);
    if (known) return known;
    let values: Values;
    if (isLeaf(node.application)) values = this.#leaf(node);
    else if (node.op.view)
      values = this.#value(node.application.inputs[0]!); // a view has one input
    else throw new Error(`${node} was not computed`);
    this.#values.set(node, values);
    return values;
  }

  #allocate(): void {
    const order = this.plan.steps.flatMap((step) => step.applications);
    const last = new Map<GraphNode, number>();
    const source = (node: GraphNode): GraphNode => (node.op.view ? source(node.application.inputs[0]!) : node); // a view has one input
    order.forEach((application, index) => {
      for (const input of application.inputs) last.set(source(input), index);
    });
    const keep = new Set([
      ...this.plan.fetches.map(({ node }) => source(node)),
      ...this.plan.updates.map(({ node }) => source(node)),
    ]);
    const free = new Map<string, Values[]>();
    order.forEach((application, index) => {
      if (!application.op.view) {
        for (const output of application.outputs) {
          const size = sizeOf(output.shape);
          this.#values.set(output, free.get(`${output.dtype} ${size}`)?.pop() ?? this.#new(output.dtype, size));
        }
      }
      for (const input of new Set(application.inputs.map(source))) {
        if (last.get(input) !== index || keep.has(input) || isLeaf(input.application)) continue;
        const key = `${input.dtype} ${sizeOf(input.shape)}`;
        const list = free.get(key);
        const values = this.#values.get(input)!; // computed before it is read
        if (list) list.push(values);
        else free.set(key, [values]);
      }
    });
  }

  #task(application: Application): Task {
    return {
      application,
      inputs: application.inputs.map((input) => this.#value(input)),
      outputs: application.outputs.map((output) => this.#value(output)),
      specs: {
        inputs: application.inputs.map((node) => node.spec),
        outputs: application.outputs.map((node) => node.spec),
      },
    };
  }
}
