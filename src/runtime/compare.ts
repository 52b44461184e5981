/** Both executors side by side: where does the GPU first differ from the reference? */

import { currentDevice } from './backend.ts';
import { CpuProgram } from './cpu/executor.ts';
import { GpuUnavailableError } from './errors.ts';
import { GpuDevice } from './gpu/device.ts';
import { GpuExecutable } from './gpu/executable.ts';
import { feed, GraphNode } from './graph.ts';
import { newRandomState } from './jit.ts';
import { compilePlan } from './plan/compile.ts';
import type { Plan } from './plan/plan.ts';
import type { Program } from './plan/program.ts';
import type { Values } from './spec.ts';
import { type ArrayLike, tensor } from './tensor.ts';
import { Trace, tracing } from './trace.ts';

/** The first value of the first step that differs. */
export interface StepDifference {
  /** The step's number and what it computes. */
  readonly step: number;
  readonly label: string;
  /** The op whose value differs. */
  readonly value: string;
  /** Row-major place of the largest difference. */
  readonly index: number;
  readonly gpu: number;
  readonly cpu: number;
}

/** Differences up to `tolerance · max(1, |cpu|)` are rounding. */
export const ROUNDING = 1e-4;

function largestDifference(gpu: Values, cpu: Values, tolerance: number): number | null {
  let worst = tolerance;
  let place: number | null = null;
  for (let i = 0; i < cpu.length; i++) {
    const [a, b] = [gpu[i]!, cpu[i]!]; // equal lengths
    if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const difference = Math.abs(a - b) / Math.max(1, Math.abs(b));
    if (difference <= worst) continue;
    worst = difference;
    place = i;
  }
  return place;
}

/** Runs a plan on both executors, one step after the other; null: no difference. Variables end as the GPU leaves them. */
export async function comparePlan(
  device: GpuDevice,
  plan: Plan,
  feeds: ReadonlyMap<string, Values>,
  tolerance = ROUNDING,
): Promise<StepDifference | null> {
  const executable = await device.prepare(plan);
  if (!(executable instanceof GpuExecutable)) throw new GpuUnavailableError('compare needs the GPU executor.');
  for (const { home } of plan.residents) await home.storage.read(0, home.storage.words);
  const reference = new CpuProgram(plan);
  for (const [name, values] of feeds) {
    executable.setFeed(name, values);
    reference.setFeed(name, values);
  }
  try {
    for (const [index, step] of plan.steps.entries()) {
      const written = await executable.runStep(index);
      reference.runStep(index);
      for (const [position, { node }] of step.writes.entries()) {
        const [gpu, cpu] = [written[position]!, reference.value(node)]; // one array per write
        const place = largestDifference(gpu, cpu, tolerance);
        if (place === null) continue;
        return {
          step: index,
          label: step.label,
          value: String(node),
          index: place,
          gpu: gpu[place]!,
          cpu: cpu[place]!,
        }; // a place in both
      }
    }
    return null;
  } finally {
    executable.dispose();
  }
}

/**
 * Runs a function on the GPU and on the CPU reference, step by step, and tells the first step that differs.
 *
 * @param body - A function of symbolic tensors, as for `jit`.
 * @returns The difference, or null when all steps agree up to rounding.
 * @throws GpuUnavailableError when the current device is not a GPU.
 * @example
 * await compare((x) => ops.softmax(x), [[1, 2, 3]]); // null
 */
export async function compare(
  body: (...inputs: GraphNode[]) => GraphNode | readonly GraphNode[],
  ...inputs: ArrayLike[]
): Promise<StepDifference | null> {
  const device = await currentDevice();
  if (!(device instanceof GpuDevice))
    throw new GpuUnavailableError("compare needs a GPU: setBackend('webgpu') comes first.");
  const values = inputs.map((input) => tensor(input));
  const nodes = values.map((value, index) => feed(`input ${index}`, { shape: value.shape, dtype: value.dtype }));
  const trace = new Trace(newRandomState(0));
  const result = tracing(trace, () => body(...nodes));
  const program: Program = {
    name: 'compare',
    fetches: result instanceof GraphNode ? [result] : result,
    updates: trace.updates,
  };
  const plan = compilePlan(program, { profile: device.profile, limits: device.limits });
  const feeds = new Map(
    values.map((value, index) => [
      `input ${index}`,
      value.dtype === 'bool' ? Uint32Array.from(value.data) : (value.data as Values),
    ]), // other classes are values
  );
  return comparePlan(device, plan, feeds);
}
