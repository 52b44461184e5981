/** The `callbacks` namespace. */
import { BackupAndRestore, type BackupAndRestoreOptions } from './backupAndRestore.ts';
import { type CallbackHooks, LambdaCallback } from './callback.ts';
import { EarlyStopping, type EarlyStoppingOptions } from './earlyStopping.ts';
import { ModelCheckpoint, type ModelCheckpointOptions } from './modelCheckpoint.ts';
import { ProgbarLogger, type ProgbarLoggerOptions } from './progbarLogger.ts';

export { Callback, LambdaCallback } from './callback.ts';
export { History } from './history.ts';
export { BackupAndRestore, EarlyStopping, ModelCheckpoint, ProgbarLogger };

export const backupAndRestore = (options: BackupAndRestoreOptions): BackupAndRestore => new BackupAndRestore(options);
export const earlyStopping = (options?: EarlyStoppingOptions): EarlyStopping => new EarlyStopping(options);
export const lambdaCallback = (hooks: CallbackHooks): LambdaCallback => new LambdaCallback(hooks);
export const modelCheckpoint = (options: ModelCheckpointOptions): ModelCheckpoint => new ModelCheckpoint(options);
export const progbarLogger = (options?: ProgbarLoggerOptions): ProgbarLogger => new ProgbarLogger(options);
