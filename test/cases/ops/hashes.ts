/** Rows of hashes of integers. Values: the reference implementations of FarmHash and SipHash on the decimal digits. */
import type { Salt } from '../../../src/kernels/hash/buckets.ts';
import { crossBucket, hashBucket } from '../../../src/kernels/hash/hashBucket.ts';
import { ShapeError } from '../../../src/runtime/errors.ts';
import { AROUND, type OpCase, rows } from '../opCase.ts';

/** Every number of digits, both signs, the least and the largest. */
const integers = [
  0, 7, 10, -1, -99, 999, -1234, 98765, -123456, 1234567, -9999999, 12345678, -87654321, 123456789, -1000000000,
  2147483647, -2147483648,
];

const MOST = 2 ** 31 - 1;

const buckets: readonly (readonly [count: number, salt: Salt | null, gives: readonly number[]])[] = [
  [1, null, new Array(17).fill(0)],
  [3, null, [1, 1, 2, 0, 0, 0, 1, 0, 0, 1, 2, 0, 2, 2, 1, 2, 1]],
  [1000, null, [735, 88, 862, 430, 472, 466, 48, 884, 904, 423, 108, 362, 260, 306, 41, 757, 469]],
  [
    MOST,
    null,
    [
      1633463888, 1080489176, 1761066310, 1833158626, 2023132980, 73863083, 855233125, 234367322, 158834448, 2014225347,
      476284820, 692280247, 1885643302, 1684752350, 145007975, 1331686642, 1508909984,
    ],
  ],
  [3, [133, 137], [1, 2, 0, 2, 2, 2, 2, 1, 2, 0, 0, 2, 0, 0, 0, 2, 2]],
  [1000, [133, 137], [369, 382, 900, 874, 798, 697, 275, 489, 430, 718, 45, 492, 474, 928, 25, 326, 731]],
  [
    MOST,
    [2 ** 53 - 1, -5],
    [
      2020004471, 1456239231, 1810045088, 415976080, 1788874855, 337853812, 829923159, 1780840906, 1609780613,
      1113476935, 892924295, 149840364, 501786938, 329853192, 2016503329, 1229268773, 1478676638,
    ],
  ],
];

const whole = {
  dtypes: ['int32', 'int32', 'int32'],
  gradient: 'none',
  kind: 'exact',
  range: [-100000, 100000],
} as const;

export const hashCases: Readonly<Record<string, readonly OpCase[]>> = {
  hashBucket: [
    ...buckets.map(
      ([count, salt, gives]): OpCase => ({
        ...whole,
        dtypes: ['int32'],
        values: [integers],
        call: (x) => hashBucket(x, count, salt),
        gives: [...gives],
        why: `${count} buckets${salt ? `, salt ${salt}` : ''}`,
      }),
    ),
    ...AROUND.map(
      (size): OpCase => ({ ...whole, dtypes: ['int32'], shapes: [[size, 2]], call: (x) => hashBucket(x, 97) }),
    ),
    { values: [[7.9, -1.5]], call: (x) => hashBucket(x, 1000), gives: [88, 430], gradient: 'none', kind: 'exact' },
  ],
  crossBucket: rows(
    whole,
    {
      values: [
        [0, 1, -1, 2147483647, -2147483648],
        [5, 5, -5, 7, 7],
      ],
      call: (a, b) => crossBucket([a, b], MOST),
      why: 'signs',
    },
    { shapes: [[65], [65], [65]], call: (a, b, c) => crossBucket([a, b, c], 1000), why: 'three features' },
    ...AROUND.map((size): OpCase => ({ shapes: [[size], [size]], call: (a, b) => crossBucket([a, b], 3) })),
    { shapes: [[3], [2]], call: (a, b) => crossBucket([a, b], 3), throws: ShapeError },
  ),
};
