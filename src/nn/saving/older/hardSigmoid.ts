/** `hard_sigmoid` was another function in Keras 2 and TensorFlow.js: steeper at the edges. */
import { add, clip, multiply } from '../../../kernels/elementwise/arithmetic.ts';
import type { GraphNode } from '../../../runtime/graph.ts';
import { isSerializedObject, type SerializedObject } from '../config.ts';
import { registerKerasSerializable } from '../customObjects.ts';

/** Which function is meant. */
export type HardSigmoid = 'keras2' | 'keras3';

const NAME = 'hard_sigmoid';

/** `clip(0.2 x + 0.5, 0, 1)` */
function hardSigmoidOfKeras2(x: GraphNode): GraphNode {
  return clip(add(multiply(x, 0.2), 0.5), 0, 1);
}

/** Makes the older function known: models that have it may have been saved since. */
export function registerOlderFunctions(): typeof hardSigmoidOfKeras2 {
  return registerKerasSerializable({ package: 'Hornbeam', name: `${NAME}_of_keras2` })(hardSigmoidOfKeras2);
}

/** A value with the activation replaced; `seen` is told of the layers that have it. */
function replaced(value: unknown, activation: unknown, seen: (layer: string) => void): unknown {
  if (Array.isArray(value)) return value.map((each) => replaced(each, activation, seen));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => {
    if (!/activation$/.test(key) || each !== NAME) return [key, replaced(each, activation, seen)];
    seen(String((value as { readonly name?: unknown }).name)); // options have a name
    return [key, activation];
  });
  return Object.fromEntries(entries);
}

/**
 * The configuration of an older model, with the function that is meant. Without a choice it is Keras 3's, and a warning
 * says so.
 */
export function withHardSigmoid(
  who: string,
  config: SerializedObject,
  choice: HardSigmoid | undefined,
): SerializedObject {
  const layers = new Set<string>();
  const own = choice === 'keras2' ? registerOlderFunctions() : NAME;
  const changed = replaced(config, own, (layer) => layers.add(layer));
  if (layers.size > 0 && choice === undefined)
    console.warn(
      `${who}: hard_sigmoid (in ${[...layers].join(', ')}) is read as Keras 3 reads it, relu6(x + 3) / 6. The model was trained with clip(0.2x + 0.5, 0, 1): pass { hardSigmoid: 'keras2' } for that.`,
    );
  return isSerializedObject(changed) ? changed : config;
}
