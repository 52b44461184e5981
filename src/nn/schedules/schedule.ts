/** The base of learning-rate schedules. */
import type { GraphNode } from '../../runtime/graph.ts';
import { Configured } from '../configured.ts';

/** A learning rate that depends on how many updates were made. To make one, extend `FormulaSchedule`. */
export abstract class LearningRateSchedule extends Configured {
  static override readonly className: string = 'LearningRateSchedule';
  override readonly module = 'keras.optimizers.schedules';

  /** The learning rate at a step (a float scalar; the first is 0), as a node. */
  abstract node(step: GraphNode): GraphNode;

  /** The learning rate at a step, on the host. */
  abstract at(step: number): number;
}
