/** Rows of contract and einsum. */
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
  contraction('bnrts,bsnv->btnrv', { b: 2, n: 3, r: 2, t: 5, s: 6, v: 4 }, { why: 'rows in two pieces' }),
  contraction('btnrh,bsnh->bnrts', { b: 2, n: 3, r: 2, t: 5, s: 6, h: 4 }, { why: 'scores of shared keys' }),
  contraction('abc,cd->adb', { a: 3, b: 2, c: 4, d: 5 }, { why: 'rows in two pieces around the columns' }),
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

/** An einsum of operands with these shapes. */
function einsum(equation: string, shapes: readonly (readonly number[])[], shape: readonly number[], why = ''): OpCase {
  return {
    shapes,
    call: (...operands) => ops.einsum(equation, ...operands),
    shape,
    kind: 'sum',
    terms: Math.max(...shapes.map((each) => each.reduce((product, length) => product * length, 1))),
    why: why === '' ? equation : `${equation}, ${why}`,
  };
}

const sums: readonly OpCase[] = [
  {
    ...einsum('ij,jk->ik', [], []),
    shapes: [],
    values: [
      [
        [1, 2],
        [3, 4],
      ],
      [[5], [6]],
    ],
    shape: [2, 1],
    gives: [[17], [39]],
    terms: 4,
  },
  einsum('ij->ji', [[3, 4]], [4, 3], 'transposed'),
  einsum('ij->', [[3, 4]], [], 'summed'),
  einsum('ijk->j', [[3, 4, 5]], [4]),
  einsum('ii->i', [[4, 4]], [4], 'a diagonal'),
  einsum('iji->j', [[3, 4, 3]], [4], 'traces'),
  einsum('iii->', [[3, 3, 3]], [], 'a diagonal of three axes'),
  einsum(
    'ij,ij->ij',
    [
      [3, 4],
      [3, 4],
    ],
    [3, 4],
    'elementwise',
  ),
  einsum('ij,j->ij', [[3, 4], [4]], [3, 4]),
  einsum('i,j->ji', [[3], [4]], [4, 3], 'an outer product'),
  einsum(
    'ij,ij->',
    [
      [3, 4],
      [3, 4],
    ],
    [],
    'an inner product',
  ),
  einsum(
    'bij,bij->b',
    [
      [5, 3, 4],
      [5, 3, 4],
    ],
    [5],
  ),
  einsum(
    'bij,bji->b',
    [
      [5, 3, 4],
      [5, 4, 3],
    ],
    [5],
    'traces of products',
  ),
  einsum(
    'ijk,jl->il',
    [
      [3, 4, 5],
      [4, 6],
    ],
    [3, 6],
    'a label of one operand alone is summed first',
  ),
  einsum(
    'ij,jk',
    [
      [3, 4],
      [4, 5],
    ],
    [3, 5],
    'no arrow',
  ),
  einsum('ba,b', [[3, 4], [3]], [4], 'no arrow'),
  einsum(
    '...ij,...jk->...ik',
    [
      [2, 3, 4],
      [2, 4, 5],
    ],
    [2, 3, 5],
  ),
  einsum(
    '...ij,jk->...ik',
    [
      [2, 3, 3, 4],
      [4, 5],
    ],
    [2, 3, 3, 5],
  ),
  einsum(
    '...ij,...jk->...ik',
    [
      [2, 1, 3, 4],
      [5, 4, 3],
    ],
    [2, 5, 3, 3],
    'ellipses broadcast',
  ),
  einsum(
    '...i,...i->i',
    [
      [2, 3, 4],
      [3, 4],
    ],
    [4],
    'ellipses are summed',
  ),
  einsum(
    '...i,...i->i',
    [
      [2, 3, 4],
      [2, 1, 4],
    ],
    [4],
    'an ellipsis that repeats is summed',
  ),
  einsum('a...,...->a...', [[3, 2], [2]], [3, 2]),
  einsum('...a', [[3, 2]], [3, 2], 'no arrow'),
  einsum(
    'i...,ij->j...',
    [
      [3, 4, 2],
      [3, 5],
    ],
    [5, 4, 2],
    'an ellipsis at the right',
  ),
  einsum(
    'ab,bc,cd->ad',
    [
      [3, 4],
      [4, 5],
      [5, 2],
    ],
    [3, 2],
    'three operands',
  ),
  einsum('ab,cd,bc,e->ead', [[3, 4], [5, 2], [4, 5], [3]], [3, 3, 2], 'four operands'),
  einsum(
    'bqd,bkd,bkv->bqv',
    [
      [2, 3, 4],
      [2, 5, 4],
      [2, 5, 6],
    ],
    [2, 3, 6],
  ),
  { ...einsum('ij,j->i', [[3, 4], [4]], [3], 'integers'), dtypes: ['int32', 'float32'], gradient: 'rough' },
  {
    shapes: [
      [3, 4],
      [5, 6],
    ],
    call: (a, b) => ops.einsum('ij,jk->ik', a, b),
    throws: ShapeError,
  },
  { shapes: [[3, 4]], call: (a) => ops.einsum('ijk->i', a), throws: ShapeError },
  { shapes: [[3, 4]], call: (a) => ops.einsum('ij,jk->ik', a), throws: InvalidArgumentError },
  { shapes: [[3, 4]], call: (a) => ops.einsum('ij->k', a), throws: InvalidArgumentError },
  { shapes: [[3, 4]], call: (a) => ops.einsum('ij->ii', a), throws: InvalidArgumentError },
  { shapes: [[3, 4]], call: (a) => ops.einsum('i1->i', a), throws: InvalidArgumentError },
];

export const contractionRows = { contract: contractions, einsum: sums } satisfies Record<string, readonly OpCase[]>;
