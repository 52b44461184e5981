/** What an optimizer is to the update kernel: a rule that steps one weight. */
import type { Dispatch, Operand } from '../../runtime/op.ts';
import type { Values } from '../../runtime/spec.ts';
import type { SegmentSizes } from '../segments.ts';
import type { NormsKernel } from './norms.ts';

/** Numbers and switches of a rule; part of the kernel's text. */
export interface RuleOptions {
  readonly constants: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, boolean>>;
}

/** A weight (`w`) and its slots, by name. */
export type UpdateState = Record<string, number>;

export type Rates = Readonly<Record<string, number>>;

/** Where a weight is, and what is known of its variable. */
export interface Here {
  /** The place in the block. */
  readonly i: number;
  /** The variable's place in the list of variables. */
  readonly variable: number;
  /** The number that the optimizer gave the variable; 0 when it gives none. */
  readonly number: number;
  /** Sums of squares over the variable, for rules with norms. */
  readonly squares: Readonly<Record<string, number>>;
  /** What the rule `reads`, by name. */
  readonly reads: Readonly<Record<string, ArrayLike<number>>>;
}

/** How one weight is updated. */
export interface UpdateRule {
  readonly name: string;
  /** WGSL with `fn update(s: State, g: vec4f, rates: Rates, here: Here) -> State`. */
  readonly shader: string;
  /** Names of the rates that the rule needs. */
  readonly rates: readonly string[];
  /** Names of the slots that an option set needs. */
  slots(options: RuleOptions): readonly string[];
  /** Further blocks that the shader reads under these names, with their WGSL types. */
  readonly reads?: Readonly<Record<string, string>>;
  /** The same as the shader: changes the state. */
  cpu(state: UpdateState, g: number, rates: Rates, options: RuleOptions, here: Here): void;
  readonly norms?: RuleNorms;
}

/** For rules that need lengths of vectors over a whole variable: they step in two passes, the sums between them. */
export interface NormedRule {
  /** One name for each vector, at most two; `Here` has the sums of squares under these names. */
  readonly names: readonly [string] | readonly [string, string];
  /** Whether `vectors` and `update` look at the gradient; else they are given zeros. */
  readonly keepsGradient: boolean;
  /** The first pass, in WGSL `fn prepare(s: State, g: vec4f, rates: Rates, here: Here) -> State`. */
  prepare(state: UpdateState, g: number, rates: Rates, options: RuleOptions, here: Here): void;
  /** Elements of the vectors after the first pass, in WGSL `fn vectors(...) -> Vectors`, a struct with these names. */
  vectors(state: UpdateState, g: number, rates: Rates, options: RuleOptions, here: Here): readonly number[];
}

/** With what computes them (norms.ts): only rules that use it carry it along. */
export interface RuleNorms extends NormedRule {
  lower(kernel: NormsKernel): { readonly dispatches: readonly Dispatch[]; readonly sums: Operand };
  /** The sums on the CPU, for each name an array with one number per variable. */
  sums(
    sizes: SegmentSizes,
    chunks: Values,
    heads: Values,
    vectors: (i: number) => readonly number[],
  ): readonly Float64Array[];
}
