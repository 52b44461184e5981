/** Counter-based random numbers on the host: the same integers as `shaders/lib/random.wgsl`. */
/** pcg4d (Jarzynski and Olano, JCGT 9(3), 2020): the first of four mixed words. */
export declare function randomBits(seed: number, step: number, stream: number, index: number): number;
/** Uniform in [0, 1) with 24 bits: exact in float32. */
export declare function uniformOf(bits: number): number;
/** Standard normal from random bits: Giles's single-precision inverse error function. */
export declare function normalOf(bits: number): number;
/** A sequence of random numbers on the host, for initial weights and shuffling. */
export declare class HostRandom {
    #private;
    constructor(seed: number, stream?: number);
    bits(): number;
    /** Uniform in [0, 1). */
    uniform(): number;
    /** Standard normal. */
    normal(): number;
    /** A whole number in [0, limit), each equally likely (rejection). */
    below(limit: number): number;
    /** 0 .. n-1 in random order (Fisher and Yates). */
    permutation(n: number): Int32Array<ArrayBuffer>;
}
/**
 * Makes everything random that follows repeatable: initial weights, shuffling, dropout.
 *
 * @param seed - A whole number.
 * @example
 * setRandomSeed(42);
 */
export declare function setRandomSeed(seed: number): void;
/** A new seed for something that was given none. */
export declare function nextSeed(): number;
