/** The kernel of a contraction: quads on software adapters, tiles on real GPUs. Inputs 0 and 1 of the op are A and B. */
import directShader from '../../../shaders/contraction-direct.wgsl?raw';
import { gridOfPlaces } from '../../runtime/grid.ts';
import type { Dispatch, LowerContext } from '../../runtime/op.ts';
import { addressFunctions } from './addresses.ts';
import { type Contraction, simplified, sizesOf } from './contraction.ts';
import { quadKernel } from './quad.ts';
import { lowerForGpu } from './tiled.ts';

/** Quads that share their loads: for software adapters with subgroups. */
function lowerQuad<Attrs>(context: LowerContext<Attrs>, contraction: Contraction): readonly Dispatch[] {
  const { code, constants, workgroups } = quadKernel(contraction);
  const grid = gridOfPlaces(workgroups, context.limits);
  return [
    context.kernel([grid.functions, code].join('\n'), {
      file: 'contraction-quad.wgsl',
      constants,
      bindings: { a: context.input(0), b: context.input(1) },
      workgroups: grid.workgroups,
      stores: true,
    }),
  ];
}

/** Register tiles without anything shared: works everywhere. */
function lowerDirect<Attrs>(context: LowerContext<Attrs>, contraction: Contraction): readonly Dispatch[] {
  const { m, n, k, count } = sizesOf(contraction);
  const grid = gridOfPlaces([Math.ceil(n / 32), Math.ceil(m / 32), count], context.limits);
  return [
    context.kernel([grid.functions, addressFunctions(contraction), directShader].join('\n'), {
      file: 'contraction-direct.wgsl',
      constants: { M: m, N: n, K: k, WIDTH: contraction.width },
      bindings: { a: context.input(0), b: context.input(1) },
      workgroups: grid.workgroups,
      stores: true,
    }),
  ];
}

/** Lowers an op that is a contraction of its first two inputs. */
export function lowerContraction<Attrs>(context: LowerContext<Attrs>, contraction: Contraction): readonly Dispatch[] {
  const simple = simplified(contraction);
  if (context.profile === 'gpu') return lowerForGpu(context, simple);
  return context.limits.subgroups ? lowerQuad(context, simple) : lowerDirect(context, simple);
}
