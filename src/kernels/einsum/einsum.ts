/** Einstein summation: sums of products of any number of tensors, by an equation of axis labels. */
import type { GraphNode } from '../../runtime/graph.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { cast } from '../elementwise/operands.ts';
import { reshape } from '../movement/reshape.ts';
import { slice } from '../movement/slice.ts';
import { transpose } from '../movement/transpose.ts';
import { sum } from '../reduce.ts';
import { type Equation, parseEquation } from './equation.ts';
import { arranged, type Labelled, product } from './labelled.ts';

/** The elements with equal coordinates along the two axes of a label: these become one axis, the last. */
function diagonal(labels: string, node: GraphNode, label: string): readonly [string, GraphNode] {
  const [first, second] = [labels.indexOf(label), labels.lastIndexOf(label)];
  const others = [...labels].flatMap((_, axis) => (axis === first || axis === second ? [] : [axis]));
  const moved = transpose(node, [...others, first, second]);
  const outer = moved.shape.slice(0, -2);
  const length = moved.shape[moved.shape.length - 1]!; // two axes at least
  const flat = reshape(moved, [...outer, length * length]);
  const start = new Array<number>(outer.length + 1).fill(0);
  const steps = [...outer.map(() => 1), length + 1];
  return [others.map((axis) => labels[axis]).join('') + label, slice(flat, start, [...outer, length], steps)];
}

/** An operand with each label once, and without those along which an ellipsis repeats it. */
function labelled(operand: GraphNode, term: string, sizes: Equation['sizes']): Labelled {
  let [labels, node] = [term, cast(operand, 'float32')];
  for (const label of new Set(term)) {
    while (labels.indexOf(label) !== labels.lastIndexOf(label)) [labels, node] = diagonal(labels, node, label);
  }
  const { shape } = node;
  const isWhole = (label: string, axis: number) => shape[axis] === sizes.get(label);
  const whole = shape.filter((_, axis) => isWhole(labels[axis]!, axis)); // one label per axis
  return { labels: [...labels].filter(isWhole).join(''), node: reshape(node, whole) };
}

/** A tensor summed over the labels that nobody else has. */
function withoutOwn(tensor: Labelled, tensors: readonly Labelled[], output: string): Labelled {
  const others = tensors.filter((each) => each !== tensor).map(({ labels }) => labels);
  const isNeeded = (label: string) => output.includes(label) || others.some((labels) => labels.includes(label));
  const axes = [...tensor.labels].flatMap((label, axis) => (isNeeded(label) ? [] : [axis]));
  return { labels: [...tensor.labels].filter(isNeeded).join(''), node: sum(tensor.node, axes) };
}

interface Pair {
  readonly a: Labelled;
  readonly b: Labelled;
  readonly others: readonly Labelled[];
  /** Of the product: those that the others or the output need. */
  readonly labels: string;
}

/** The two tensors with the smallest product. */
function smallestPair(tensors: readonly Labelled[], { output, sizes }: Equation): Pair {
  const pairs = tensors.flatMap((a, first) =>
    tensors.slice(first + 1).map((b): Pair => {
      const others = tensors.filter((each) => each !== a && each !== b);
      const needed = others.map(({ labels }) => labels).join('') + output;
      const labels = [...new Set(a.labels + b.labels)].filter((label) => needed.includes(label)).join('');
      return { a, b, others, labels };
    }),
  );
  const size = ({ labels }: Pair) => sizeOf([...labels].map((label) => sizes.get(label)!)); // every label has a size
  return pairs.reduce((best, pair) => (size(pair) < size(best) ? pair : best));
}

/**
 * Sums of products, by an equation: axes with equal labels go together, and labels that the output lacks are summed over.
 * `...` stands for any number of axes, which broadcast. Without `->` the output has the labels that occur once.
 *
 * Three tensors or more are multiplied in pairs, the pair with the smallest product first. No product is ever in memory
 * before it is summed.
 *
 * @throws InvalidArgumentError for what is no equation, ShapeError when the shapes do not fit it.
 * @example
 * ops.einsum('btd,dhk->bthk', x, kernel); // a projection onto heads
 * ops.einsum('bthk,bshk->bhts', query, key); // scores of attention
 */
export function einsum(equation: string, ...operands: readonly GraphNode[]): GraphNode {
  const shapes = operands.map(({ shape }) => shape);
  const parsed = parseEquation(equation, shapes);
  const own = operands.map((node, index) => labelled(node, parsed.operands[index]!, parsed.sizes)); // one term per operand
  let tensors = own.map((each) => withoutOwn(each, own, parsed.output));
  while (tensors.length > 2) {
    const { a, b, others, labels } = smallestPair(tensors, parsed);
    tensors = [...others, { labels, node: product(a, b, labels) }];
  }
  const [a, b] = tensors;
  return b ? product(a!, b, parsed.output) : arranged(a!, parsed.output); // an equation has one term at least
}
