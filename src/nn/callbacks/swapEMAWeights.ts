/** Evaluating with the running averages of the weights. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { knownOptions } from '../checks.ts';
import { Callback } from './callback.ts';

export interface SwapEMAWeightsOptions {
  /** Whether the averages stay in the model from the end of an epoch to the start of the next; default false. */
  readonly swapOnEpoch?: boolean | undefined;
}

/**
 * Puts the running averages of the weights, which an optimizer made with `useEma: true` keeps, into the model while it is
 * evaluated or asked, and the weights back afterwards.
 *
 * @example
 * m.compile({ optimizer: optimizers.sgd({ useEma: true }), loss: 'mse' });
 * await m.fit(x, y, { validationData, callbacks: [callbacks.swapEMAWeights()] }); // val_loss is that of the averages
 */
export class SwapEMAWeights extends Callback {
  readonly swapOnEpoch: boolean;

  constructor(options: SwapEMAWeightsOptions = {}) {
    super();
    knownOptions('SwapEMAWeights', options, ['swapOnEpoch']);
    this.swapOnEpoch = options.swapOnEpoch ?? false;
  }

  #show(averages: boolean): void {
    const { optimizer } = this.model;
    if (!optimizer) throw new InvalidArgumentError({ who: 'SwapEMAWeights', expected: 'a compiled model' });
    optimizer.showAverages(averages);
  }

  /** A run that failed may have left the averages in the model. */
  override onTrainBegin(): void {
    this.#show(false);
  }

  override onEpochBegin(): void {
    if (this.swapOnEpoch) this.#show(false);
  }

  override onEpochEnd(): void {
    if (this.swapOnEpoch) this.#show(true);
  }

  override onTestBegin(): void {
    this.#show(true);
  }

  override onTestEnd(): void {
    this.#show(false);
  }

  override onPredictBegin(): void {
    this.#show(true);
  }

  override onPredictEnd(): void {
    this.#show(false);
  }
}
