/** Every layer says what is wrong with a shape: it has a row among the errors, or is known to take every shape. */
import { expect, it } from 'vitest';
import { input, Layer, type layers } from '../../src/index.ts';
import * as families from '../../src/nn/layers/families.ts';
import { anyShape } from '../cases/errors/core.ts';
import { errorCases } from '../cases/errors.ts';

/** Names of the layers that are exported. */
const exported = Object.values(families as Readonly<Record<string, unknown>>)
  .filter((value): value is typeof layers.Dense => typeof value === 'function' && value.prototype instanceof Layer)
  .map(({ className }) => className);

function hasRow(name: string): boolean {
  return Object.values(errorCases).some(
    ({ error, says }) => error === 'ShapeError' && says.some((part) => part === name || part === `${name} "`),
  );
}

it('has a shape error of every exported layer', () => {
  const missing = exported.filter((name) => !hasRow(name) && !(name in anyShape));
  // A layer whose inside complains (a wrapper) has a row of its own name.
  expect(missing.filter((name) => !Object.keys(errorCases).some((row) => row.startsWith(`${name}: `)))).toEqual([]);
});

it.each(Object.entries(anyShape))('%s takes samples of every shape', (name, make) => {
  expect(exported).toContain(name);
  for (const shape of [[], [3], [2, 3], [null, 2, 3, 1]]) {
    const layer = make();
    expect(layer.apply(input(shape)).shape[0]).toBe(null);
  }
});
