/** Layers as they are written into files: Keras refuses options that it does not know, so each must be Keras's, with its value. */
import { expect, it } from 'vitest';
import { Layer } from '../../src/index.ts';
import * as classes from '../../src/nn/layers/classes.ts';
import * as families from '../../src/nn/layers/families.ts';
import { modelObject } from '../../src/nn/saving/modelObject.ts';
import { configDifferences } from '../golden/kerasFiles.ts';
import { type CalledLayer, inferredShapes, makeLayer } from '../golden/layerCall.ts';
import { needsOf } from '../golden/needs.ts';
import { pending } from '../golden/pending.ts';
import { golden } from '../golden.ts';

interface LayerCase extends CalledLayer {
  readonly id: string;
}

for (const each of golden<LayerCase>('layers.json')?.cases ?? []) {
  const missing = needsOf(each.layer).filter(({ name }) => pending.includes(name));
  if (!each.layer || missing.length > 0) continue;
  it(each.id, () => {
    const layer = makeLayer(each);
    inferredShapes(layer, each);
    const own = modelObject(layer);
    expect(configDifferences(own, each.layer)).toEqual([]);
  });
}

it('classes.ts has every layer class of the families', () => {
  const ofFamilies = Object.entries(families as Readonly<Record<string, unknown>>).filter(
    ([, each]) => typeof each === 'function' && each.prototype instanceof Layer,
  );
  const missing = ofFamilies.filter(([, each]) => !Object.values<unknown>(classes).includes(each));
  expect(missing.map(([name]) => name)).toEqual([]);
});
