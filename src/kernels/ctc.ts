/** Connectionist temporal classification: how probable a label sequence is under predictions of unknown alignment. */
import shader from '../../shaders/ctc.wgsl?raw';
import { ShapeError } from '../runtime/errors.ts';
import { apply, type GraphNode } from '../runtime/graph.ts';
import { gridOf, gridOfGroups } from '../runtime/grid.ts';
import {
  type Dispatch,
  defineOp,
  type LowerContext,
  noSecondGradient,
  type Op,
  type Operand,
  type Specs,
} from '../runtime/op.ts';
import type { Values } from '../runtime/spec.ts';
import { cast } from './elementwise/operands.ts';
import { logSoftmax } from './softmax.ts';

interface CtcAttrs {
  readonly blank: number;
}

/** Stands for log(0), as in ctc.wgsl. */
const NONE = -1e30;

interface Sizes {
  readonly sequences: number;
  readonly times: number;
  readonly classes: number;
  readonly labels: number;
  /** Labels with blanks around them. */
  readonly places: number;
}

/** Inputs: log-probabilities [N, T, K], labels [N, L], how many labels count [N], how many times count [N]. */
function sizesOf({ inputs: [y, labels] }: Specs): Sizes {
  const [sequences, times, classes] = y!.shape as [number, number, number]; // checked by ctcLoss
  const own = labels!.shape[1]!; // likewise
  return { sequences, times, classes, labels: own, places: 2 * own + 1 };
}

/** The kernels of one application, and the memory that they share. */
class Stages {
  readonly #context: LowerContext<CtcAttrs>;
  readonly #sizes: Sizes;
  readonly #common: Readonly<Record<'labels' | 'labelLengths' | 'times', Operand>>;
  readonly #constants: Readonly<Record<string, number | string>>;

  constructor(context: LowerContext<CtcAttrs>) {
    this.#context = context;
    this.#sizes = sizesOf(context);
    this.#common = { labels: context.input(1), labelLengths: context.input(2), times: context.input(3) };
    const { sequences, times, classes, labels, places } = this.#sizes;
    const { blank } = context.attrs;
    this.#constants = {
      N: sequences,
      T: times,
      K: classes,
      L: labels,
      S: places,
      BLANK: `${blank}u`,
      COLUMNS: sequences,
    };
  }

  /** Memory for a value at every place and time. */
  table(): Operand {
    const { sequences, times, places } = this.#sizes;
    return this.#context.workspace({ shape: [sequences, times, places], dtype: 'float32' });
  }

  /** Goes through the times: sums over all beginnings (forward) or endings (backward). */
  recursion(sums: Operand, direction: 'forward' | 'backward', loss = false): Dispatch {
    const { profile, limits } = this.#context;
    const shared = profile === 'gpu';
    const { sequences, places } = this.#sizes;
    const lanes = shared
      ? Math.min(256, limits.maxComputeInvocationsPerWorkgroup, 2 ** Math.ceil(Math.log2(places)))
      : 1;
    const grid = shared ? gridOfGroups(sequences, lanes, limits) : gridOf(sequences, 4, limits);
    return this.#context.kernel(shader, {
      label: direction,
      file: 'ctc.wgsl',
      constants: { ...this.#constants, LANES: lanes, ROUNDS: Math.ceil(places / lanes), ...grid.constants },
      flags: { GRAD: false, BACKWARD: direction === 'backward', LOSS: loss, SHARED: shared },
      bindings: { ...this.#common, y: this.#context.input(0), sums },
      workgroups: grid.workgroups,
      stores: loss,
    });
  }

  gradient(alpha: Operand, beta: Operand): Dispatch {
    const { sequences, times, classes } = this.#sizes;
    const grid = gridOf(sequences * times * classes, 64, this.#context.limits);
    return this.#context.kernel(shader, {
      file: 'ctc.wgsl',
      constants: { ...this.#constants, ...grid.constants },
      flags: { GRAD: true, BACKWARD: false, LOSS: false, SHARED: false },
      bindings: { ...this.#common, alpha, beta, dloss: this.#context.input(4) },
      workgroups: grid.workgroups,
      stores: true,
    });
  }
}

/** log(exp(a) + exp(b) + exp(c)) */
function logAdd(a: number, b: number, c: number): number {
  const top = Math.max(a, b, c);
  return top <= NONE ? NONE : top + Math.log(Math.exp(a - top) + Math.exp(b - top) + Math.exp(c - top));
}

/** One sequence on the CPU. */
interface Sequence {
  readonly times: number;
  /** Classes at the places that count. */
  readonly classes: readonly number[];
  logY(t: number, place: number): number;
}

function sequenceOf(n: number, inputs: readonly Values[], specs: Specs, blank: number): Sequence {
  const [y, labels, lengths, times] = inputs as readonly [Values, Values, Values, Values]; // as sizesOf says
  const { times: all, classes: count, labels: most } = sizesOf(specs);
  const length = Math.min(lengths[n]!, most);
  const classes = Array.from({ length: 2 * length + 1 }, (_, s) =>
    s % 2 === 0 ? blank : labels[n * most + (s - 1) / 2]!,
  );
  return {
    times: Math.min(Math.max(times[n]!, 1), all),
    classes,
    logY(t, place) {
      const c = classes[place]!; // a place that counts
      return c >= 0 && c < count ? y[(n * all + t) * count + c]! : NONE;
    },
  };
}

/** Log-probabilities of all beginnings, by time and place. */
function beginnings({ times, classes, logY }: Sequence): number[][] {
  const alpha: number[][] = [];
  for (let t = 0; t < times; t++) {
    const before = alpha[t - 1];
    alpha.push(
      classes.map((c, s) => {
        if (!before) return (s < 2 ? 0 : NONE) + logY(t, s);
        const skip = s > 1 && c !== classes[s - 2] ? before[s - 2]! : NONE; // s > 1
        return logAdd(before[s]!, before[s - 1] ?? NONE, skip) + logY(t, s);
      }),
    );
  }
  return alpha;
}

/** Log-probabilities of all endings, by time and place. */
function endings({ times, classes, logY }: Sequence): number[][] {
  const beta: number[][] = [];
  for (let t = times - 1; t >= 0; t--) {
    const after = beta[0];
    const from = (s: number) => (after && s < classes.length ? after[s]! + logY(t + 1, s) : NONE);
    beta.unshift(
      classes.map((c, s) => {
        if (!after) return s + 2 >= classes.length ? 0 : NONE;
        return logAdd(from(s), from(s + 1), c !== classes[s + 2] ? from(s + 2) : NONE);
      }),
    );
  }
  return beta;
}

function lossOf(alpha: readonly (readonly number[])[]): number {
  const last = alpha[alpha.length - 1]!; // at least one time
  return -logAdd(last[last.length - 1]!, last[last.length - 2] ?? NONE, NONE);
}

const ctcOp: Op<CtcAttrs> = defineOp<CtcAttrs>({
  name: 'ctcLoss',
  epilogue: true,
  infer: ([y]) => [{ shape: [y!.shape[0]!], dtype: 'float32' }], // four inputs, checked by ctcLoss
  lower(context) {
    const stages = new Stages(context);
    return [stages.recursion(stages.table(), 'forward', true)];
  },
  cpu([loss], inputs, specs, { blank }) {
    for (let n = 0; n < loss!.length; n++) loss![n] = lossOf(beginnings(sequenceOf(n, inputs, specs, blank))); // one output
  },
  grad: ({ inputs, dy, attrs }) => [apply(ctcGradientOp, [...inputs, dy], attrs), null, null, null],
});

/** By the log-probabilities: minus the share of each class at each time in all alignments. */
const ctcGradientOp: Op<CtcAttrs> = defineOp<CtcAttrs>({
  name: 'ctcLossGradient',
  epilogue: true,
  infer: ([y]) => [y!], // five inputs
  lower(context) {
    const stages = new Stages(context);
    const [alpha, beta] = [stages.table(), stages.table()];
    return [stages.recursion(alpha, 'forward'), stages.recursion(beta, 'backward'), stages.gradient(alpha, beta)];
  },
  grad: noSecondGradient('ctcLossGradient'),
  cpu([dy], inputs, specs, { blank }) {
    const { sequences, times, classes } = sizesOf(specs);
    const dloss = inputs[4]!; // five inputs
    dy!.fill(0);
    for (let n = 0; n < sequences; n++) {
      const own = sequenceOf(n, inputs, specs, blank);
      const [alpha, beta] = [beginnings(own), endings(own)];
      const loss = lossOf(alpha);
      if (loss >= -NONE) continue;
      alpha.forEach((row, t) => {
        row.forEach((value, s) => {
          const c = own.classes[s]!; // as many places
          if (c >= 0 && c < classes)
            dy![(n * times + t) * classes + c]! -= dloss[n]! * Math.exp(value + beta[t]![s]! + loss); // in range
        });
      });
    }
  },
});

/**
 * Minus the log-probability of label sequences, summed over all alignments. A sequence that does not fit into its times
 * costs 1e30 and has no gradient.
 *
 * Shapes: target `[batch, labels]` of classes, output `[batch, times, classes]` of logits, lengths `[batch]` -> `[batch]`.
 *
 * @param maskIndex - The class that means blank; default 0.
 */
export function ctcLoss(
  target: GraphNode,
  output: GraphNode,
  targetLength: GraphNode,
  outputLength: GraphNode,
  maskIndex = 0,
): GraphNode {
  const [batch] = output.shape;
  const fits =
    output.shape.length === 3 &&
    target.shape.length === 2 &&
    target.shape[0] === batch &&
    [targetLength, outputLength].every(({ shape }) => shape.length === 1 && shape[0] === batch);
  if (!fits) {
    throw new ShapeError({
      who: 'ctcLoss',
      expected: 'target [batch, labels], output [batch, times, classes] and lengths [batch]',
      received: [target, output, targetLength, outputLength].map(({ shape }) => shape),
    });
  }
  const integers = [target, targetLength, outputLength].map((each) => cast(each, 'int32'));
  return apply(ctcOp, [logSoftmax(output), ...integers], { blank: maskIndex });
}
