/** Sums of products of two tensors over named axes, read and written in place: no operand is ever transposed in memory. */
import { InvalidArgumentError, ShapeError } from '../../runtime/errors.ts';
import { apply, type GraphNode } from '../../runtime/graph.ts';
import { defineOp, type Op } from '../../runtime/op.ts';
import { type Shape, sizeOf, stridesOf } from '../../runtime/spec.ts';
import type { Contraction } from '../contraction/contraction.ts';
import { lowerContraction } from '../contraction/lower.ts';
import { cast } from '../elementwise/operands.ts';
import { reshape } from '../movement/reshape.ts';
import { transpose } from '../movement/transpose.ts';

/** One letter per axis. A letter occurs at most once in each, and in at least two of the three. */
export interface ContractAttrs {
  readonly a: string;
  readonly b: string;
  readonly out: string;
}

/** The length of each axis, by letter. @throws ShapeError when they differ between the operands. */
function lengthsOf(a: Shape, b: Shape, letters: ContractAttrs): Lengths {
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
  /** Letters of both operands; and those of A alone that lie apart from the rows: B is the same along them. */
  readonly batch: string;
}

type Lengths = ReadonlyMap<string, number>;

function only(names: string, keep: (letter: string) => boolean): string {
  return [...names].filter(keep).join('');
}

/** The letters of the result that one operand alone has: those that `other` lacks. */
function lettersWithout({ out }: ContractAttrs, other: string): string {
  return only(out, (letter) => !other.includes(letter));
}

/** The largest piece of neighbouring letters of the result that `other` lacks. */
function largestPiece({ out }: ContractAttrs, other: string, lengths: Lengths): string {
  const pieces = [...out].map((letter) => (other.includes(letter) ? ' ' : letter)).join('');
  const size = (piece: string) => sizeOf(shapeOf(piece, lengths));
  return pieces.split(' ').reduce((best, piece) => (size(piece) > size(best) ? piece : best), '');
}

function rolesOf(letters: ContractAttrs, lengths: Lengths): Roles {
  const { a, b, out } = letters;
  const own = lettersWithout(letters, b);
  const rows = out.includes(own) ? own : largestPiece(letters, b, lengths);
  const columns = lettersWithout(letters, a);
  return {
    rows,
    columns,
    steps: only(a, (letter) => !out.includes(letter)),
    batch: only(out, (letter) => !rows.includes(letter) && !columns.includes(letter)),
  };
}

/** Whether the result lies in memory as a contraction writes it: the columns in one piece at the end, and the rows in one piece. */
function isWritable(letters: ContractAttrs, rows: 'whole' | 'split'): boolean {
  const { a, b, out } = letters;
  return out.endsWith(lettersWithout(letters, a)) && (rows === 'split' || out.includes(lettersWithout(letters, b)));
}

/** An order of the result's axes that a contraction writes: the nearest to the wanted one. */
function writableOrder(letters: ContractAttrs): string {
  const { a, b, out } = letters;
  const [rows, columns] = [lettersWithout(letters, b), lettersWithout(letters, a)];
  const first = out.indexOf(rows.charAt(0));
  const isBatch = (letter: string) => !rows.includes(letter) && !columns.includes(letter);
  const before = [...out].filter((letter, axis) => isBatch(letter) && (rows === '' || axis < first));
  const after = [...out].filter((letter, axis) => isBatch(letter) && rows !== '' && axis > first);
  return [...before, rows, ...after, columns].join('');
}

/** The letters of the result that make up its columns in memory: those behind the rows. */
function writtenColumns(letters: ContractAttrs, lengths: Lengths): string {
  const { rows, columns } = rolesOf(letters, lengths);
  return rows === '' ? columns : letters.out.slice(letters.out.indexOf(rows) + rows.length);
}

/** The lengths along some letters. */
function shapeOf(names: string, lengths: Lengths): Shape {
  return [...names].map((letter) => lengths.get(letter)!); // letters of the operands
}

function contractionOf(lengths: Lengths, letters: ContractAttrs): Contraction {
  const { rows, columns, steps, batch } = rolesOf(letters, lengths);
  const length = (letter: string) => lengths.get(letter)!; // every letter has a length
  const strides = (names: string) => {
    const list = stridesOf([...names].map(length));
    return (letter: string) => (names.includes(letter) ? list[names.indexOf(letter)]! : 0); // one stride per letter
  };
  const [inA, inB, inOut] = [strides(letters.a), strides(letters.b), strides(letters.out)];
  const width = sizeOf([...writtenColumns(letters, lengths)].map(length));
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

/** The places in an operand that belong to all coordinates along some letters; letters that it does not have do not move. */
function placesIn(operand: string, along: string, lengths: Lengths): readonly number[] {
  const strides = stridesOf(shapeOf(operand, lengths));
  let places = [0];
  for (const letter of along) {
    const stride = strides[operand.indexOf(letter)] ?? 0;
    const coordinates = Array.from({ length: lengths.get(letter)! }, (_, index) => index); // a letter of the operands
    places = places.flatMap((place) => coordinates.map((coordinate) => place + coordinate * stride));
  }
  return places;
}

/** The result is a matrix, as the kernel numbers rows and columns: what follows in the same kernel relies on them. */
const contractOp: Op<ContractAttrs> = defineOp<ContractAttrs>({
  name: 'contract',
  epilogue: true,
  infer([a, b], letters) {
    const lengths = lengthsOf(a!.shape, b!.shape, letters); // two inputs
    const width = sizeOf(shapeOf(writtenColumns(letters, lengths), lengths));
    return [{ shape: [sizeOf(shapeOf(letters.out, lengths)) / width, width], dtype: 'float32' }];
  },
  lower: (context) =>
    lowerContraction(
      context,
      contractionOf(lengthsOf(context.inputs[0]!.shape, context.inputs[1]!.shape, context.attrs), context.attrs), // two inputs
    ),
  cpu([c], [a, b], { inputs }, letters) {
    const lengths = lengthsOf(inputs[0]!.shape, inputs[1]!.shape, letters); // two inputs
    const { steps } = rolesOf(letters, lengths);
    const [startA, startB] = [placesIn(letters.a, letters.out, lengths), placesIn(letters.b, letters.out, lengths)];
    const [stepA, stepB] = [placesIn(letters.a, steps, lengths), placesIn(letters.b, steps, lengths)];
    for (let o = 0; o < c!.length; o++) {
      let total = 0;
      for (let s = 0; s < stepA.length; s++) total += a![startA[o]! + stepA[s]!]! * b![startB[o]! + stepB[s]!]!; // in range
      c![o] = total;
    }
  },
  grad({ inputs: [a, b], dy, needed, attrs }) {
    const dc = reshape(dy, shapeOf(attrs.out, lengthsOf(a!.shape, b!.shape, attrs))); // two inputs
    return [
      needed[0] ? contract(dc, b!, { a: attrs.out, b: attrs.b, out: attrs.a }) : null,
      needed[1] ? contract(a!, dc, { a: attrs.a, b: attrs.out, out: attrs.b }) : null,
    ];
  },
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
  const lengths = lengthsOf(a.shape, b.shape, letters);
  const shape = (names: string) => shapeOf(names, lengths);
  const exchanged = { a: letters.b, b: letters.a, out: letters.out };
  for (const rows of ['whole', 'split'] as const) {
    if (isWritable(letters, rows)) return reshape(apply(contractOp, operands, letters), shape(letters.out));
    if (isWritable(exchanged, rows))
      return reshape(apply(contractOp, [operands[1], operands[0]], exchanged), shape(letters.out));
  }
  const order = writableOrder(letters);
  const result = reshape(apply(contractOp, operands, { ...letters, out: order }), shape(order));
  return transpose(
    result,
    [...letters.out].map((letter) => order.indexOf(letter)),
  );
}
