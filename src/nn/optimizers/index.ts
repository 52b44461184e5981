/** The `optimizers` namespace: classes, factories with the same name in camelCase, and (de)serialisation. */
import { Adadelta, type AdadeltaOptions } from './adadelta.ts';
import { Adafactor, type AdafactorOptions } from './adafactor.ts';
import { Adagrad, type AdagradOptions } from './adagrad.ts';
import { Adam, type AdamOptions, AdamW, type MomentOptions } from './adam.ts';
import { Adamax } from './adamax.ts';
import { Ftrl, type FtrlOptions } from './ftrl.ts';
import { Lamb } from './lamb.ts';
import { Lion, type LionOptions } from './lion.ts';
import { LossScaleOptimizer, type LossScaleOptimizerOptions } from './lossScaleOptimizer.ts';
import { MultiOptimizer, type MultiOptimizerOptions } from './multiOptimizer.ts';
import { Muon, type MuonOptions } from './muon.ts';
import { Nadam } from './nadam.ts';
import { OptimizerMap, type OptimizerMapOptions } from './optimizerMap.ts';
import { RMSprop, type RMSpropOptions } from './rmsprop.ts';
import { ScheduleFreeAdamW, type ScheduleFreeAdamWOptions } from './scheduleFreeAdamW.ts';
import { SGD, type SGDOptions } from './sgd.ts';

export { deserialize, get } from './deserialize.ts';
export { Optimizer } from './optimizer.ts';
export {
  Adadelta,
  Adafactor,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  Ftrl,
  Lamb,
  Lion,
  LossScaleOptimizer,
  MultiOptimizer,
  Muon,
  Nadam,
  OptimizerMap,
  RMSprop,
  ScheduleFreeAdamW,
  SGD,
};

export const adadelta = (options?: AdadeltaOptions): Adadelta => new Adadelta(options);
export const adafactor = (options?: AdafactorOptions): Adafactor => new Adafactor(options);
export const adagrad = (options?: AdagradOptions): Adagrad => new Adagrad(options);
export const adam = (options?: AdamOptions): Adam => new Adam(options);
export const adamW = (options?: AdamOptions): AdamW => new AdamW(options);
/** The name that Keras's strings have. */
export const adamw: typeof adamW = adamW;
export const adamax = (options?: MomentOptions): Adamax => new Adamax(options);
export const ftrl = (options?: FtrlOptions): Ftrl => new Ftrl(options);
export const lamb = (options?: MomentOptions): Lamb => new Lamb(options);
export const lion = (options?: LionOptions): Lion => new Lion(options);
export const lossScaleOptimizer = (options: LossScaleOptimizerOptions): LossScaleOptimizer =>
  new LossScaleOptimizer(options);
export const multiOptimizer = (options: MultiOptimizerOptions): MultiOptimizer => new MultiOptimizer(options);
export const muon = (options?: MuonOptions): Muon => new Muon(options);
export const nadam = (options?: MomentOptions): Nadam => new Nadam(options);
export const optimizerMap = (options: OptimizerMapOptions): OptimizerMap => new OptimizerMap(options);
export const rmsprop = (options?: RMSpropOptions): RMSprop => new RMSprop(options);
export const scheduleFreeAdamW = (options?: ScheduleFreeAdamWOptions): ScheduleFreeAdamW =>
  new ScheduleFreeAdamW(options);
export const sgd = (options?: SGDOptions): SGD => new SGD(options);

export { serialize } from '../saving/config.ts';
