/** Spectral normalization (Miyato et al., 2018). */
import { abs, divide, maximum, multiply, rsqrt, square } from '../../../kernels/elementwise/arithmetic.ts';
import { equal, where } from '../../../kernels/elementwise/comparison.ts';
import { matmul } from '../../../kernels/matmul/matmul.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { max, sum } from '../../../kernels/reduce.ts';
import { InvalidArgumentError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { activeTrace, type Trace } from '../../../runtime/trace.ts';
import { TruncatedNormal } from '../../initializers/random.ts';
import type { OpenShape } from '../../symbolic.ts';
import { Wrapper, type WrapperOptions } from '../core/wrapper.ts';
import type { CallArguments, Layer, Several, Weight } from '../layer.ts';
import { positiveInteger } from '../options.ts';

export interface SpectralNormalizationOptions extends WrapperOptions {
  /** How many steps of the power iteration each training step makes. Default 1. */
  readonly powerIterations?: number | undefined;
}

/** Squared lengths below this count as this. */
const SMALLEST = 1e-24;

function unit(vector: GraphNode): GraphNode {
  return multiply(vector, rsqrt(maximum(sum(square(vector)), SMALLEST)));
}

/** The weight whose norm is bounded. */
function kernelOf(
  layer: Layer & { readonly kernel?: Weight | null; readonly embeddings?: Weight | null },
): Weight | null {
  return layer.kernel ?? layer.embeddings ?? null;
}

/**
 * Keeps the largest singular value of a layer's kernel (or embeddings) near 1: each step of training starts by dividing
 * the kernel by its estimate, which a power iteration improves from step to step.
 *
 * Weights: those of the layer, and vector_u `[1, outputs]`, which is not trained.
 *
 * @example
 * layers.spectralNormalization({ layer: layers.conv2d({ filters: 32, kernelSize: 3 }) });
 */
export class SpectralNormalization extends Wrapper {
  static override readonly className = 'SpectralNormalization';
  readonly powerIterations: number;
  kernel: Weight | null = null;
  vectorU: Weight | null = null;

  constructor(options: SpectralNormalizationOptions) {
    super(options);
    this.powerIterations = positiveInteger(this.who, 'powerIterations', options.powerIterations ?? 1);
  }

  override build(inputShape: OpenShape | readonly OpenShape[]): void {
    super.build(inputShape);
    this.kernel = kernelOf(this.layer);
    if (!this.kernel) {
      throw new InvalidArgumentError({
        who: this.who,
        expected: 'a layer with a kernel or embeddings',
        received: this.layer.who,
      });
    }
    this.vectorU = this.addWeight({
      name: 'vector_u',
      shape: [1, this.kernel.shape[this.kernel.shape.length - 1]!], // kernels have an axis
      initializer: new TruncatedNormal({ stddev: 0.02 }),
      trainable: false,
    });
  }

  override get weights(): Weight[] {
    return this.kernel && this.vectorU ? [...new Set([this.kernel, this.vectorU, ...super.weights])] : super.weights;
  }

  override call(inputs: Several<GraphNode>, args: CallArguments): Several<GraphNode> {
    const trace = activeTrace();
    if (args.training && trace) this.#normalize(this.kernel!, this.vectorU!, trace); // build() made them
    return super.call(inputs, args);
  }

  #normalize(kernel: Weight, vectorU: Weight, trace: Trace): void {
    const current = trace.startOf(kernel);
    const matrix = reshape(current, [-1, kernel.shape[kernel.shape.length - 1]!]); // kernels have an axis
    let u = trace.startOf(vectorU);
    let v = u;
    for (let step = 0; step < this.powerIterations; step++) {
      v = unit(matmul(u, matrix, { transposeB: true }));
      u = unit(matmul(v, matrix));
    }
    const sigma = reshape(matmul(matmul(v, matrix), u, { transposeB: true }), []);
    const isZero = equal(max(abs(matrix)), 0);
    trace.assignAtStart(vectorU, where(isZero, trace.startOf(vectorU), u));
    trace.assignAtStart(kernel, divide(current, where(isZero, 1, sigma)));
  }

  protected override configOptions(): Readonly<Record<string, unknown>> {
    return { ...super.configOptions(), powerIterations: this.powerIterations };
  }
}
