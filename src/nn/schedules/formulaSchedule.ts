/** Schedules that are one formula, evaluated where the training runs, or on the host. */
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { graphMath, hostMath, type ScalarMath } from './scalarMath.ts';
import { LearningRateSchedule } from './schedule.ts';

/**
 * A schedule written once, as a formula of the step.
 *
 * @example
 * class Halving extends schedules.FormulaSchedule {
 *   static readonly className = 'Halving';
 *   formula(step, math) { return math.power(0.5, step); }
 * }
 */
export abstract class FormulaSchedule extends LearningRateSchedule {
  /** The learning rate at a step (the first is 0), written with `math` so that it can be computed anywhere. */
  abstract formula<S>(step: S, math: ScalarMath<S>): S | number;

  override node(step: GraphNode): GraphNode {
    const rate = this.formula(step, graphMath);
    return typeof rate === 'number' ? constant(rate) : rate;
  }

  override at(step: number): number {
    return this.formula(step, hostMath);
  }
}
