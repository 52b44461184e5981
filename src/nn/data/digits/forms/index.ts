/**
 * How each digit is written. The ranges in these files were set by eye: by looking at handwriting, and at which pictures
 * of MNIST's training set a model trained on these drawings misread. No pixel of a data set is in them.
 */
import type { Form, Hand } from '../pen.ts';
import { eight } from './eight.ts';
import { five } from './five.ts';
import { four } from './four.ts';
import { nine } from './nine.ts';
import { one } from './one.ts';
import { seven } from './seven.ts';
import { six } from './six.ts';
import { three } from './three.ts';
import { two } from './two.ts';
import { zero } from './zero.ts';

/** A way to write each digit, chosen anew at every call. */
export const FORMS: readonly ((hand: Hand) => Form)[] = [zero, one, two, three, four, five, six, seven, eight, nine];
