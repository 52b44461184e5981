/** Weights of layers: variables with a penalty and a constraint. */
import { ShapeError } from '../../runtime/errors.ts';
import { type GraphNode, scopeName } from '../../runtime/graph.ts';
import type { DType, Shape } from '../../runtime/spec.ts';
import { type ArrayLike, type TensorDType, tensor } from '../../runtime/tensor.ts';
import { Variable } from '../../runtime/variable.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { type ConstraintIdentifier, getConstraint } from '../constraints/get.ts';
import { getInitializer, type InitializerIdentifier } from '../initializers/get.ts';
import { getRegularizer, type RegularizerIdentifier } from '../regularizers/get.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';

/** A weight: a variable with the penalty and the constraint that belong to it. */
export class Weight extends Variable {
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
  /** Keras's path: the layers around it, then its name: `encoder/dense/kernel`. */
  readonly path: string;

  constructor(
    value: ArrayLike,
    options: {
      name: string;
      path: string;
      trainable: boolean;
      regularizer: Regularizer | null;
      constraint: Constraint | null;
    },
  ) {
    super(value, options);
    this.path = options.path;
    this.regularizer = options.regularizer;
    this.constraint = options.constraint;
  }
}

export interface WeightOptions {
  /** Default `variable`. */
  readonly name?: string | undefined;
  /** Default `[]`: one number. */
  readonly shape?: Shape | undefined;
  /** Default `glorotUniform` for `float32`, else `zeros`. */
  readonly initializer?: InitializerIdentifier | undefined;
  readonly regularizer?: RegularizerIdentifier | undefined;
  readonly constraint?: ConstraintIdentifier | undefined;
  /** Default true. */
  readonly trainable?: boolean | undefined;
  /** Default `float32`. */
  readonly dtype?: DType | undefined;
}

/** The layer that has a weight. */
interface Owner {
  readonly who: string;
  readonly name: string;
}

let shapesOnly = false;

/** Weights made in `body` are only there for their shapes: they hold zeros, and draw no random numbers. */
export function withoutValues<T>(body: () => T): T {
  const outer = shapesOnly;
  shapesOnly = true;
  try {
    return body();
  } finally {
    shapesOnly = outer;
  }
}

/** The names of the layers around a layer, and its own. */
function scopeOf(layerName: string): string {
  const around = scopeName().split('/');
  return (around.at(-1) === layerName ? around : [...around, layerName]).filter((name) => name !== '').join('/');
}

/** A new weight of a layer. @throws ShapeError when a size is not known, InvalidArgumentError for unknown identifiers. */
export function makeWeight({ who, name: layerName }: Owner, options: WeightOptions): Weight {
  const { name = 'variable', shape = [], dtype = 'float32' } = options;
  const initializer = getInitializer(options.initializer ?? (dtype === 'float32' ? 'glorotUniform' : 'zeros'), who);
  if (shape.some((length) => !Number.isInteger(length) || length < 0))
    throw new ShapeError({
      who,
      expected: `the weight "${name}" must have known sizes`,
      received: shape,
      fix: 'Give the sizes of the input in input([...]) or inputShape.',
    });
  const values = tensor(shapesOnly ? new Float32Array(shape.reduce((a, b) => a * b, 1)) : initializer.values(shape));
  const type: TensorDType = dtype === 'uint32' ? 'int32' : dtype;
  return new Weight(tensor(values, [...shape], type), {
    name,
    path: `${scopeOf(layerName)}/${name}`,
    trainable: options.trainable ?? true,
    regularizer: getRegularizer(options.regularizer, who),
    constraint: getConstraint(options.constraint, who),
  });
}

/** The penalties of weights, as scalars. */
export function penaltiesOf(weights: readonly Weight[]): GraphNode[] {
  return weights.flatMap(({ regularizer, node }) => (regularizer ? [regularizer.penalty(node)] : []));
}
