/** Ending a training that has gone wrong. */
import { HornbeamError } from '../../runtime/errors.ts';
import { knownOptions } from '../checks.ts';
import { Callback, type Logs } from './callback.ts';

export interface TerminateOnNaNOptions {
  /** Whether `fit` fails instead of stopping; then `onTrainEnd` of no callback is called. Default false. */
  readonly raiseError?: boolean | undefined;
}

/**
 * Stops training when the loss is NaN or infinite. It looks at every batch, so that each batch is read back.
 *
 * @example
 * callbacks.terminateOnNaN();
 */
export class TerminateOnNaN extends Callback {
  readonly raiseError: boolean;

  constructor(options: TerminateOnNaNOptions = {}) {
    super();
    knownOptions('TerminateOnNaN', options, ['raiseError']);
    this.raiseError = options.raiseError ?? false;
  }

  override onBatchEnd(batch: number, logs: Logs | undefined): void {
    const loss = logs?.['loss'];
    if (loss === undefined || Number.isFinite(loss)) return;
    if (this.raiseError)
      throw new HornbeamError(
        `TerminateOnNaN: the loss of batch ${batch} is ${loss}. Use a smaller learning rate, or limit gradients with clipnorm.`,
      );
    console.log(`Batch ${batch}: Invalid loss, terminating training`);
    this.model.stopTraining = true;
  }
}
