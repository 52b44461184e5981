/** Softmax crossentropy of rows: loss and gradient from the logits in one kernel. */
import shader from '../../shaders/crossentropy.wgsl?raw';
import combined from '../../shaders/lib/combined.wgsl?raw';
import { ShapeError } from '../runtime/errors.ts';
import { type Application, apply, applyAll, type GraphNode, topologicalOrder } from '../runtime/graph.ts';
import { defineOp, type LowerContext, noSecondGradient, type Op, type Specs } from '../runtime/op.ts';
import type { TensorSpec, Values } from '../runtime/spec.ts';
import { clip, multiply, negative } from './elementwise/arithmetic.ts';
import { log } from './elementwise/exponential.ts';
import { reshape } from './movement/reshape.ts';
import { rowGrid } from './rows.ts';
import { logSoftmax, softmax } from './softmax.ts';

export interface CrossentropyAttrs {
  /** Labels are class numbers `[rows]` instead of distributions `[rows, classes]`. */
  readonly sparse: boolean;
  /** The loss is that of the probabilities clipped to [1e-7, 1 - 1e-7], as Keras computes it from softmax outputs. */
  readonly clipped: boolean;
  /** Share of the labels that is spread evenly over all classes. */
  readonly smoothing: number;
}

/** Keras's epsilon: probabilities are clipped to [LOW, HIGH]. */
export const EPSILON = 1e-7;
const LOW = Math.fround(EPSILON);
const HIGH = Math.fround(1 - EPSILON);

type Outputs = 'loss' | 'gradient' | 'both';

function sizes({ inputs }: Specs): { rows: number; classes: number } {
  const [rows, classes] = inputs[0]!.shape as [number, number]; // infer checked the rank
  return { rows, classes };
}

function lower(context: LowerContext<CrossentropyAttrs>, outputs: Outputs) {
  const { rows, classes } = sizes(context);
  const { sparse, clipped, smoothing } = context.attrs;
  const grid = rowGrid({ count: rows, length: classes, inner: 1 }, context.profile, context.limits);
  const gradient = outputs !== 'loss';
  return [
    context.kernel([combined, shader].join('\n'), {
      file: 'crossentropy.wgsl',
      constants: {
        ROWS: rows,
        C: classes,
        COLUMNS: rows,
        SMOOTH: `f32(${smoothing})`,
        LOW: `f32(${LOW})`,
        HIGH: `f32(${HIGH})`,
        ...grid.rounds,
        ...grid.constants,
      },
      flags: { SPARSE: sparse, CLIPPED: clipped, GRAD: gradient, LOSS: outputs !== 'gradient', TREE: grid.tree },
      bindings: {
        z: context.input(0),
        labels: context.input(1),
        ...(gradient ? { weights: context.input(2), dz: context.output(outputs === 'both' ? 1 : 0) } : {}),
      },
      workgroups: grid.workgroups,
      stores: outputs !== 'gradient',
    }),
  ];
}

/** Calls `visit` with logits' probabilities and targets of each row. */
function onCpu(
  inputs: readonly Values[],
  specs: Specs,
  attrs: CrossentropyAttrs,
  loss: Values | null,
  dz: Values | null,
): void {
  const { rows, classes } = sizes(specs);
  const [z, labels, weights] = inputs as readonly [Values, Values, Values | undefined]; // as infer checked
  for (let row = 0; row < rows; row++) {
    const start = row * classes;
    let top = -Infinity;
    for (let c = 0; c < classes; c++) top = Math.max(top, z[start + c]!); // in the row
    let total = 0;
    for (let c = 0; c < classes; c++) total += Math.exp(z[start + c]! - top);
    const shift = top + Math.log(total);
    const probability = (c: number) => Math.exp(z[start + c]! - shift);
    const target = (c: number) =>
      attrs.sparse ? Number(labels[row] === c) : labels[start + c]! * (1 - attrs.smoothing) + attrs.smoothing / classes;
    const inside = (p: number) => !attrs.clipped || (p >= LOW && p <= HIGH);
    let mass = 0;
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const p = probability(c);
      if (inside(p)) mass += target(c);
      sum -= target(c) * (inside(p) ? z[start + c]! - shift : Math.log(Math.min(Math.max(p, LOW), HIGH)));
    }
    if (loss) loss[row] = sum;
    if (!dz) continue;
    for (let c = 0; c < classes; c++) {
      const p = probability(c);
      dz[start + c] = weights![row]! * (p * mass - (inside(p) ? target(c) : 0)); // given with dz
    }
  }
}

function checked([z, labels]: readonly TensorSpec[], { sparse }: CrossentropyAttrs): number {
  const [rows, classes] = z!.shape; // always given
  const wanted = sparse ? [rows] : [rows, classes];
  if (z!.shape.length !== 2 || labels!.shape.join() !== wanted.join()) {
    throw new ShapeError({
      who: 'softmaxCrossentropy',
      expected: `logits [rows, classes] and labels [${wanted.join(', ')}]`,
      received: [z!.shape, labels!.shape],
    });
  }
  return rows!;
}

/** The gradient of labels that are themselves computed: minus the logarithms of the probabilities. */
function labelGradient(z: GraphNode, dy: GraphNode, { clipped, smoothing }: CrossentropyAttrs): GraphNode {
  const p = clipped ? clip(softmax(z), EPSILON, 1 - EPSILON) : null;
  const own = negative(p ? log(p) : logSoftmax(z));
  const smoothed = smoothing === 0 ? own : multiply(own, 1 - smoothing);
  return multiply(reshape(dy, [z.shape[0]!, 1]), smoothed); // rows and classes
}

const lossOp: Op<CrossentropyAttrs> = defineOp<CrossentropyAttrs>({
  name: 'softmaxCrossentropy',
  epilogue: true,
  infer: (inputs, attrs) => [{ shape: [checked(inputs, attrs)], dtype: 'float32' }],
  lower: (context) => lower(context, 'loss'),
  cpu: ([loss], inputs, specs, attrs) => onCpu(inputs, specs, attrs, loss!, null), // one output
  grad: ({ inputs: [z, labels], dy, needed, attrs }) => [
    needed[0] ? apply(gradientOp, [z!, labels!, dy], attrs) : null,
    needed[1] ? labelGradient(z!, dy, attrs) : null,
  ], // two inputs
  rewrite(application, { users }) {
    const [z, labels] = application.inputs;
    const partner = users(z!).find((user) => isPartner(user, application)); // two inputs
    return partner ? [applyAll(bothOp, [z!, labels!, partner.inputs[2]!], application.attrs)[0]!] : null; // the gradient has three inputs
  },
});

const gradientOp: Op<CrossentropyAttrs> = defineOp<CrossentropyAttrs>({
  name: 'softmaxCrossentropyGradient',
  infer: ([z]) => [z!], // three inputs
  lower: (context) => lower(context, 'gradient'),
  cpu: ([dz], inputs, specs, attrs) => onCpu(inputs, specs, attrs, null, dz!), // one output
  grad: noSecondGradient('softmaxCrossentropyGradient'),
  rewrite(application, { users }) {
    const [z, labels, weights] = application.inputs;
    const partner = users(z!).find((user) => user.op === lossOp && isPartner(application, user)); // three inputs
    return partner ? [applyAll(bothOp, [z!, labels!, weights!], application.attrs)[1]!] : null;
  },
});

const bothOp: Op<CrossentropyAttrs> = defineOp<CrossentropyAttrs>({
  name: 'softmaxCrossentropyWithGradient',
  epilogue: true,
  infer: (inputs, attrs) => [{ shape: [checked(inputs, attrs)], dtype: 'float32' }, inputs[0]!], // three inputs
  lower: (context) => lower(context, 'both'),
  cpu: ([loss, dz], inputs, specs, attrs) => onCpu(inputs, specs, attrs, loss!, dz!), // two outputs
});

/** Whether `gradient` is the gradient of `loss`, and does not itself depend on the loss's value. */
function isPartner(gradient: Application, loss: Application): boolean {
  if (gradient.op !== gradientOp) return false;
  const sameInputs = gradient.inputs[0] === loss.inputs[0] && gradient.inputs[1] === loss.inputs[1];
  const sameAttrs = JSON.stringify(gradient.attrs) === JSON.stringify(loss.attrs);
  return sameInputs && sameAttrs && !topologicalOrder([gradient.inputs[2]!]).includes(loss); // three inputs
}

/**
 * Crossentropy between labels and softmax(z), for each row.
 *
 * Shapes: z `[rows, classes]`, labels `[rows]` (sparse, int32) or `[rows, classes]` -> `[rows]`.
 */
export function softmaxCrossentropy(
  z: GraphNode,
  labels: GraphNode,
  attrs: Partial<CrossentropyAttrs> = {},
): GraphNode {
  const { sparse = false, clipped = false, smoothing = 0 } = attrs;
  return apply(lossOp, [z, labels], { sparse, clipped, smoothing });
}
