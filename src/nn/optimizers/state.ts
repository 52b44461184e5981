/** What an optimizer keeps, as the list of variables that Keras has: for saving and restoring. */
import { ShapeError } from '../../runtime/errors.ts';
import { type DType, type Shape, sameShape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, type Tensor, type TensorDType, tensor } from '../../runtime/tensor.ts';
import { fromWords, type Variable, wordsOf } from '../../runtime/variable.ts';

/** One variable of an optimizer. */
export interface OptimizerVariable {
  /** Keras's path: `adam/dense_kernel_momentum`. */
  readonly path: string;
  readonly shape: Shape;
  readonly dtype: DType;
  /** The current value. */
  get(): Promise<Tensor>;
  /** Replaces the value. @throws ShapeError when the shape differs. */
  set(value: ArrayLike): void;
}

/** Elements of a variable from `offset` on, as a variable of their own. */
export function partOf(variable: Variable, path: string, shape: Shape, offset = 0): OptimizerVariable {
  const { dtype } = variable;
  return {
    path,
    shape,
    dtype,
    async get() {
      const { storage, offset: start } = variable.home;
      return fromWords(await storage.read(start + offset, sizeOf(shape)), { shape, dtype });
    },
    set(value) {
      const { storage, offset: start } = variable.home;
      storage.write(start + offset, wordsOf(checked(value, path, shape, dtype as TensorDType))); // optimizers keep floats and integers
    },
  };
}

function checked(value: ArrayLike, path: string, shape: Shape, dtype: TensorDType): Tensor {
  const given = tensor(value);
  if (!sameShape(given.shape, shape))
    throw new ShapeError({
      who: `Optimizer variable "${path}"`,
      expected: `a value of shape [${shape.join(', ')}]`,
      received: given.shape,
    });
  return tensor(given, given.shape, dtype);
}

/** Slots variable by variable, those that there are. */
export function interleaved(
  members: readonly Variable[],
  names: readonly string[],
  partsOf: (name: string) => readonly (OptimizerVariable | null)[],
): OptimizerVariable[] {
  const parts = names.map(partsOf);
  return members.flatMap((_, index) => parts.map((list) => list[index] ?? null)).filter((part) => part !== null);
}

/** Keras's path of a variable: of a weight `dense/kernel`, of other variables the name. */
export function pathOf(variable: Variable & { readonly path?: string }): string {
  return variable.path ?? variable.name;
}

/** The name of a variable in the paths of its slots. */
export function flatPath(variable: Variable): string {
  return pathOf(variable).replaceAll('/', '_');
}
