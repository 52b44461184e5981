/** Sums of products of two tensors over named axes, read and written in place: no operand is ever transposed in memory. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { defineOp, type Op } from '../../runtime/op.ts';
import { type Shape, sizeOf, stridesOf, type Values } from '../../runtime/spec.ts';
import type { Contraction } from '../contraction/contraction.ts';
import { lowerContraction } from '../contraction/lower.ts';
import { cast } from '../elementwise/arithmetic.ts';
import { transpose } from '../movement.ts';

/** One letter per axis. A letter occurs at most once in each, and in at least two of the three. */
export interface ContractAttrs {
  readonly a: string;
  readonly b: string;
  readonly out: string;
}

/** The length of each axis, by letter. @throws ShapeError when they differ between the operands. */
function lengthsOf(a: Shape, b: Shape, letters: ContractAttrs): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const [shape, names] of [
    [a, letters.a],
    [b, letters.b],
  ] as const) {
    const fits =
      shape.length === names.length &&
      [...names].every((letter, axis) => (lengths.get(letter) ?? shape[axis]) === shape[axis]);
    if (!fits) {
      throw new ShapeError({
        who: 'contract',
        expected: `operands ${letters.a} and ${letters.b} whose axes of the same letter have the same size`,
        received: [a, b],
      });
    }
    [...names].forEach((letter, axis) => {
      lengths.set(letter, shape[axis]!); // as many letters as axes
    });
  }
  return lengths;
}

function check({ a, b, out }: ContractAttrs): void {
  const count = (letter: string) => [a, b, out].filter((names) => names.includes(letter)).length;
  const wrong = [...new Set(a + b + out)].find((letter) => count(letter) < 2);
  const twice = [a, b, out].some((names) => new Set(names).size !== names.length);
  if (wrong === undefined && !twice) return;
  throw new InvalidArgumentError({
    who: 'contract',
    expected: 'letters that occur once in an operand, and in at least two of operands and result',
    received: `${a},${b}->${out}`,
  });
}

/** The letters by what is done along them. */
interface Roles {
  readonly rows: string;
  readonly columns: string;
  readonly steps: string;
  readonly batch: string;
}

function rolesOf({ a, b, out }: ContractAttrs): Roles {
  const only = (names: string, keep: (letter: string) => boolean) => [...names].filter(keep).join('');
  return {
    rows: only(out, (letter) => !b.includes(letter)),
    columns: only(out, (letter) => !a.includes(letter)),
    steps: only(a, (letter) => !out.includes(letter)),
    batch: only(out, (letter) => a.includes(letter) && b.includes(letter)),
  };
}

/** Whether the result lies in memory as a contraction writes it: rows in one piece, then columns in one piece at the end. */
function isWritable({ out }: ContractAttrs, { rows, columns }: Roles): boolean {
  return out.includes(rows) && out.endsWith(columns);
}

/** An order of the result's axes that a contraction writes: the nearest to the wanted one. */
function writableOrder({ out }: ContractAttrs, { rows, columns }: Roles): string {
  const first = out.indexOf(rows.charAt(0));
  const isBatch = (letter: string) => !rows.includes(letter) && !columns.includes(letter);
  const before = [...out].filter((letter, axis) => isBatch(letter) && (rows === '' || axis < first));
  const after = [...out].filter((letter, axis) => isBatch(letter) && rows !== '' && axis > first);
  return [...before, rows, ...after, columns].join('');
}

function contractionOf(lengths: ReadonlyMap<string, number>, letters: ContractAttrs): Contraction {
  const { rows, columns, steps, batch } = rolesOf(letters);
  const length = (letter: string) => lengths.get(letter)!; // every letter has a length
  const strides = (names: string) => {
    const list = stridesOf([...names].map(length));
    return (letter: string) => (names.includes(letter) ? list[names.indexOf(letter)]! : 0); // one stride per letter
  };
  const [inA, inB, inOut] = [strides(letters.a), strides(letters.b), strides(letters.out)];
  const lastRow = rows.charAt(rows.length - 1);
  const width = rows === '' ? sizeOf([...columns].map(length)) : inOut(lastRow);
  return {
    rows: [...rows].map((letter) => ({ length: length(letter), stride: inA(letter) })),
    columns: [...columns].map((letter) => ({ length: length(letter), stride: inB(letter) })),
    steps: [...steps].map((letter) => ({ length: length(letter), a: inA(letter), b: inB(letter) })),
    batch: [...batch].map((letter) => ({
      length: length(letter),
      a: inA(letter),
      b: inB(letter),
      row: Math.floor(inOut(letter) / width),
      column: inOut(letter) % width,
    })),
    sizeA: sizeOf([...letters.a].map(length)),
    sizeB: sizeOf([...letters.b].map(length)),
    width,
  };
}

const contractOp: Op<ContractAttrs> = defineOp<ContractAttrs>({
  name: 'contract',
  epilogue: true,
  infer([a, b], letters) {
    const lengths = lengthsOf(a!.shape, b!.shape, letters); // two inputs
    return [{ shape: [...letters.out].map((letter) => lengths.get(letter)!), dtype: 'float32' }]; // letters of the operands
  },
  lower: (context) =>
    lowerContraction(
      context,
      contractionOf(lengthsOf(context.inputs[0]!.shape, context.inputs[1]!.shape, context.attrs), context.attrs), // two inputs
    ),
  cpu([c], [a, b], { inputs }, letters) {
    const lengths = lengthsOf(inputs[0]!.shape, inputs[1]!.shape, letters); // two inputs
    const all = [...new Set(letters.a + letters.b)];
    const sizes = all.map((letter) => lengths.get(letter)!); // letters of the operands
    const outer = stridesOf(sizes);
    const placesIn = (names: string) => {
      const strides = stridesOf([...names].map((letter) => lengths.get(letter)!));
      return all.map((letter) => (names.includes(letter) ? strides[names.indexOf(letter)]! : 0)); // one stride per letter
    };
    const [inA, inB, inC] = [placesIn(letters.a), placesIn(letters.b), placesIn(letters.out)];
    const sums = new Float64Array(c!.length);
    for (let i = 0; i < sizeOf(sizes); i++) {
      let [atA, atB, atC] = [0, 0, 0];
      for (let axis = 0; axis < all.length; axis++) {
        const coordinate = Math.floor(i / outer[axis]!) % sizes[axis]!; // an axis of all
        atA += coordinate * inA[axis]!;
        atB += coordinate * inB[axis]!;
        atC += coordinate * inC[axis]!;
      }
      sums[atC]! += a![atA]! * b![atB]!; // in range
    }
    (c as Values).set(sums); // one output
  },
  grad: ({ inputs: [a, b], dy, needed, attrs }) => [
    needed[0] ? contract(dy, b!, { a: attrs.out, b: attrs.b, out: attrs.a }) : null,
    needed[1] ? contract(a!, dy, { a: attrs.a, b: attrs.out, out: attrs.b }) : null,
  ], // two inputs
});

/**
 * The sum of products over the letters that the result does not have, as in an einsum of two operands: `C[out] = Σ A[a] · B[b]`.
 *
 * @throws InvalidArgumentError for a letter that occurs twice in an operand, or in one place only.
 * @example
 * contract(query, key, { a: 'abcd', b: 'aecd', out: 'acbe' }); // attention scores
 */
export function contract(a: GraphNode, b: GraphNode, letters: ContractAttrs): GraphNode {
  check(letters);
  const operands = [cast(a, 'float32'), cast(b, 'float32')] as const;
  if (isWritable(letters, rolesOf(letters))) return apply(contractOp, operands, letters);
  const exchanged = { a: letters.b, b: letters.a, out: letters.out };
  if (isWritable(exchanged, rolesOf(exchanged))) return apply(contractOp, [operands[1], operands[0]], exchanged);
  const order = writableOrder(letters, rolesOf(letters));
  const result = apply(contractOp, operands, { ...letters, out: order });
  return transpose(
    result,
    [...letters.out].map((letter) => order.indexOf(letter)),
  );
}
