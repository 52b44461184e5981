/** Integers put into buckets on the device: the numbers that the host gets from their decimal digits. */
import library from '../../../shaders/lib/hash.wgsl?raw';
import { ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { defineOp } from '../../runtime/op.ts';
import { sameShape } from '../../runtime/spec.ts';
import { cast } from '../elementwise/operands.ts';
import { bucketOf, CROSS_START, crossBucketOf, type Salt } from './buckets.ts';

interface HashAttrs {
  readonly buckets: number;
  readonly salt: Salt | null;
}

/** A 64-bit number as WGSL: its low and its high word. */
function words(value: bigint): string {
  const bits = BigInt.asUintN(64, value);
  return `vec2u(${bits & 0xffffffffn}u, ${bits >> 32n}u)`;
}

const hashBucketOp = defineOp<HashAttrs>({
  name: 'hashBucket',
  infer: ([x]) => [{ shape: x!.shape, dtype: 'int32' }], // one input
  map: {
    wgsl([x], { buckets, salt }) {
      const keys = salt?.map((each) => words(BigInt(each))).join(', ');
      return `hashBucket(${keys ? `sipDecimal(${x}, ${keys})` : `farmDecimal(${x})`}, ${buckets}u)`;
    },
    library,
  },
  cpu([y], [x], _, { buckets, salt }) {
    x!.forEach((value, i) => {
      y![i] = bucketOf(String(value), buckets, salt);
    });
  },
});

/** The bucket of each integer's decimal digits, from 0 to buckets - 1: FarmHash's fingerprint, or with a salt SipHash. */
export function hashBucket(x: GraphNode, buckets: number, salt: Salt | null = null): GraphNode {
  return apply(hashBucketOp, [cast(x, 'int32')], { buckets, salt });
}

const crossBucketOp = defineOp<{ readonly buckets: number }>({
  name: 'crossBucket',
  infer(features) {
    const shapes = features.map(({ shape }) => shape);
    if (shapes.length > 0 && shapes.every((shape) => sameShape(shape, shapes[0]!)))
      return [{ shape: shapes[0]!, dtype: 'int32' }]; // there is one
    throw new ShapeError({ who: 'crossBucket', expected: 'features of one shape', received: shapes });
  },
  map: {
    wgsl(features, { buckets }) {
      const hash = features.reduce((before, each) => `fingerprintCat(${before}, wide(${each}))`, words(CROSS_START));
      return `hashBucket(${hash}, ${buckets}u)`;
    },
    library,
  },
  cpu([y], features, _, { buckets }) {
    for (let i = 0; i < y!.length; i++)
      y![i] = crossBucketOf(
        features.map((feature) => feature[i]!), // equal lengths
        buckets,
      );
  },
});

/** The bucket of several integers together, place by place, from 0 to buckets - 1. */
export function crossBucket(features: readonly GraphNode[], buckets: number): GraphNode {
  return apply(
    crossBucketOp,
    features.map((each) => cast(each, 'int32')),
    { buckets },
  );
}
