/** Mixtures of images, and augmentations that choose from others. */
import { layers } from '../../../../src/index.ts';
import type { LayerCases } from '../../layers.ts';
import { COUNT, classes, few, greys, inUnit, perImage, pictures, random, unit } from './pictures.ts';

export const mixtures: LayerCases = {
  'MixUp: images and labels alike': {
    make: () => layers.mixUp({ alpha: 0.7, seed: 9 }),
    list: [pictures([COUNT, 1, 1, 1], (n) => n / COUNT), Array.from({ length: COUNT }, (_, n) => [n / COUNT, 1])],
    output: 1,
    ...random,
    holds: (values) => {
      const sums = perImage(values, COUNT).map(([, all]) => all!); // two labels
      const moved = perImage(values, COUNT).filter(([label], n) => Math.abs(label! - n / COUNT) > 0.01); // likewise
      if (sums.some((sum) => Math.abs(sum - 1) > 1e-5)) return `shares add up to 1, not ${sums}`;
      return moved.length > COUNT / 2 ? null : `only ${moved.length} labels were mixed`;
    },
    config: { alpha: 0.7, seed: 9 },
  },
  'MixUp: masks are mixed': {
    make: () => layers.mixUp({ alpha: 1 }),
    list: [few, classes],
    output: 1,
    ...random,
  },
  'CutMix: labels by the area of the box': {
    make: () => layers.cutMix({ factor: [1, 1] }),
    list: [pictures([COUNT, 16, 16, 1], (n) => n), Array.from({ length: COUNT }, (_, n) => [n])],
    ...random,
    holds: (values) => {
      const shares = perImage(values, COUNT).map((image, n) => image.filter((value) => value === n).length / 256);
      const [least, most] = [Math.min(...shares), Math.max(...shares)];
      const mean = shares.reduce((sum, share) => sum + share, 0) / COUNT;
      const likely = least < 0.2 && most > 0.9 && Math.abs(mean - 0.5) < 0.15; // uniform; a box misses the first row and column
      return likely ? null : `shares from ${least} to ${most} with mean ${mean}`;
    },
    config: { factor: [1, 1] },
  },
  'CutMix: shares of the labels': {
    make: () => layers.cutMix({ factor: [1, 1] }),
    list: [pictures([COUNT, 2, 2, 1], (n) => n), Array.from({ length: COUNT }, (_, n) => [n === 0 ? 1 : 0, 1])],
    output: 1,
    ...random,
    holds: (values) => {
      const first = perImage(values, COUNT).reduce((sum, [label]) => sum + label!, 0); // two labels
      const others = perImage(values, COUNT).find(([, all]) => Math.abs(all! - 1) > 1e-5); // likewise
      return first > 0 && first < 2 && !others ? null : `labels ${first}, ${others}`;
    },
  },
  'RandAugment: configuration': {
    make: () => layers.randAugment({ numOps: 3, factor: [0.1, 0.4], seed: 8 }),
    x: few,
    gives: few,
    config: { num_ops: 3, factor: [0.1, 0.4], interpolation: 'bilinear', value_range: [0, 255], seed: 8 },
  },
  'RandAugment: masks keep their numbers': {
    make: () => layers.randAugment({ numOps: 1, factor: 1, ...unit }),
    list: [few, classes],
    output: 1,
    training: true,
    holds: (values) => (values.every(Number.isInteger) ? null : `numbers between classes: ${values}`),
  },
  'AugMix: configuration': {
    make: () => layers.augMix({ numChains: 2, chainDepth: 1, allOps: false, alpha: 2 }),
    x: few,
    gives: few,
    config: { num_chains: 2, chain_depth: 1, all_ops: false, alpha: 2, factor: [0, 0.3], value_range: [0, 255] },
  },
  'AugMix without changes': {
    make: () => layers.augMix({ numChains: 1, chainDepth: 1, factor: 0, allOps: false, ...unit }),
    x: greys.slice(0, 2),
    training: true,
    shape: [2, 2, 2, 3],
    holds: inUnit,
  },
};
