/** The salt of hashes as an option. */
import type { Salt } from '../../../../kernels/hash/buckets.ts';
import { InvalidArgumentError } from '../../../../runtime/errors.ts';

/** A salt as Keras takes it: one whole number, two, or none. */
export function saltOf(who: string, salt: unknown): Salt | null {
  if (salt === null || salt === undefined) return null;
  const [first, second, ...more]: readonly unknown[] = Array.isArray(salt) ? salt : [salt, salt];
  if (Number.isSafeInteger(first) && Number.isSafeInteger(second) && more.length === 0)
    return [first as number, second as number]; // checked
  throw new InvalidArgumentError({
    who,
    expected: 'salt must be an integer or two integers',
    received: salt,
    fix: 'Leave it out to use FarmHash.',
  });
}
