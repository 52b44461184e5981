/** Transformers on the GPU: one learns a text by heart, one leaves out padding. */
import { expect, it } from 'vitest';
import { inPage } from './inPage.ts';
import type { Learned } from './suites/decoder.ts';

it('learns 2 000 characters by heart, and says what follows a beginning', async () => {
  // Pieces of 64 characters: the first characters of a piece cannot be known, about 0.02 of the loss.
  const { characters, losses, piece, said } = await inPage<Learned>(
    '/test/browser/suites/decoder.ts',
    'learnByHeart',
    0.1,
    150,
  );
  expect(characters).toBeGreaterThan(2000);
  expect(losses[0]).toBeGreaterThan(3);
  expect(losses.at(-1)).toBeLessThan(0.1);
  expect(said).toBe(piece);
});

it('padding changes nothing', async () => {
  const [first, second, third] = await inPage<number[][]>('/test/browser/suites/decoder.ts', 'padded');
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
});
