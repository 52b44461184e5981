import { InvalidArgumentError } from '../../runtime/errors.ts';
import { nextSeed } from '../../runtime/random.ts';

/**
 * A seed whose every use gives other numbers, and the same ones again when it is made anew.
 *
 * @example
 * const seed = new random.SeedGenerator(7);
 * random.normal([2], { seed }); // two numbers
 * random.normal([2], { seed }); // two others
 */
export class SeedGenerator {
  readonly seed: number;
  #uses = 0;

  /** @param seed - A whole number; when left out, what `setRandomSeed` makes repeatable. */
  constructor(seed: number = nextSeed()) {
    if (!Number.isInteger(seed)) {
      throw new InvalidArgumentError({ who: 'SeedGenerator', expected: 'seed must be a whole number', received: seed });
    }
    this.seed = seed;
  }

  /** How often it was used before; outside of traced functions, whose runs are counted by themselves. */
  next(): number {
    return this.#uses++;
  }
}
