/** Gradients against central finite differences, all in double precision. */
import { DEFAULT_LIMITS } from '../src/runtime/cpu/device.ts';
import { CpuProgram } from '../src/runtime/cpu/executor.ts';
import { compilePlan } from '../src/runtime/plan/compile.ts';
import { HostRandom } from '../src/runtime/random.ts';
import type { Values } from '../src/runtime/spec.ts';
import type { BuiltCase } from './cases/program.ts';

/** Step of the differences: the error of the method is its square, that of rounding 1e-16 / STEP. */
const STEP = 1e-5;

/** Relative error that is allowed: both errors above with room for large third derivatives. */
const RELATIVE = 1e-6;

/** Elements of an input that are tried; more would only take longer. */
const PROBES = 12;

/** Elements to try: all of a small input, else some. */
function probesOf(size: number): number[] {
  if (size <= PROBES) return Array.from({ length: size }, (_, index) => index);
  const random = new HostRandom(size);
  return [0, size - 1, ...Array.from({ length: PROBES - 2 }, () => random.below(size))];
}

/** What is wrong with the gradients of a row. */
export function wrongGradients(built: BuiltCase): string[] {
  const { feeds, outputs, gradients, inputs } = built;
  const target = { profile: 'soft', limits: DEFAULT_LIMITS } as const;
  const backward = new CpuProgram(compilePlan(built.program, target), 64);
  const forward = new CpuProgram(compilePlan({ name: built.name, fetches: outputs, updates: [] }, target), 64);
  for (const program of [backward, forward]) for (const [name, values] of feeds) program.setFeed(name, values);
  backward.run();
  const wrong: string[] = [];
  for (const [input, fetch] of gradients) {
    const given = inputs[input]!.values; // gradients are those of inputs
    const claimed = backward.value(backward.plan.fetches[fetch]!.node); // gradients are fetched
    for (const place of probesOf(given.length)) {
      const measured = slopeAt(built, forward, `input ${input}`, place);
      const allowed = RELATIVE * measured.size + 1e-9 + 5e-10 * measured.scale;
      if (Math.abs(claimed[place]! - measured.slope) <= allowed) continue; // in the input
      wrong.push(`gradient ${input} at ${place}: ${claimed[place]}, measured ${measured.slope}`);
    }
  }
  return wrong;
}

interface Slope {
  readonly slope: number;
  /** Sum of the sizes of what was added up. */
  readonly size: number;
  /** The largest value that was subtracted: where its digits end, so does the measurement. */
  readonly scale: number;
}

/** The derivative of the seeded sum of the outputs by one element of an input. */
function slopeAt({ outputs, feeds }: BuiltCase, forward: CpuProgram, feed: string, place: number): Slope {
  const input = forward.feed(feed);
  if (!input) return { slope: 0, size: 0, scale: 0 }; // the outputs do not depend on it
  const center = input[place]!; // in the input
  const step = STEP * Math.max(1, Math.abs(center));
  const at = (value: number): Values[] => {
    input[place] = value;
    forward.run();
    return forward.plan.fetches.map(({ node }) => forward.value(node).slice());
  };
  const [above, below] = [at(center + step), at(center - step)];
  input[place] = center;
  const total = { slope: 0, size: 0, scale: 0 };
  let seed = 0;
  outputs.forEach((output, index) => {
    if (output.dtype !== 'float32') return;
    const weights = feeds.get(`seed ${seed++}`)!; // every float output is seeded
    const [high, low] = [above[index]!, below[index]!]; // one array per output
    for (let i = 0; i < high.length; i++) {
      if (high[i] === low[i]) continue;
      const term = (weights[i]! * (high[i]! - low[i]!)) / (2 * step); // same length
      total.slope += term;
      total.size += Math.abs(term);
      total.scale = Math.max(total.scale, Math.abs(high[i]!));
    }
  });
  return total;
}
