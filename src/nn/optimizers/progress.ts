/** An update while it is traced. */
import { multiply, negative } from '../../kernels/elementwise/arithmetic.ts';
import { expm1 } from '../../kernels/elementwise/exponential.ts';
import type { GraphNode } from '../../runtime/graph.ts';
import type { Trace } from '../../runtime/trace.ts';

/** Under which condition an update happens at all, and what gradients are multiplied by first. */
export interface Guard {
  /** A boolean scalar. */
  readonly finite: GraphNode;
  readonly factor: GraphNode;
}

/** One update as it is traced: what rates and further inputs of a rule are made from. */
export interface UpdateInProgress {
  readonly trace: Trace;
  /** The gradient as one block; for rules that look ahead, as it is after clipping. */
  readonly gradient: GraphNode;
  /** Which variables have a gradient; the others keep all that belongs to them. */
  readonly present: readonly boolean[];
  readonly learningRate: GraphNode;
  /** Counts updates from 1. */
  readonly step: GraphNode;
  /** The new value if this step updates weights, else the old one. */
  updated(next: GraphNode, old: GraphNode): GraphNode;
}

/** 1 - beta^step, without cancellation for small steps. */
export function biasCorrection(beta: number, step: GraphNode): GraphNode {
  return negative(expm1(multiply(step, Math.log(beta))));
}
