/** Folders of bench/contestants, in the order of the report. The first is what the others are compared with. */
export const contestantNames = ['hornbeam', 'tfjs', 'jax'] as const;

export type ContestantName = (typeof contestantNames)[number];
