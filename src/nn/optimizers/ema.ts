/** The running average of the weights (exponential moving average). */
import { add } from '../../kernels/elementwise/arithmetic.ts';
import { equal, where } from '../../kernels/elementwise/comparison.ts';
import { cast } from '../../kernels/elementwise/operands.ts';
import { modulo } from '../../kernels/elementwise/rounding.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import type { Variable, VariableGroup } from '../../runtime/variable.ts';
import type { OptimizerOptions } from './options.ts';

/** Momentum of the average, 0 at first so that it starts at the weights, and whether it replaces the weights now. */
export function averageRates(
  made: GraphNode,
  { useEma, emaMomentum = 0.99, emaOverwriteFrequency }: OptimizerOptions,
): Record<string, GraphNode> {
  if (!useEma) return {};
  const momentum = where(equal(made, 0), constant(0), emaMomentum);
  if (!emaOverwriteFrequency) return { emaMomentum: momentum };
  const overwrite = cast(equal(modulo(add(made, 1), emaOverwriteFrequency), 0), 'float32');
  return { emaMomentum: momentum, overwrite };
}

/** The block of averages beside the weights; the two may have changed places. */
export class RunningAverage {
  readonly variable: Variable;
  readonly #weights: VariableGroup;
  #shown = false;

  constructor(variable: Variable, weights: VariableGroup) {
    this.variable = variable;
    this.#weights = weights;
  }

  /** Gives the weights the values of the averages. */
  finalize(): void {
    const weights = this.#weights.home.storage;
    const { storage, offset } = this.variable.home;
    if (this.#shown) storage.takeOver(weights, 0, offset, this.#weights.length);
    else weights.takeOver(storage, offset, 0, this.#weights.length);
    this.#shown = false;
  }

  /** Puts the averages in the place of the weights, and back. */
  show(shown: boolean): void {
    if (shown === this.#shown) return;
    const { storage, offset } = this.variable.home;
    this.#weights.home.storage.exchange(storage, offset, 0, this.#weights.length);
    this.#shown = shown;
  }
}
