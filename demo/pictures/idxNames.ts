/** How MNIST's four files are named. */
export const IDX_NAMES = {
  trainImages: /^train-images.*idx3/,
  trainLabels: /^train-labels/,
  testImages: /^t10k-images.*idx3/,
  testLabels: /^t10k-labels/,
} as const;

export type IdxRole = keyof typeof IDX_NAMES;
