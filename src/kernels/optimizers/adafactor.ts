/** Adafactor, as in shaders/optimizers/adafactor.wgsl. Flag: FACTORED (some weights are matrices). */
import shader from '../../../shaders/optimizers/adafactor.wgsl?raw';
import { withNorms } from '../update/norms.ts';
import type { Here, UpdateState } from '../update/rule.ts';
import { defineUpdate } from '../update.ts';

/** The words of `outlines`, for each variable. */
export const OUTLINE = ['first', 'size', 'columns', 'matrix', 'rowsAt', 'columnsAt', 'matricesAt', 'unused'] as const;

export type Outline = Readonly<Record<(typeof OUTLINE)[number], number>>;

function outlineAt({ reads, variable }: Here): Outline {
  const words = OUTLINE.map((name, index) => [name, reads['outlines']![variable * OUTLINE.length + index]!]); // one row per variable
  return Object.fromEntries(words) as Outline; // the same names
}

/** The mean square of a matrix's element, from the means of its row and its column. */
function factored(e: number, { columns, matrix, rowsAt, columnsAt, matricesAt }: Outline, { reads }: Here): number {
  const { statistics, totals } = reads as { statistics: ArrayLike<number>; totals: ArrayLike<number> }; // declared below
  const which = Math.floor(e / matrix);
  const row = statistics[rowsAt + Math.floor(e / columns)]!; // places of a row, a column and a matrix
  const column = statistics[columnsAt + which * columns + (e % columns)]!;
  return (row / (totals[matricesAt + which]! / (matrix / columns))) * column;
}

function adafactorStep(state: UpdateState, g: number): number {
  return g / Math.sqrt(state['velocity']!); // declared below
}

export const adafactorUpdate = defineUpdate({
  name: 'adafactor',
  shader,
  rates: ['rate', 'share'],
  slots: () => ['velocity'],
  reads: { outlines: 'array<vec4u>', statistics: 'array<f32>', totals: 'array<f32>' },
  norms: withNorms({
    names: ['weights', 'step'],
    keepsGradient: true,
    prepare(state, g, { share }, { constants }, here) {
      const outline = outlineAt(here);
      const e = here.i - outline.first;
      const before = state['velocity']!; // declared above
      if (e >= outline.size) state['velocity'] = 1;
      else if (outline.matrix > 0) state['velocity'] = factored(e, outline, here);
      else state['velocity'] = before + (g * g + constants['EPSILON_1']! - before) * share!; // given by the optimizer
    },
    vectors: (state, g) => [state['w']!, adafactorStep(state, g)], // every state has w
  }),
  cpu(state, g, { rate }, { constants }, { squares, number }) {
    const { EPSILON_2, CLIP_THRESHOLD } = constants as { EPSILON_2: number; CLIP_THRESHOLD: number }; // given by the optimizer
    const { weights, step } = squares as { weights: number; step: number }; // declared above
    const length = Math.max(EPSILON_2, Math.sqrt(weights / number)) * rate!; // declared above
    state['w']! -= (length * adafactorStep(state, g)) / Math.max(1, Math.sqrt(step / number) / CLIP_THRESHOLD);
  },
});
