/** Every layer says what is wrong with a shape: it has a row among the errors, or is known to take every shape. */
import { expect, it } from 'vitest';
import { input, Layer, type layers } from '../../src/index.ts';
import * as families from '../../src/nn/layers/families.ts';
import { anyShape } from '../cases/errors/anyShape.ts';
import { errorCases } from '../cases/errors.ts';

/** Names of the layers that are exported. */
const exported = Object.values(families as Readonly<Record<string, unknown>>)
  .filter((value): value is typeof layers.Dense => typeof value === 'function' && value.prototype instanceof Layer)
  .map(({ className }) => className);

/** A row in which the layer complains; of a wrapper, whose inside complains, one with its name in front. */
function hasRow(name: string): boolean {
  return Object.entries(errorCases).some(
    ([row, { error, says }]) =>
      error === 'ShapeError' &&
      (row.startsWith(`${name}: `) || says.some((part) => part === name || part === `${name} "`)),
  );
}

it('has a shape error of every exported layer', () => {
  expect(exported.filter((name) => !hasRow(name) && !(name in anyShape))).toEqual([]);
});

it.each(Object.entries(anyShape))('%s takes samples of every shape', (name, make) => {
  expect(exported).toContain(name);
  for (const shape of [[], [3], [2, 3], [null, 2, 3, 1]]) {
    const layer = make();
    expect(layer.apply(input(shape)).shape[0]).toBe(null);
  }
});
