/** Making classes and functions of one's own known. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { type CustomObject, register } from './registered.ts';

export interface RegisterOptions {
  /** Default `Custom`. */
  readonly package?: string | undefined;
  /** Default: the class's `className`, or the function's name. Give one if your bundler renames functions. */
  readonly name?: string | undefined;
}

function ownName(object: CustomObject): string {
  return 'className' in object && typeof object.className === 'string' ? object.className : object.name;
}

/**
 * Makes a class or function known to `loadModel` and to configurations under `package>name`, for the whole program. Also a
 * decorator of classes.
 *
 * @example
 * saving.registerKerasSerializable({ package: 'shop' })(Scale); // 'shop>Scale'
 */
export function registerKerasSerializable(options: RegisterOptions = {}): <T extends CustomObject>(object: T) => T {
  return (object) => {
    const name = options.name ?? ownName(object);
    if (typeof object !== 'function' || name === '')
      throw new InvalidArgumentError({
        who: 'registerKerasSerializable',
        expected: 'a class or a function with a name',
        received: object,
      });
    register(`${options.package ?? 'Custom'}>${name}`, object);
    return object;
  };
}
