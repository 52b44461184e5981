import type { Form, Hand, Point } from '../pen.ts';

/** 1: a stem; now and then with a flag, and with a foot. */
export function one(hand: Hand): Form {
  const top: Point = [0.5, 0];
  const bottom: Point = hand.near(0.5, 1, 0.02);
  const stem = [top, hand.near(0.5, 0.5, 0.025), bottom];
  const flag: Point = [hand.between(0.12, 0.4), hand.between(0.1, 0.36)];
  const kind = hand.between(0, 1);
  if (kind < 0.66) return [stem];
  const foot = [
    [bottom[0] - hand.between(0.1, 0.35), 1],
    [bottom[0] + hand.between(0.1, 0.35), 1],
  ] as const;
  if (kind < 0.84) return [[flag, top], stem];
  return kind < 0.96 ? [[flag, top], stem, foot] : [stem, foot];
}
