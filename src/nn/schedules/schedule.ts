/** The base of learning-rate schedules. */
import type { GraphNode } from '../../runtime/graph.ts';
import { type Config, optionsToConfig } from '../saving/config.ts';

/** A learning rate that depends on how many updates were made. To make one, extend `FormulaSchedule`. */
export abstract class LearningRateSchedule {
  static readonly className: string = 'LearningRateSchedule';
  readonly module = 'keras.optimizers.schedules';

  get className(): string {
    return (this.constructor as typeof LearningRateSchedule).className; // every schedule's constructor is a schedule class
  }

  /** The learning rate at a step (a float scalar; the first is 0), as a node. */
  abstract node(step: GraphNode): GraphNode;

  /** The learning rate at a step, on the host. */
  abstract at(step: number): number;

  /** Keras's configuration of this schedule. */
  getConfig(): Config {
    return optionsToConfig(this.configOptions());
  }

  protected configOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}
