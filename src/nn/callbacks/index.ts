/** The `callbacks` namespace. */
import { type CallbackHooks, LambdaCallback } from './callback.ts';
import { EarlyStopping, type EarlyStoppingOptions } from './earlyStopping.ts';
import { ProgbarLogger, type ProgbarLoggerOptions } from './progbarLogger.ts';

export { Callback, LambdaCallback } from './callback.ts';
export { History } from './history.ts';
export { EarlyStopping, ProgbarLogger };

export const earlyStopping = (options?: EarlyStoppingOptions): EarlyStopping => new EarlyStopping(options);
export const lambdaCallback = (hooks: CallbackHooks): LambdaCallback => new LambdaCallback(hooks);
export const progbarLogger = (options?: ProgbarLoggerOptions): ProgbarLogger => new ProgbarLogger(options);
