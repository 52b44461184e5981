/** Rows of contract. */
import type { ContractAttrs } from '../../../src/kernels/einsum/contract.ts';
import * as ops from '../../../src/kernels/index.ts';
import { InvalidArgumentError, ShapeError } from '../../../src/runtime/errors.ts';
import type { OpCase } from '../opCase.ts';

/** `ab,bc->ac` as letters. */
function lettersOf(equation: string): ContractAttrs {
  const [a, b, out] = equation.split(/,|->/) as [string, string, string]; // written so below
  return { a, b, out };
}

function contraction(equation: string, lengths: Readonly<Record<string, number>>, row: Partial<OpCase> = {}): OpCase {
  const letters = lettersOf(equation);
  const shape = (names: string) => [...names].map((letter) => lengths[letter]!); // every letter is listed
  const all = Object.values(lengths).reduce((product, length) => product * length, 1);
  const { gradient, ...rest } = row;
  return {
    shapes: [shape(letters.a), shape(letters.b)],
    call: (a, b) => ops.contract(a, b, letters),
    shape: shape(letters.out),
    kind: 'sum',
    terms: all,
    ...(gradient ? { gradient } : {}),
    ...rest,
    why: [equation, row.why].filter(Boolean).join(', '),
  };
}

const contractions: readonly OpCase[] = [
  contraction('ab,bc->ac', { a: 5, b: 7, c: 3 }),
  contraction('ab,bc->ca', { a: 5, b: 7, c: 3 }, { why: 'the operands change places' }),
  contraction('ab,cb->ac', { a: 4, b: 8, c: 12 }),
  contraction('abc,cde->abde', { a: 2, b: 5, c: 8, d: 2, e: 4 }, { why: 'heads of a projection' }),
  contraction('aecd,abcd->acbe', { a: 2, b: 5, c: 3, d: 4, e: 6 }, { why: 'attention scores' }),
  contraction('acbe,aecd->abcd', { a: 2, b: 5, c: 3, d: 4, e: 6 }, { why: 'weighted values' }),
  contraction('abcd,cde->abe', { a: 2, b: 5, c: 3, d: 4, e: 8 }, { why: 'heads joined' }),
  contraction('abc,abd->cd', { a: 3, b: 5, c: 4, d: 6 }, { why: 'two axes are summed' }),
  contraction('ab,ab->a', { a: 5, b: 7 }, { why: 'no rows and columns' }),
  contraction('ab,ab->', { a: 5, b: 7 }, { why: 'everything is summed' }),
  contraction('ab,ac->abc', { a: 3, b: 4, c: 5 }, { why: 'nothing is summed' }),
  contraction('a,b->ab', { a: 3, b: 4 }, { why: 'an outer product' }),
  contraction('abc,ac->ab', { a: 3, b: 5, c: 6 }, { why: 'a vector for each matrix' }),
  contraction('abc,dca->bda', { a: 3, b: 2, c: 4, d: 5 }, { why: 'the result is turned afterwards' }),
  contraction('abc,cbd->dab', { a: 3, b: 4, c: 2, d: 5 }, { why: 'a batch between' }),
  contraction('aecd,abcd->acbe', { a: 2, b: 33, c: 3, d: 16, e: 65 }, { gradient: 'skip', why: 'odd sizes' }),
  {
    shapes: [[2, 5, 8], [8, 3, 4], [4]],
    call: (x, kernel, bias) => ops.add(ops.contract(x, kernel, lettersOf('abc,cde->abde')), bias),
    shape: [2, 5, 3, 4],
    kind: 'sum',
    terms: 80,
    why: 'a bias for the last of two axes that make up the columns',
  },
  {
    shapes: [[2, 3, 5, 6], [2, 6, 3, 4], [4], [2, 5, 3, 1]],
    call: (scores, value, bias, factor) =>
      ops.multiply(ops.add(ops.contract(scores, value, lettersOf('acbe,aecd->abcd')), bias), factor),
    shape: [2, 5, 3, 4],
    kind: 'sum',
    terms: 80,
    why: 'a bias and a factor where the batch moves columns',
  },
  {
    shapes: [
      [2, 3],
      [4, 5],
    ],
    call: (a, b) => ops.contract(a, b, lettersOf('ab,bc->ac')),
    throws: ShapeError,
  },
  {
    shapes: [
      [2, 3],
      [3, 5],
    ],
    call: (a, b) => ops.contract(a, b, lettersOf('ab,bc->a')),
    throws: InvalidArgumentError,
  },
  {
    shapes: [
      [3, 3],
      [3, 5],
    ],
    call: (a, b) => ops.contract(a, b, lettersOf('aa,ac->c')),
    throws: InvalidArgumentError,
  },
];

export const contractionRows = { contract: contractions } satisfies Record<string, readonly OpCase[]>;
