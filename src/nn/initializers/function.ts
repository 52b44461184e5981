/** Functions as initializers. */
import { ShapeError } from '../../runtime/errors.ts';
import { type Shape, sizeOf } from '../../runtime/spec.ts';
import { type ArrayLike, tensor } from '../../runtime/tensor.ts';
import { functionNameOf } from '../saving/registered.ts';
import { Initializer } from './initializer.ts';

/** Gives the initial values of a weight of a shape. */
export type InitializerFunction = (shape: Shape) => ArrayLike;

/** What a user's function gives. */
export class FunctionInitializer extends Initializer {
  static override readonly className = 'FunctionInitializer';
  readonly functionName: string;
  readonly #function: InitializerFunction;

  constructor(body: InitializerFunction) {
    super();
    this.functionName = functionNameOf(body, 'initializer');
    this.#function = body;
  }

  override values(shape: Shape): Float32Array<ArrayBuffer> {
    const given = tensor(this.#function(shape), undefined, 'float32');
    if (given.size === sizeOf(shape)) return Float32Array.from(given.data);
    throw new ShapeError({
      who: `initializer ${this.functionName}`,
      expected: `values of shape [${shape.join(', ')}]`,
      received: given.shape,
    });
  }
}
