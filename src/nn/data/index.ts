/** The `data` namespace: reading files, preparing arrays, and a data set that comes with the package. */
export { csv } from './csv.ts';
export type { CsvOptions } from './csvOptions.ts';
export { CsvTable } from './csvTable.ts';
export { type DigitsOptions, digits } from './digits.ts';
export { fitDigit } from './fitDigit.ts';
export { idx } from './idx.ts';
export { type Fold, type KFoldOptions, kFold } from './kFold.ts';
export { multiHot } from './multiHot.ts';
export { type NormalizeOptions, normalize } from './normalize.ts';
export { npy } from './npy.ts';
export { type NpzOptions, npz } from './npz.ts';
export type { NumberOptions } from './numbers.ts';
export { type PadSequencesOptions, padSequences } from './padSequences.ts';
export { type DataSource, read } from './read.ts';
export { type RescaleOptions, rescale } from './rescale.ts';
export { type ArrayLikeOfNumbers, type TensorsOf, take } from './rows.ts';
export { type SeedOptions, shuffle } from './shuffle.ts';
export { smoothCurve } from './smoothCurve.ts';
export { type SplitDatasetOptions, splitDataset } from './splitDataset.ts';
export { type Standardized, standardize } from './standardize.ts';
export {
  type TimeseriesDataset,
  type TimeseriesOptions,
  timeseriesDatasetFromArray,
} from './timeseriesDatasetFromArray.ts';
export { toCategorical } from './toCategorical.ts';
export { type TrainTestSplitOptions, trainTestSplit } from './trainTestSplit.ts';
