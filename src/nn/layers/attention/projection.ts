/** Projections of attention: layers that put other axes in the place of the last ones. */
import { getConstraint } from '../../constraints/get.ts';
import { getInitializer, type InitializerIdentifier } from '../../initializers/get.ts';
import type { Initializer } from '../../initializers/initializer.ts';
import { getRegularizer } from '../../regularizers/get.ts';
import type { Regularizer } from '../../regularizers/regularizer.ts';
import { configToOptions } from '../../saving/config.ts';
import type { OpenShape } from '../../symbolic.ts';
import { EinsumDense } from '../core/einsumDense.ts';
import type { OptionsOfWeights } from '../weightOptions.ts';

/** What all projections of a layer have in common. */
export interface ProjectionOptions extends OptionsOfWeights<'kernel' | 'bias'> {
  /** The layer, for errors. */
  readonly who: string;
  readonly useBias: boolean;
  /** Of the output of each projection. */
  readonly penalty: Regularizer | null;
  readonly trainable: boolean;
}

export interface Projection {
  readonly name: string;
  /** The shape of the input. */
  readonly shape: OpenShape;
  /** How many of its last axes are summed over. */
  readonly summed: number;
  /** Sizes of the axes that come in their place. */
  readonly sizes: readonly number[];
  readonly activation?: string | undefined;
}

/** One initializer makes equal values for equal shapes: each projection gets its own. */
function ownInitializer(initializer: Initializer): Initializer {
  const Class = initializer.constructor as new (options: Record<string, unknown>) => Initializer; // classes of initializers take their options
  return new Class(configToOptions(initializer.getConfig()));
}

/** Letters for `count` axes, from the `first`-th on. */
function letters(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => String.fromCharCode(97 + first + index)).join('');
}

/** Makes a projection with its weights. */
export function projection(
  options: ProjectionOptions,
  { name, shape, summed, sizes, activation }: Projection,
): EinsumDense {
  const { who } = options;
  const free = shape.length - summed;
  const [kept, gone, made] = [letters(0, free), letters(free, summed), letters(free + summed, sizes.length)];
  const initializer = (role: 'kernel' | 'bias', fallback: InitializerIdentifier) =>
    ownInitializer(getInitializer(options[`${role}Initializer`] ?? fallback, who));
  const dense = new EinsumDense({
    name,
    equation: `${kept}${gone},${gone}${made}->${kept}${made}`,
    outputShape: [...new Array<null>(free - 1).fill(null), ...sizes],
    activation,
    biasAxes: options.useBias ? made : null,
    kernelInitializer: initializer('kernel', 'glorotUniform'),
    biasInitializer: initializer('bias', 'zeros'),
    kernelRegularizer: getRegularizer(options.kernelRegularizer, who),
    biasRegularizer: getRegularizer(options.biasRegularizer, who),
    activityRegularizer: options.penalty ?? undefined,
    kernelConstraint: getConstraint(options.kernelConstraint, who),
    biasConstraint: getConstraint(options.biasConstraint, who),
    trainable: options.trainable,
  });
  dense.ensureBuilt([shape], false);
  return dense;
}
