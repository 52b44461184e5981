/** Optimizer updates: one kernel steps all weights at once. An optimizer is a rule: a few lines of WGSL, the same on the CPU. */
import { applyAll, type GraphNode, isLeaf, uniformValue } from '../runtime/graph.ts';
import { defineOp, type Op } from '../runtime/op.ts';
import { pack } from '../runtime/plan/transfer.ts';
import { stopGradient } from './elementwise/arithmetic.ts';
import { reshape } from './movement/reshape.ts';
import type { SegmentTables } from './segments.ts';
import { RATE_STRIDE, readNames, stateNames, type UpdateAttrs } from './update/attrs.ts';
import { lowerUpdate } from './update/lower.ts';
import { updateOnCpu } from './update/reference.ts';
import type { RuleOptions, UpdateRule } from './update/rule.ts';

export { BLOCK } from './update/attrs.ts';
export type { RuleOptions, UpdateRule } from './update/rule.ts';

/** The op of a rule, with the rule. */
export interface Update {
  readonly rule: UpdateRule;
  readonly op: Op<UpdateAttrs>;
}

/** More states than any rule has. */
const MOST_STATES = 8;

/** Makes the op of a rule. Its inputs are named by `stateNames` and `readNames`; its outputs are the new states. */
/* @__NO_SIDE_EFFECTS__ */
export function defineUpdate(rule: UpdateRule): Update {
  const op = defineOp<UpdateAttrs>({
    name: rule.name,
    infer: (inputs, attrs) => inputs.slice(0, stateNames(rule, attrs).length),
    inPlace: Array.from({ length: MOST_STATES }, (_, index) => [index, index] as const),
    lower: (context) => lowerUpdate(rule, context),
    cpu: (outputs, inputs, _, attrs) => updateOnCpu(rule, attrs, outputs, inputs),
  });
  return { rule, op };
}

/** Everything that one update reads and writes; blocks have the weights' layout. */
export interface UpdateInputs {
  readonly options: RuleOptions;
  /** The weights, the rule's slots, and the running average of the weights if there is one. */
  readonly states: readonly GraphNode[];
  readonly gradient: GraphNode;
  /** Scalars by name: those of the rule, and `scale`, `decay`, `emaMomentum`, `overwrite`, `gate` as far as there are. */
  readonly rates: Readonly<Record<string, GraphNode>>;
  /** Sums of squares of the gradient, one per variable. */
  readonly squares: GraphNode | null;
  /** [blocks, 4]: the variable, its factor of decay, its number for the rule, whether it has a gradient. */
  readonly blocks: GraphNode | null;
  /** What the rule reads besides. */
  readonly reads: readonly GraphNode[];
  /** How variables are cut into chunks, for rules with norms. */
  readonly segments: SegmentTables | null;
}

/** The parts of the attributes that inputs do not tell. */
export type UpdateOptions = Pick<UpdateAttrs, 'clip' | 'clipNorm' | 'decay' | 'average' | 'partial'>;

/** Whether a node is a variable, or a view of one. */
function isStored(node: GraphNode): boolean {
  return isLeaf(node.application) || (node.op.view === true && node.application.inputs.every(isStored));
}

/** The rates that change, as one block: each at a multiple of RATE_STRIDE. */
function packRates(nodes: readonly GraphNode[]): GraphNode {
  const flat = nodes.map((node) => reshape(node, [1]));
  if (flat.length === 1) return flat[0]!; // length 1
  const computed = flat.map((node) => (isStored(node) ? stopGradient(node) : node));
  return pack(computed, { offsets: flat.map((_, index) => index * RATE_STRIDE), length: flat.length * RATE_STRIDE });
}

/** The new weights, slots and average. */
export function applyUpdate({ rule, op }: Update, inputs: UpdateInputs, options: UpdateOptions): readonly GraphNode[] {
  const { states, gradient, squares, blocks, reads, segments } = inputs;
  const rates = Object.entries(inputs.rates);
  const changing = rates.filter(([, node]) => uniformValue(node) === null);
  const fixed = rates.flatMap(([name, node]): [string, number][] => {
    const value = uniformValue(node);
    return value === null ? [] : [[name, value]];
  });
  const attrs: UpdateAttrs = {
    ...inputs.options,
    ...options,
    rates: changing.map(([name]) => name),
    fixed: Object.fromEntries(fixed),
    placed: blocks !== null,
    segments: segments?.sizes ?? null,
  };
  const given: Record<string, GraphNode | null | undefined> = {
    gradient,
    packedRates: changing.length > 0 ? packRates(changing.map(([, node]) => node)) : null,
    squares,
    blocks,
    chunks: segments?.chunkTable,
    heads: segments?.headTable,
    ...Object.fromEntries(Object.keys(rule.reads ?? {}).map((name, index) => [name, reads[index]])),
  };
  const read = readNames(rule, attrs).map((name) => given[name]!); // given whenever it is named
  return applyAll(op, [...states, ...read], attrs);
}
