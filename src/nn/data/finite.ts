/** NaN and infinity in data are found before they spoil a mean. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import type { Tensor } from '../../runtime/tensor.ts';

/** Throws when a value is NaN or infinite; the message says where. */
export function requireFinite(who: string, x: Tensor): void {
  const flat = x.data.findIndex((value) => !Number.isFinite(value));
  if (flat < 0) return;
  throw new InvalidArgumentError({
    who,
    expected: `finite numbers (element ${JSON.stringify(placeOf(flat, x.shape))} is not)`,
    received: x.data[flat],
    fix: 'Fill or drop missing values first, for example with { missing } of data.csv.',
  });
}

function placeOf(flat: number, shape: readonly number[]): number[] {
  const place: number[] = [];
  for (const length of [...shape].reverse()) {
    place.unshift(flat % length);
    flat = Math.floor(flat / length);
  }
  return place;
}
