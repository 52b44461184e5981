/** The `callbacks` namespace: classes, and factories with the same name in camelCase. */
import { BackupAndRestore, type BackupAndRestoreOptions } from './backupAndRestore.ts';
import type { CallbackHooks } from './callback.ts';
import type { CallbacksLike } from './callbackGroup.ts';
import { CallbackList, type CallbackListOptions } from './callbackList.ts';
import { CSVLogger, type CSVLoggerOptions } from './csvLogger.ts';
import { EarlyStopping, type EarlyStoppingOptions } from './earlyStopping.ts';
import { History } from './history.ts';
import { LambdaCallback } from './lambdaCallback.ts';
import {
  type EpochSchedule,
  LearningRateScheduler,
  type LearningRateSchedulerOptions,
} from './learningRateScheduler.ts';
import { ModelCheckpoint, type ModelCheckpointOptions } from './modelCheckpoint.ts';
import { ProgbarLogger, type ProgbarLoggerOptions } from './progbarLogger.ts';
import { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './reduceLROnPlateau.ts';
import { RemoteMonitor, type RemoteMonitorOptions } from './remoteMonitor.ts';
import { SwapEMAWeights, type SwapEMAWeightsOptions } from './swapEMAWeights.ts';
import { TensorBoard, type TensorBoardOptions } from './tensorBoard.ts';
import { TerminateOnNaN, type TerminateOnNaNOptions } from './terminateOnNaN.ts';

export { Callback } from './callback.ts';
export {
  BackupAndRestore,
  CallbackList,
  CSVLogger,
  EarlyStopping,
  History,
  LambdaCallback,
  LearningRateScheduler,
  ModelCheckpoint,
  ProgbarLogger,
  ReduceLROnPlateau,
  RemoteMonitor,
  SwapEMAWeights,
  TensorBoard,
  TerminateOnNaN,
};

export const backupAndRestore = (options: BackupAndRestoreOptions): BackupAndRestore => new BackupAndRestore(options);
export const callbackList = (callbacks?: CallbacksLike, options?: CallbackListOptions): CallbackList =>
  new CallbackList(callbacks, options);
export const csvLogger = (options?: CSVLoggerOptions | string): CSVLogger => new CSVLogger(options);
export const earlyStopping = (options?: EarlyStoppingOptions): EarlyStopping => new EarlyStopping(options);
export const history = (): History => new History();
export const lambdaCallback = (hooks?: CallbackHooks): LambdaCallback => new LambdaCallback(hooks);
export const learningRateScheduler = (options: LearningRateSchedulerOptions | EpochSchedule): LearningRateScheduler =>
  new LearningRateScheduler(options);
export const modelCheckpoint = (options: ModelCheckpointOptions): ModelCheckpoint => new ModelCheckpoint(options);
export const progbarLogger = (options?: ProgbarLoggerOptions): ProgbarLogger => new ProgbarLogger(options);
export const reduceLROnPlateau = (options?: ReduceLROnPlateauOptions): ReduceLROnPlateau =>
  new ReduceLROnPlateau(options);
export const remoteMonitor = (options?: RemoteMonitorOptions): RemoteMonitor => new RemoteMonitor(options);
export const swapEMAWeights = (options?: SwapEMAWeightsOptions): SwapEMAWeights => new SwapEMAWeights(options);
export const tensorBoard = (options?: TensorBoardOptions | string): TensorBoard => new TensorBoard(options);
export const terminateOnNaN = (options?: TerminateOnNaNOptions): TerminateOnNaN => new TerminateOnNaN(options);
