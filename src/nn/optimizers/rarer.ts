/** Optimizer classes that are loaded when somebody names one. */
export { Adadelta } from './adadelta.ts';
export { Adafactor } from './adafactor.ts';
export { Adagrad } from './adagrad.ts';
export { Adamax } from './adamax.ts';
export { Ftrl } from './ftrl.ts';
export { Lamb } from './lamb.ts';
export { Lion } from './lion.ts';
export { LossScaleOptimizer } from './lossScaleOptimizer.ts';
export { MultiOptimizer } from './multiOptimizer.ts';
export { Muon } from './muon.ts';
export { Nadam } from './nadam.ts';
export { ScheduleFreeAdamW } from './scheduleFreeAdamW.ts';
