/** The unrolled parts of `shaders/contraction-quad.wgsl`. */
import shader from '../../../shaders/contraction-quad.wgsl?raw';
import { batchFunctions } from './addresses.ts';
import { type Contraction, type Sizes, sizesOf } from './contraction.ts';
import { fillMarks, range } from './fill.ts';
import { Side } from './side.ts';

/** How a quad's work is laid out. */
export interface QuadShape {
  /** Lanes over rows and over columns: their product is 4. */
  readonly down: number;
  readonly across: number;
  /** Results per lane. */
  readonly rows: number;
  readonly columns: number;
  /** Steps of the innermost axis per round. */
  readonly unroll: number;
  /** Quads per workgroup. */
  readonly quads: number;
}

/** Multiply-adds below which a kernel takes longer to compile than larger tiles would ever save. */
const TINY = 2e5;

/** The layout for a contraction; measured on SwiftShader (bench/README.md says how). */
export function quadShape(contraction: Contraction): QuadShape {
  const sizes = sizesOf(contraction);
  const { m, n, k, count } = sizes;
  const innermost = contraction.steps[contraction.steps.length - 1] ?? { length: 1, a: 1, b: 1 };
  const work = m * n * k * count;
  if (work < TINY)
    return {
      down: 4,
      across: 1,
      rows: m <= 4 ? 1 : 2,
      columns: Math.min(n, 4),
      unroll: unrollOf(innermost.length, 2),
      quads: 1,
    };
  const bothAlongSteps = innermost.a === 1 && innermost.b === 1;
  const shape =
    bothAlongSteps && m >= 16 && n >= 16 && k >= 64
      ? { down: 2, across: 2, rows: 8, columns: 8 }
      : { down: 4, across: 1, rows: m <= 4 ? 1 : m <= 8 ? 2 : 4, columns: columnsFor(n) };
  const tiles = tilesOf(sizes, shape) * count;
  const small = work < 2e6 && shape.rows * shape.columns > 32;
  return { ...shape, unroll: unrollOf(innermost.length, small ? 2 : 4), quads: k <= 64 && tiles >= 32 ? 4 : 1 };
}

/** Steps per round: as many as are wanted, without a rest if that is possible. */
function unrollOf(length: number, most: number): number {
  if (length <= most) return length;
  return [most, most - 1].find((steps) => steps > 1 && length % steps === 0) ?? most;
}

/** Columns per lane with the least padding; wider is better. */
function columnsFor(n: number): number {
  if (n <= 3) return n;
  if (n < 16) return Math.ceil(n / 4) * 4;
  return [16, 12, 8].reduce((best, width) =>
    Math.ceil(n / width) * width < Math.ceil(n / best) * best ? width : best,
  );
}

function tilesOf(
  { m, n }: Sizes,
  { down, across, rows, columns }: Pick<QuadShape, 'down' | 'across' | 'rows' | 'columns'>,
): number {
  return Math.ceil(m / (down * rows)) * Math.ceil(n / (across * columns));
}

/** A contraction as a kernel of quads. */
export interface QuadKernel {
  readonly code: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly workgroups: readonly [number, number, number];
}

/** Writes the kernel. */
export function quadKernel(contraction: Contraction, shape: QuadShape = quadShape(contraction)): QuadKernel {
  const sizes = sizesOf(contraction);
  const { down, across, rows, columns, unroll, quads } = shape;
  const { steps, batch } = contraction;
  const along = (key: 'a' | 'b') => ({
    name: key,
    steps: steps.map((axis) => ({ length: axis.length, stride: axis[key] })),
    batch: batch.map((axis) => ({ length: axis.length, stride: axis[key] })),
    unroll,
  });
  const a = new Side({
    ...along('a'),
    slots: contraction.rows,
    size: contraction.sizeA,
    perLane: rows,
    sharing: across,
  });
  const b = new Side({
    ...along('b'),
    slots: contraction.columns,
    size: contraction.sizeB,
    perLane: columns,
    sharing: down,
  });
  const inner = steps[steps.length - 1]?.length ?? 1;
  const outer = steps.slice(0, -1).map((_, index) => `q${index}`);
  const rounds = Math.floor(inner / unroll);
  const rest = inner - rounds * unroll;
  const round = (step: (per: number) => string, count: number) => [
    ...a.loads(outer, step, count),
    ...b.loads(outer, step, count),
    ...range(columns).flatMap((column) =>
      range(rows).map((row) => {
        const terms = range(count).map((u) => `${a.element(row, u)} * ${b.element(column, u)}`);
        return `c${row}_${column} += ${terms.join(' + ')};`;
      }),
    ),
  ];
  const code = fillMarks(shader, {
    HOISTED: [...a.hoisted(), ...b.hoisted()],
    ACCUMULATORS: range(rows).map((row) =>
      range(columns)
        .map((column) => `var c${row}_${column} = 0.0;`)
        .join(' '),
    ),
    OUTER: outer.map(
      (variable, index) => `for (var ${variable} = 0u; ${variable} < ${steps[index]!.length}u; ${variable}++) {`,
    ), // one variable per outer axis
    ROUND: round((per) => `t * ${unroll / per}u`, unroll),
    REST: rest > 0 ? ['{', ...round((per) => `${(rounds * unroll) / per}u`, rest), '}'] : [],
    ENDS: outer.map(() => '}'),
    STORES: stores(contraction, sizes, shape, a, b),
  });
  const bindings = [
    `@group(0) @binding(0) var<storage, read> a: ${a.type};`,
    `@group(0) @binding(1) var<storage, read> b: ${b.type};`,
  ];
  const tiles = tilesOf(sizes, shape);
  const constants = {
    GROUP: 4 * quads,
    LANES_DOWN: down,
    LANES_ACROSS: across,
    ROWS: rows,
    COLUMNS: columns,
    TILES: tiles,
    TILES_ACROSS: Math.ceil(sizes.n / (across * columns)),
    BATCH: sizes.count,
    ROUNDS: rounds,
  };
  return {
    code: [...bindings, batchFunctions(contraction), code].join('\n'),
    constants,
    workgroups: [Math.ceil(tiles / quads), sizes.count, 1],
  };
}

/** Hands every result to `store`; tiles at the edge leave out what lies beyond. */
function stores(
  { width, batch }: Contraction,
  { m, n }: Sizes,
  { down, across, rows, columns }: QuadShape,
  a: Side,
  b: Side,
): string[] {
  const guardRows = m % (down * rows) !== 0;
  const guardColumns = n % (across * columns) !== 0;
  const moved = batch.length > 0;
  const lines = range(columns).flatMap((column) => [
    `let own_${column} = ${b.placeOf(column)};`,
    `let column_${column} = own_${column}${moved ? ' + batchColumn(batch)' : ''};`,
  ]);
  for (const row of range(rows)) {
    lines.push(`{ let ownRow = ${a.placeOf(row)};${guardRows ? ` if (ownRow < ${m}u) {` : ''}`);
    lines.push(`  let row = ownRow${moved ? ' + batchRow(batch)' : ''};`);
    for (const column of range(columns)) {
      const call = `store(row * ${width}u + column_${column}, row, column_${column}, c${row}_${column});`;
      lines.push(`  ${guardColumns ? `if (own_${column} < ${n}u) { ${call} }` : call}`);
    }
    lines.push(guardRows ? '} }' : '}');
  }
  return lines;
}
