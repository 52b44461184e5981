/** The layers of every family. A family's index.ts exports its classes and factories; nothing else lists them. */
export * from './activations/index.ts';
export * from './attention/index.ts';
export * from './convolution/index.ts';
export * from './core/index.ts';
export * from './image/index.ts';
export * from './merging/index.ts';
export * from './normalization/index.ts';
export * from './pooling/index.ts';
export * from './preprocessing/index.ts';
export * from './regularization/index.ts';
export * from './reshaping/index.ts';
