/** Every schedule class. */
export { CosineDecay } from './cosineDecay.ts';
export { CosineDecayRestarts } from './cosineDecayRestarts.ts';
export { ExponentialDecay } from './exponentialDecay.ts';
export { InverseTimeDecay } from './inverseTimeDecay.ts';
export { PiecewiseConstantDecay } from './piecewiseConstantDecay.ts';
export { PolynomialDecay } from './polynomialDecay.ts';
