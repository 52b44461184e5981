/** Callbacks made of functions. */
import { unknownName } from '../../runtime/errors.ts';
import { Callback, type CallbackHooks } from './callback.ts';
import { HOOKS } from './hooks.ts';

/**
 * A callback made of functions. What does not start with `on` becomes a field of it.
 *
 * @example
 * callbacks.lambdaCallback({ onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) });
 */
export class LambdaCallback extends Callback {
  /** @throws InvalidArgumentError for the name of a hook that does not exist. */
  constructor(hooks: CallbackHooks = {}) {
    super();
    const given = Object.entries(hooks).filter(([, value]) => value !== undefined && value !== null);
    for (const [name] of given) {
      if (/^on[A-Z]/.test(name) && !(HOOKS as readonly string[]).includes(name))
        throw unknownName('LambdaCallback', 'hook', name, HOOKS);
    }
    Object.assign(this, Object.fromEntries(given));
  }
}
