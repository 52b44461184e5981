/** Matrix products: batched, with either operand read transposed, and elementwise ops fused behind. */
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { defineOp, type LowerContext } from '../../runtime/op.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { lowerContraction } from '../contraction/lower.ts';
import { broadcastPlaces } from '../elementwise/family.ts';
import { cast } from '../elementwise/operands.ts';
import { sumTo } from '../reduction.ts';
import { contractionOf, type MatmulAttrs, type Product, productOf } from './product.ts';

function product(context: Pick<LowerContext<MatmulAttrs>, 'inputs' | 'attrs'>): Product {
  return productOf(context.inputs[0]!.shape, context.inputs[1]!.shape, context.attrs); // two inputs
}

export const matmulOp = defineOp<MatmulAttrs>({
  name: 'matmul',
  epilogue: true,
  infer([a, b], attrs) {
    const { m, n, batch } = productOf(a!.shape, b!.shape, attrs); // two inputs
    return [{ shape: [...batch, m, n], dtype: 'float32' }];
  },
  lower: (context) => lowerContraction(context, contractionOf(product(context))),
  cpu([c], [a, b], { inputs }, attrs) {
    const { m, n, k, batch } = product({ inputs, attrs });
    const placeA = broadcastPlaces(batch, inputs[0]!.shape.slice(0, -2)); // two inputs
    const placeB = broadcastPlaces(batch, inputs[1]!.shape.slice(0, -2));
    const [rowA, stepA] = attrs.transposeA ? [1, m] : [k, 1];
    const [stepB, columnB] = attrs.transposeB ? [1, k] : [n, 1];
    for (let index = 0; index < sizeOf(batch); index++) {
      const [baseA, baseB] = [placeA(index) * m * k, placeB(index) * k * n];
      for (let row = 0; row < m; row++) {
        for (let column = 0; column < n; column++) {
          let total = 0;
          for (let step = 0; step < k; step++) {
            total += a![baseA + row * rowA + step * stepA]! * b![baseB + step * stepB + column * columnB]!; // in range
          }
          c![(index * m + row) * n + column] = total;
        }
      }
    }
  },
  grad({ inputs: [a, b], dy, needed, attrs: { transposeA, transposeB } }) {
    // C = A·B: dA = dC·Bᵀ, dB = Aᵀ·dC; a transposed operand gets the transposed product.
    const da = () =>
      transposeA
        ? matmul(b!, dy, { transposeA: transposeB, transposeB: true })
        : matmul(dy, b!, { transposeB: !transposeB });
    const db = () =>
      transposeB
        ? matmul(dy, a!, { transposeA: true, transposeB: transposeA })
        : matmul(a!, dy, { transposeA: !transposeA });
    return [needed[0] ? sumTo(da(), a!.shape) : null, needed[1] ? sumTo(db(), b!.shape) : null];
  },
});

/**
 * Matrix product over the last two axes; leading axes are batches and broadcast.
 *
 * Shapes: `[..., M, K] · [..., K, N] -> [..., M, N]`; with `transposeA` A is `[..., K, M]`, with `transposeB` B is `[..., N, K]`.
 */
export function matmul(a: GraphNode, b: GraphNode, attrs: Partial<MatmulAttrs> = {}): GraphNode {
  return apply(matmulOp, [cast(a, 'float32'), cast(b, 'float32')], {
    transposeA: attrs.transposeA ?? false,
    transposeB: attrs.transposeB ?? false,
  });
}
