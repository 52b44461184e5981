/** Rows of errors that many layers have. A family of layers has a file of them; test/node/layerErrors.test.ts wants every layer in one. */
import { input, type Layer } from '../../../src/index.ts';
import type { ErrorCase } from '../errors.ts';

export type Cases = Readonly<Record<string, ErrorCase>>;

/** The shape of one sample. */
type SampleShape = readonly (number | null)[];

function call(layer: Layer, shapes: readonly SampleShape[]): unknown {
  const symbols = shapes.map((shape) => input(shape));
  return layer.apply(symbols.length === 1 ? symbols[0]! : symbols); // one input
}

/** A row for a symbolic call with inputs of some shapes (without the batch). */
export function wrongInput(make: () => Layer, shapes: readonly SampleShape[], ...says: readonly string[]): ErrorCase {
  return { error: 'ShapeError', says, run: () => call(make(), shapes) };
}

/** A row for a layer that was built for samples of a shape and is given others. */
export function otherInput(
  make: () => Layer,
  built: SampleShape,
  given: SampleShape,
  ...says: readonly string[]
): ErrorCase {
  return {
    error: 'ShapeError',
    says,
    run: () => {
      const layer = make();
      call(layer, [built]);
      return call(layer, [given]);
    },
  };
}

/** A row for options that a constructor refuses. */
export function wrongOption(make: () => Layer, ...says: readonly string[]): ErrorCase {
  return { error: 'InvalidArgumentError', says, run: make };
}
