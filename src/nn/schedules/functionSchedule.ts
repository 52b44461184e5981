/** Learning rates that a function of the step gives. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { constant, GraphNode, uniformValue } from '../../runtime/graph.ts';
import { simplify } from '../../runtime/plan/simplify.ts';
import { functionNameOf } from '../saving/registered.ts';
import { LearningRateSchedule } from './schedule.ts';

/** The learning rate at a step (a float scalar, from 0), written with `ops`; a number stands for always. */
export type RateFunction = (step: GraphNode) => GraphNode | number;

/** A user's function. It is traced once, and evaluated where the training runs. */
export class FunctionSchedule extends LearningRateSchedule {
  static override readonly className = 'FunctionSchedule';
  readonly #function: RateFunction;
  readonly functionName: string;

  constructor(body: RateFunction) {
    super();
    this.#function = body;
    this.functionName = functionNameOf(body, 'learning_rate');
  }

  override node(step: GraphNode): GraphNode {
    const rate = this.#function(step);
    if (typeof rate === 'number') return constant(rate);
    if (rate instanceof GraphNode && rate.shape.length === 0) return rate;
    throw new ShapeError({
      who: `learningRate ${this.functionName}`,
      expected: 'the function must return a number or a symbolic scalar',
      received: rate instanceof GraphNode ? rate.shape : rate,
    });
  }

  override at(step: number): number {
    const node = this.node(constant(step));
    const [value] = simplify({ name: this.functionName, fetches: [node], updates: [] }).fetches.map(uniformValue);
    if (typeof value === 'number') return value;
    throw new InvalidArgumentError({
      who: `learningRate ${this.functionName}`,
      expected: 'only a function of the step can be evaluated on the host',
      received: `${node}`,
    });
  }
}
