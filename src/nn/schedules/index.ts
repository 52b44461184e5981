/** The `schedules` namespace: classes, factories with the same name in camelCase, and (de)serialisation. */
import { CosineDecay, type CosineDecayOptions } from './cosineDecay.ts';
import { CosineDecayRestarts, type CosineDecayRestartsOptions } from './cosineDecayRestarts.ts';
import { type DecayOptions, ExponentialDecay } from './exponentialDecay.ts';
import { InverseTimeDecay } from './inverseTimeDecay.ts';
import { PiecewiseConstantDecay, type PiecewiseConstantDecayOptions } from './piecewiseConstantDecay.ts';
import { PolynomialDecay, type PolynomialDecayOptions } from './polynomialDecay.ts';

export * from './classes.ts';
export { deserialize } from './deserialize.ts';
export { FormulaSchedule } from './formulaSchedule.ts';
export { LearningRateSchedule } from './schedule.ts';

export const cosineDecay = (options: CosineDecayOptions): CosineDecay => new CosineDecay(options);
export const cosineDecayRestarts = (options: CosineDecayRestartsOptions): CosineDecayRestarts =>
  new CosineDecayRestarts(options);
export const exponentialDecay = (options: DecayOptions): ExponentialDecay => new ExponentialDecay(options);
export const inverseTimeDecay = (options: DecayOptions): InverseTimeDecay => new InverseTimeDecay(options);
export const piecewiseConstantDecay = (options: PiecewiseConstantDecayOptions): PiecewiseConstantDecay =>
  new PiecewiseConstantDecay(options);
export const polynomialDecay = (options: PolynomialDecayOptions): PolynomialDecay => new PolynomialDecay(options);

export { serialize } from '../saving/config.ts';
