/** Folders of bench/contestants, in the order of the report. The first is what the others are compared with. */
export const contestantNames = ['hornbeam', 'tfjs', 'jax'] as const;

/** With the versions that bench/package.json asks for. */
export const contestantTitles = {
  hornbeam: 'Hornbeam',
  tfjs: 'TensorFlow.js 4.22.0',
  jax: 'jax-js 0.1.25',
} as const satisfies Record<(typeof contestantNames)[number], string>;

export type ContestantName = (typeof contestantNames)[number];
