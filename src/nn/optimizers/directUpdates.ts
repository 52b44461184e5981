/** Updates outside of models, by given values. */
import { feed } from '../../runtime/graph.ts';
import { Runner } from '../../runtime/run.ts';
import type { Tensor } from '../../runtime/tensor.ts';
import { Trace, tracing } from '../../runtime/trace.ts';
import { type Variable, VariableGroup } from '../../runtime/variable.ts';
import type { Optimizer } from './optimizer.ts';

/** The feed of all gradients. */
const GRADIENTS = 'gradients';

/** The programs of an optimizer, by which variables have a gradient. Gradients come in one block, in one upload. */
export class DirectUpdates {
  readonly #optimizer: Optimizer;
  readonly #runners = new Map<string, Runner>();

  constructor(optimizer: Optimizer) {
    this.#optimizer = optimizer;
  }

  /** Makes an update. @param gradients - One per member, null where there is none. */
  async run(gradients: readonly (Tensor | null)[], members: readonly Variable[]): Promise<void> {
    const layout = new VariableGroup(this.#optimizer.name, members); // only for the places: nothing moves
    const block = new Float32Array(layout.length);
    gradients.forEach((gradient, index) => {
      if (gradient) block.set(gradient.data, layout.offsets[index]); // one offset per member
    });
    const present = gradients.map((gradient) => gradient !== null);
    const executable = await this.#runnerFor(present, layout.length).executable();
    executable.setFeed(GRADIENTS, block);
    executable.run(1);
  }

  #runnerFor(present: readonly boolean[], length: number): Runner {
    const key = present.join();
    const known = this.#runners.get(key);
    if (known) return known;
    const trace = new Trace();
    const { name } = this.#optimizer;
    const block = feed(GRADIENTS, { shape: [length], dtype: 'float32' });
    tracing(trace, () => this.#optimizer.traceBlock(block, present));
    const next = this.#optimizer.afterUpdate(name);
    const runner = new Runner({ name, fetches: [], updates: trace.updates, next });
    this.#runners.set(key, runner);
    return runner;
  }
}
