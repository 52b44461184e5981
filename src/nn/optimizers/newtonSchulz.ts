/** Many matrices brought near to orthogonal ones, those of equal shape together. */
import { add, divide, multiply, sqrt, square } from '../../kernels/elementwise/arithmetic.ts';
import { take } from '../../kernels/gather.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import { reshape } from '../../kernels/movement/reshape.ts';
import { scatter, slice } from '../../kernels/movement/slice.ts';
import { sum } from '../../kernels/reduce.ts';
import { BLOCK } from '../../kernels/update.ts';
import { constant, type GraphNode } from '../../runtime/graph.ts';
import { pack } from '../../runtime/plan/transfer.ts';
import { alignWords, type Variable, type VariableGroup } from '../../runtime/variable.ts';

/** Matrices of one shape. */
interface Family {
  readonly rows: number;
  readonly columns: number;
  /** Where they lie in the group. */
  readonly offsets: readonly number[];
  /** Where their results start: side by side, each at a multiple of BLOCK. */
  readonly start: number;
}

/** The matrices of a group, by shape. */
export interface Families {
  readonly all: readonly Family[];
  /** Where the result of each matrix lies. */
  readonly places: ReadonlyMap<Variable, number>;
  readonly length: number;
}

/** Numbers that a matrix takes up, with its gap. */
function room({ rows, columns }: Pick<Family, 'rows' | 'columns'>): number {
  return alignWords(rows * columns);
}

/** @param isMember - Which variables of the group take part; they must have two axes. */
export function familiesOf({ members, offsets }: VariableGroup, isMember: (variable: Variable) => boolean): Families {
  const taking = members.filter(isMember);
  const places = new Map<Variable, number>();
  let length = 0;
  const all = [...new Set(taking.map(({ shape }) => shape.join()))].map((shape): Family => {
    const list = taking.filter((variable) => variable.shape.join() === shape);
    const [rows, columns] = list[0]!.shape as [number, number]; // one at least has the shape, which has two axes
    const start = length;
    for (const variable of list) {
      places.set(variable, length);
      length += room({ rows, columns });
    }
    return { rows, columns, offsets: list.map((variable) => offsets[members.indexOf(variable)]!), start }; // members
  });
  return { all, places, length };
}

/** The matrices of a family: block `[length]` -> `[matrices, rows, columns]`. */
function matricesOf(block: GraphNode, family: Family): GraphNode {
  const { rows, columns, offsets } = family;
  const size = rows * columns;
  const [only, ...others] = offsets;
  if (others.length === 0) return reshape(slice(block, [only!], [size]), [1, rows, columns]); // families are not empty
  const perMatrix = room(family) / BLOCK;
  const wanted = offsets.flatMap((offset) => Array.from({ length: perMatrix }, (_, index) => offset / BLOCK + index));
  const blocks = reshape(block, [block.shape[0]! / BLOCK, BLOCK]); // groups are divided into blocks
  const taken = reshape(take(blocks, constant(Int32Array.from(wanted), [wanted.length], 'int32')), [
    offsets.length,
    room(family),
  ]);
  return reshape(slice(taken, [0, 0], [offsets.length, size]), [offsets.length, rows, columns]);
}

/** How the iteration goes: X = a X + (b A + c A²) X, with A = X Xᵀ. */
export interface Iteration {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly steps: number;
}

/** What is added to lengths before something is divided by them. */
const TINY = 1e-7;

/**
 * U Vᵀ of each matrix U S Vᵀ, roughly, by Newton and Schulz's iteration: from X = G / |G|, in which matrices that are higher than
 * wide take the place of their transposes. Three products a step for all matrices `[matrices, rows, columns]`.
 */
function orthogonal(matrices: GraphNode, { a, b, c, steps }: Iteration): GraphNode {
  const [, rows, columns] = matrices.shape as [number, number, number]; // made by matricesOf
  const high = rows > columns;
  const length = sqrt(sum(square(matrices), [1, 2], { keepDims: true }));
  let x = divide(matrices, add(length, TINY));
  for (let step = 0; step < steps; step++) {
    const own = matmul(x, x, high ? { transposeA: true } : { transposeB: true });
    const polynomial = add(multiply(matmul(own, own), c), multiply(own, b));
    x = add(high ? matmul(x, polynomial) : matmul(polynomial, x), multiply(x, a));
  }
  return x;
}

/**
 * For all families of a block.
 *
 * @param scaleOf - A factor of the result, by rows and columns.
 * @returns A block of `families.length` numbers.
 */
export function orthogonalized(
  block: GraphNode,
  { all, length }: Families,
  iteration: Iteration,
  scaleOf: (rows: number, columns: number) => number,
): GraphNode {
  const results = all.map((family) => {
    const { rows, columns, offsets } = family;
    const result = multiply(orthogonal(matricesOf(block, family), iteration), scaleOf(rows, columns));
    const size = rows * columns;
    const flat = scatter(reshape(result, [offsets.length, size]), [offsets.length, room(family)], [0, 0], [1, 1]);
    return reshape(flat, [offsets.length * room(family)]);
  });
  return pack(results, { offsets: all.map(({ start }) => start), length });
}
