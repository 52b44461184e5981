/**
 * Hornbeam: neural networks on WebGPU, with the API and the numbers of Keras 3.
 *
 * @packageDocumentation
 */
export * as activations from './nn/activations/index.ts';
export type { CallbackHooks, Logs } from './nn/callbacks/callback.ts';
export * as callbacks from './nn/callbacks/index.ts';
export * as constraints from './nn/constraints/index.ts';
export * as data from './nn/data/index.ts';
export * as initializers from './nn/initializers/index.ts';
export { input } from './nn/layers/core/input.ts';
export * as layers from './nn/layers/index.ts';
export {
  type CallArguments,
  Layer,
  type LayerOptions,
  type Weight,
  type WeightOptions,
} from './nn/layers/layer.ts';
export * as losses from './nn/losses/index.ts';
export * as metrics from './nn/metrics/index.ts';
export { Functional, model } from './nn/models/functional.ts';
export { Model } from './nn/models/model.ts';
export { Sequential, sequential } from './nn/models/sequential.ts';
export * as ops from './nn/ops/index.ts';
export * as optimizers from './nn/optimizers/index.ts';
export * as random from './nn/random/index.ts';
export * as regularizers from './nn/regularizers/index.ts';
export * as saving from './nn/saving/index.ts';
export { loadModel } from './nn/saving/loadModel.ts';
export { modelFromConfig } from './nn/saving/modelFromConfig.ts';
export * as schedules from './nn/schedules/index.ts';
export type { Structure } from './nn/structure.ts';
export type { KerasTensor, OpenShape, OpenShapes, SymbolicTensor } from './nn/symbolic.ts';
export type { StepData, StepLogs, StepOutcome } from './nn/training/context.ts';
export { type Backend, getBackend, getDevice, setBackend } from './runtime/backend.ts';
export { compare } from './runtime/compare.ts';
export * from './runtime/errors.ts';
export type { GraphNode } from './runtime/graph.ts';
export { jit, valueAndGrad } from './runtime/jit.ts';
export { setRandomSeed } from './runtime/random.ts';
export { Tensor, tensor } from './runtime/tensor.ts';
export { Variable } from './runtime/variable.ts';
