/** Contractions for real GPUs: tiles in shared memory, few rows, and steps shared between workgroups. */
import skinnyShader from '../../../shaders/contraction-skinny.wgsl?raw';
import tiledShader from '../../../shaders/contraction-tiled.wgsl?raw';
import { gridOfPlaces } from '../../runtime/grid.ts';
import type { Dispatch, LowerContext } from '../../runtime/op.ts';
import { sizeOf } from '../../runtime/spec.ts';
import { sumParts } from '../parts.ts';
import { addressFunctions } from './addresses.ts';
import { type Contraction, type Sizes, sizesOf } from './contraction.ts';
import { fillMarks, range } from './fill.ts';

/** Results of one workgroup: 8 by 8 invocations of `rows` by 4 · `vectors`. */
interface Tile {
  readonly rows: number;
  readonly vectors: number;
}

const SMALL: Tile = { rows: 4, vectors: 1 };
const LARGE: Tile = { rows: 8, vectors: 2 };

const TILE_K = 16;

/** Workgroups of large tiles that fill a GPU well enough. */
const ENOUGH_GROUPS = 32;

/** K along which one workgroup goes at least before it is shared. */
const SHORTEST_PART = 256;

const DECLARATIONS = [
  '@group(0) @binding(0) var<storage, read> a: array<f32>;',
  '@group(0) @binding(1) var<storage, read> b: array<f32>;',
];

function groupsOf({ m, n, count }: Sizes, { rows, vectors }: Tile): number {
  return Math.ceil(m / (8 * rows)) * Math.ceil(n / (32 * vectors)) * count;
}

/** Large tiles when they still give enough workgroups. */
function tileFor(sizes: Sizes): Tile {
  return Math.min(sizes.m, sizes.n) >= 64 && groupsOf(sizes, LARGE) >= ENOUGH_GROUPS ? LARGE : SMALL;
}

/** How many workgroups share the steps: only when there are few tiles and many steps. */
function splitsFor(sizes: Sizes, tile: Tile): number {
  const groups = groupsOf(sizes, tile);
  if (groups >= 64 || sizes.k < 2 * SHORTEST_PART) return 1;
  return Math.max(1, Math.min(16, Math.floor(sizes.k / SHORTEST_PART), Math.ceil(128 / groups)));
}

function accumulator(row: number, vector: number): string {
  return `c${row}_${vector}`;
}

function tiledText(contraction: Contraction, { rows, vectors }: Tile): string {
  const cells = range(rows).flatMap((row) => range(vectors).map((vector) => ({ row, vector })));
  const half = rows / 4;
  const products = [
    ...range(half).map((part) => `let x${part} = tileA[k * STRIDE_A + local.y * ${half}u + ${part}u];`),
    ...range(vectors).map((vector) => `let y${vector} = tileB[k * STRIDE_B + local.x * ${vectors}u + ${vector}u];`),
    ...cells.map(({ row, vector }) => {
      const factor = `x${Math.floor(row / 4)}.${'xyzw'[row % 4]}`;
      return `${accumulator(row, vector)} = fma(vec4f(${factor}), y${vector}, ${accumulator(row, vector)});`;
    }),
  ];
  const text = fillMarks(tiledShader, {
    ACCUMULATORS: cells.map(({ row, vector }) => `var ${accumulator(row, vector)} = vec4f(0.0);`),
    PRODUCTS: products,
    CHOICES: cells.flatMap(({ row, vector }) =>
      row === 0 ? [] : [`if (row == ${row}u) { v${vector} = ${accumulator(row, vector)}; }`],
    ),
    FIRST: range(vectors).map((vector) => `var v${vector} = ${accumulator(0, vector)};`),
    STORES: range(vectors).map((vector) => {
      const column = `tileColumn + local.x * ${4 * vectors}u + ${4 * vector}u`;
      return `storeVector(batch, part, tileRow + local.y * ${rows}u + row, ${column}, v${vector});`;
    }),
  });
  return [...DECLARATIONS, addressFunctions(contraction), text].join('\n');
}

function lowerTiled<Attrs>(context: LowerContext<Attrs>, contraction: Contraction): readonly Dispatch[] {
  const sizes = sizesOf(contraction);
  const { m, n, k, count } = sizes;
  const tile = tileFor(sizes);
  const splits = splitsFor(sizes, tile);
  const [tileM, tileN] = [8 * tile.rows, 32 * tile.vectors];
  const size = sizeOf(context.outputs[0]!.shape); // one output
  const operands = { a: context.input(0), b: context.input(1) };
  const partial = splits > 1 ? context.workspace({ shape: [splits * size], dtype: 'float32' }) : null;
  const declared = partial ? '@group(0) @binding(2) var<storage, read_write> partial: array<f32>;\n' : '';
  const innermost = contraction.steps[contraction.steps.length - 1];
  const grid = gridOfPlaces([Math.ceil(n / tileN), Math.ceil(m / tileM), count * splits], context.limits);
  const main = context.kernel(`${declared}${grid.functions}\n${tiledText(contraction, tile)}`, {
    file: 'contraction-tiled.wgsl',
    constants: {
      M: m,
      N: n,
      K: k,
      WIDTH: contraction.width,
      SIZE: size,
      TILE_M: tileM,
      TILE_N: tileN,
      ROWS: tile.rows,
      TILE_K,
      SPLITS: splits,
      STEPS: Math.ceil(k / TILE_K / splits),
    },
    flags: { A_ALONG_ROWS: innermost?.a !== 1, B_ALONG_STEPS: innermost?.b === 1, SPLIT: splits > 1 },
    bindings: partial ? { ...operands, partial } : operands,
    workgroups: grid.workgroups,
    stores: splits === 1,
  });
  if (!partial) return [main];
  return [main, sumParts(context, partial, splits, contraction.width)];
}

/** Contractions of at most so many rows go through the kernel for few rows. */
const FEW_ROWS = 8;

function lowerSkinny<Attrs>(context: LowerContext<Attrs>, contraction: Contraction): readonly Dispatch[] {
  const { m, n, k, count } = sizesOf(contraction);
  const grid = gridOfPlaces([Math.ceil(n / 16), count, 1], context.limits);
  const text = fillMarks(skinnyShader, {
    ACCUMULATORS: range(m).map((row) => `var c${row} = 0.0;`),
    PRODUCTS: range(m).map((row) => `c${row} += a[atA + rowA(${row}u)] * y;`),
    SUMS: range(m).map((row) => `sums[${row}u * 64u + lane] = c${row};`),
  });
  return [
    context.kernel([...DECLARATIONS, grid.functions, addressFunctions(contraction), text].join('\n'), {
      file: 'contraction-skinny.wgsl',
      constants: { M: m, N: n, K: k, WIDTH: contraction.width, STEPS: Math.ceil(k / 4) },
      bindings: { a: context.input(0), b: context.input(1) },
      workgroups: grid.workgroups,
      stores: true,
    }),
  ];
}

/** Chooses the kernel for a real GPU. */
export function lowerForGpu<Attrs>(context: LowerContext<Attrs>, contraction: Contraction): readonly Dispatch[] {
  return sizesOf(contraction).m <= FEW_ROWS ? lowerSkinny(context, contraction) : lowerTiled(context, contraction);
}
