/** Lowering of ops that have kernels of their own: what `lower` is given. */
import type { Application } from '../graph.ts';
import type { Dispatch, Limits, LowerContext, Operand, Profile } from '../op.ts';
import type { TensorSpec } from '../spec.ts';
import { specsOf } from './emit.ts';
import { constantLines, preprocess } from './wgsl.ts';

/** What the planner lowers for. */
export interface Target {
  readonly profile: Profile;
  readonly limits: Limits;
}

/** Dispatches without places, and the memory they need between them. */
export interface Skeleton {
  readonly dispatches: readonly Dispatch[];
  readonly workspaces: readonly TensorSpec[];
}

/** Runs an op's `lower`. */
export function lowerKernel(application: Application, target: Target): Skeleton {
  const specs = specsOf(application);
  const workspaces: TensorSpec[] = [];
  const context: LowerContext<unknown> = {
    ...specs,
    ...target,
    attrs: application.attrs,
    input: (index) => operand('input', index, specs.inputs),
    output: (index = 0) => operand('output', index, specs.outputs),
    workspace(spec) {
      workspaces.push(spec);
      return operand('workspace', workspaces.length - 1, workspaces);
    },
    kernel(shader, options): Dispatch {
      const [x, y = 1, z = 1] = options.workgroups;
      return {
        label: options.label ?? application.op.name,
        file: options.file,
        source: shader,
        code: `${constantLines(options.constants ?? {})}\n${preprocess(options.file, shader, options.flags ?? {})}`,
        bindings: options.bindings,
        workgroups: [x, y, z],
        libraries: options.libraries ?? [],
        stores: options.stores ?? false,
      };
    },
  };
  const dispatches = application.op.lower!(context); // only called for ops with kernels
  return { dispatches, workspaces };
}

export function operand(role: Operand['role'], index: number, specs: readonly TensorSpec[]): Operand {
  const spec = specs[index];
  if (!spec) throw new Error(`there is no ${role} ${index}`);
  return { role, index, spec };
}
