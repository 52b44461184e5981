/** The axes of projected attention as letters, and masks brought to the axes of the scores. */
import { arranged } from '../../../kernels/einsum/labelled.ts';
import { reshape } from '../../../kernels/movement/reshape.ts';
import { ShapeError } from '../../../runtime/errors.ts';
import type { GraphNode } from '../../../runtime/graph.ts';

/** Letters of heads: of keys and values, and of queries among those that share a key; of features of keys and of values. */
const [HEAD, SHARE, KEY, VALUE] = ['w', 'x', 'y', 'z'] as const;

/** The axes of inputs of one rank: batch and free axes are the query's and the value's alike. */
export class ScoreAxes {
  /** Of an input without its features. */
  readonly target: string;
  readonly source: string;
  /** Of projections. */
  readonly query: string;
  readonly key: string;
  readonly value: string;
  readonly output: string;
  /** Batch and free axes, heads, attended axes of the query, attended axes of the value. */
  readonly scores: string;
  /** How many axes are attended. */
  readonly attended: number;

  /**
   * @param rank - Of the inputs.
   * @param axes - The attended ones.
   * @param shares - Whether several heads of the query share a key.
   */
  constructor(rank: number, axes: readonly number[], shares: boolean) {
    const own = Array.from({ length: rank - 1 }, (_, axis) => String.fromCharCode(97 + axis));
    const letter = (axis: number) => own[axis]!; // axes of the inputs
    const heads = shares ? HEAD + SHARE : HEAD;
    this.attended = axes.length;
    this.target = own.join('');
    this.source = own.map((name, axis) => (axes.includes(axis) ? name.toUpperCase() : name)).join('');
    this.query = this.target + heads + KEY;
    this.key = this.source + HEAD + KEY;
    this.value = this.source + HEAD + VALUE;
    this.output = this.target + heads + VALUE;
    const free = own.filter((_, axis) => !axes.includes(axis)).join('');
    const attended = axes.map(letter).join('');
    this.scores = free + heads + attended + attended.toUpperCase();
  }

  /** A mask of the query's places, with the scores' axes. */
  ofQuery(mask: GraphNode): GraphNode {
    return arranged({ labels: this.target, node: mask }, this.scores);
  }

  /** A mask of the value's (or key's) places, with the scores' axes. */
  ofValue(mask: GraphNode): GraphNode {
    return arranged({ labels: this.source, node: mask }, this.scores);
  }

  /**
   * A mask of places of the scores: missing axes come before the attended ones.
   *
   * @param shape - Of the scores, without heads that share keys.
   * @param shares - Heads of the query for each head of the key.
   */
  ofScores(who: string, mask: GraphNode, shape: readonly number[], shares: number): GraphNode {
    const attended = 2 * this.attended;
    const own = mask.shape;
    const ones = new Array<number>(Math.max(0, shape.length - own.length)).fill(1);
    const full = [...own.slice(0, -attended), ...ones, ...own.slice(-attended)];
    const fits =
      own.length >= attended &&
      full.length === shape.length &&
      full.every((length, axis) => length === 1 || length === shape[axis]);
    if (!fits) {
      throw new ShapeError({
        who,
        expected: `attentionMask to broadcast to the scores' shape [${shape.join(', ')}] (batch, heads, query, value)`,
        received: own,
        fix: 'The axis of the heads may be left out; each other axis must have size 1 or that of the scores.',
      });
    }
    if (shares === 1) return reshape(mask, full);
    const head = full.length - attended - 1;
    const heads = full[head] === 1 ? [1, 1] : [full[head]! / shares, shares]; // an axis of the mask
    return reshape(mask, [...full.slice(0, head), ...heads, ...full.slice(head + 1)]);
  }
}
