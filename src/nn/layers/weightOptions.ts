/** Options that come once per weight: `kernelInitializer`, `kernelRegularizer`, `kernelConstraint`, and the same for others. */
import type { Shape } from '../../runtime/spec.ts';
import { type ConstraintIdentifier, getConstraint } from '../constraints/get.ts';
import { getInitializer, type InitializerIdentifier } from '../initializers/get.ts';
import { getRegularizer, type RegularizerIdentifier } from '../regularizers/get.ts';
import type { Layer, WeightOptions } from './layer.ts';

/** The three options of each weight: how it starts, its penalty, its constraint. */
export type OptionsOfWeights<Role extends string> = {
  readonly [Key in `${Role}Initializer`]?: InitializerIdentifier | undefined;
} & {
  readonly [Key in `${Role}Regularizer`]?: RegularizerIdentifier | null | undefined;
} & {
  readonly [Key in `${Role}Constraint`]?: ConstraintIdentifier | null | undefined;
};

/** Where the options of a weight are found. */
interface WithOptions {
  readonly options: object;
}

function optionOf<T>({ options }: WithOptions, key: string): T | undefined {
  return ((options as Readonly<Record<string, unknown>>)[key] ?? undefined) as T | undefined; // typed by OptionsOfWeights
}

/**
 * What `addWeight` needs for the weight of a role, from the layer's options.
 *
 * @param initializer - The default.
 * @example
 * this.kernel = this.addWeight(weightFor(this, 'kernel', [inputs, units], 'glorotUniform'));
 */
export function weightFor(
  layer: Layer,
  role: string,
  shape: Shape,
  initializer: InitializerIdentifier,
  name = role,
): WeightOptions {
  return {
    name,
    shape,
    initializer: optionOf<InitializerIdentifier>(layer, `${role}Initializer`) ?? initializer,
    regularizer: optionOf<RegularizerIdentifier>(layer, `${role}Regularizer`),
    constraint: optionOf<ConstraintIdentifier>(layer, `${role}Constraint`),
  };
}

/** How weights start, for the layer's configuration. @param defaults - The default of each role. */
export function initializersOf(
  layer: Layer,
  defaults: Readonly<Record<string, InitializerIdentifier>>,
): Record<string, unknown> {
  const entries = Object.entries(defaults).map(([role, initializer]) => [
    `${role}Initializer`,
    getInitializer(optionOf<InitializerIdentifier>(layer, `${role}Initializer`) ?? initializer, layer.who),
  ]);
  return Object.fromEntries(entries);
}

/**
 * All options of weights for the layer's configuration, each with its full value.
 *
 * @param defaults - The default initializer of each role.
 */
export function configOfWeights(
  layer: Layer,
  defaults: Readonly<Record<string, InitializerIdentifier>>,
): Record<string, unknown> {
  const part = (ending: string, value: (role: string) => unknown) =>
    Object.fromEntries(Object.keys(defaults).map((role) => [`${role}${ending}`, value(role)]));
  return {
    ...initializersOf(layer, defaults),
    ...part('Regularizer', (role) => getRegularizer(optionOf(layer, `${role}Regularizer`), layer.who)),
    ...part('Constraint', (role) => getConstraint(optionOf(layer, `${role}Constraint`), layer.who)),
  };
}
