/** Texts and integers put into buckets by their hashes: the numbers of Keras's hashing layers. */
import { fingerprint64, fingerprintCat } from './farmhash.ts';
import { sipHash } from './siphash.ts';

/** The two whole numbers of the key of a keyed hash. */
export type Salt = readonly [number, number];

/** What the fingerprint of a cross starts from. */
export const CROSS_START = 0xdecafcaffen;

/** The bucket of a text: FarmHash's fingerprint, or with a salt SipHash, modulo the number of buckets. */
export function bucketOf(text: string, buckets: number, salt: Salt | null): number {
  return Number((salt ? sipHash(text, salt) : fingerprint64(text)) % BigInt(buckets));
}

/** The bucket of several features together: their fingerprints one after the other. An integer is its own fingerprint. */
export function crossBucketOf(features: readonly (string | number)[], buckets: number): number {
  const hash = features.reduce<bigint>(
    (before, feature) =>
      fingerprintCat(
        before,
        typeof feature === 'string' ? fingerprint64(feature) : BigInt.asUintN(64, BigInt(feature)),
      ),
    CROSS_START,
  );
  return Number(hash % BigInt(buckets));
}
