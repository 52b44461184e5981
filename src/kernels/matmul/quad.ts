/** The unrolled parts of `shaders/matmul-quad.wgsl`. */
import shader from '../../../shaders/matmul-quad.wgsl?raw';
import { fillMarks, range } from './fill.ts';
import type { Product } from './product.ts';

/** How a quad's work is laid out. */
export interface QuadShape {
  /** Lanes over rows and over columns: their product is 4. */
  readonly down: number;
  readonly across: number;
  /** Results per lane. */
  readonly rows: number;
  readonly columns: number;
  /** Steps along K per round. */
  readonly unroll: number;
  /** Quads per workgroup. */
  readonly quads: number;
}

/** Multiply-adds below which a kernel takes longer to compile than larger tiles would ever save. */
const TINY = 2e5;

/** The layout for a product; measured on SwiftShader (bench/README.md says how). */
export function quadShape({ m, n, k, batch, transposeB }: Product): QuadShape {
  const work = m * n * k * batch.count;
  if (work < TINY) return { down: 4, across: 1, rows: m <= 4 ? 1 : 2, columns: Math.min(n, 4), unroll: Math.min(k, 2), quads: 1 };
  const wide = transposeB && m >= 16 && n >= 16 && k >= 64;
  const shape = wide
    ? { down: 2, across: 2, rows: 8, columns: 8 }
    : { down: 4, across: 1, rows: m <= 4 ? 1 : m <= 8 ? 2 : 4, columns: columnsFor(n) };
  const tiles = Math.ceil(m / (shape.down * shape.rows)) * Math.ceil(n / (shape.across * shape.columns)) * batch.count;
  const long = k >= 64 || k % 4 === 0 ? 4 : Math.min(k, 2);
  const small = work < 2e6 && shape.rows * shape.columns > 32;
  return { ...shape, unroll: small ? Math.min(long, 2) : long, quads: k <= 64 && tiles >= 32 ? 4 : 1 };
}

/** Columns per lane with the least padding; wider is better. */
function columnsFor(n: number): number {
  if (n <= 3) return n;
  if (n < 16) return Math.ceil(n / 4) * 4;
  return [16, 12, 8].reduce((best, width) =>
    Math.ceil(n / width) * width < Math.ceil(n / best) * best ? width : best,
  );
}

/** Neighbouring slots that one load fills: `lanes` lanes share it, each loading `width` elements. */
interface Run {
  readonly first: number;
  readonly lanes: number;
  readonly width: number;
}

const COMPONENTS = ['x', 'y', 'z', 'w'] as const;

function largestVector(...lengths: number[]): 1 | 2 | 4 {
  if (lengths.every((length) => length % 4 === 0)) return 4;
  return lengths.every((length) => length % 2 === 0) ? 2 : 1;
}

function vectorType(width: number): string {
  return width === 1 ? 'f32' : `vec${width}f`;
}

/** One operand of the product: how its elements reach the lanes. */
class Side {
  readonly name: 'a' | 'b';
  /** Vector width along K when K is the contiguous axis, else 1. */
  readonly depth: 1 | 2 | 4;
  readonly type: string;
  readonly #alongK: boolean;
  readonly #extent: number;
  readonly #k: number;
  readonly #width: number;
  readonly #runs: readonly Run[];
  /** The part of the lane number that tells the lanes sharing a load apart. */
  readonly #sub: string;
  readonly #start: string;
  readonly #swaps: readonly string[];
  readonly #batch: string;

  constructor(options: {
    readonly name: 'a' | 'b';
    readonly extent: number;
    readonly k: number;
    readonly slots: number;
    readonly sharing: number;
    readonly alongK: boolean;
    readonly unroll: number;
    readonly matrices: number;
  }) {
    const { name, extent, k, slots, sharing, alongK, unroll, matrices } = options;
    this.name = name;
    this.#alongK = alongK;
    this.#extent = extent;
    this.#k = k;
    this.depth = alongK ? largestVector(k, unroll) : 1;
    let width: number = alongK ? 1 : largestVector(extent);
    while (width > 1 && slots % (sharing * width) !== 0) width /= 2;
    this.#width = width;
    const runs: Run[] = [];
    for (let first = 0; first < slots; ) {
      const lanes = first + sharing * width <= slots ? sharing : 1;
      runs.push({ first, lanes, width });
      first += lanes * width;
    }
    this.#runs = runs;
    this.type = alongK
      ? `array<array<${vectorType(this.depth)}, ${k / this.depth}>, ${extent * matrices}>`
      : `array<${vectorType(width)}, ${(extent * k * matrices) / width}>`;
    this.#sub = sharing === 4 ? 'lane' : name === 'a' ? 'across' : 'down';
    this.#start = name === 'a' ? 'row0' : 'column0';
    this.#swaps =
      sharing === 2
        ? ['', name === 'a' ? 'quadSwapX' : 'quadSwapY']
        : ['', 'quadSwapX', 'quadSwapY', 'quadSwapDiagonal'];
    this.#batch = matrices > 1 ? `batchOffset${name.toUpperCase()}(batch)` : '';
  }

  /** Row or column of element `part` of the share that comes from lane distance `x`. */
  #place({ first, lanes, width }: Run, x: number, part: number): string {
    const fixed = first + part > 0 ? ` + ${first + part}u` : '';
    if (lanes === 1) return `${this.#start}${fixed}`;
    const lane = x > 0 ? `(${this.#sub} ^ ${x}u)` : this.#sub;
    return `${this.#start}${fixed} + ${width > 1 ? `${width}u * ` : ''}${lane}`;
  }

  /** Row or column of a slot. */
  placeOf(slot: number): string {
    const run = this.#runs.find(({ first, lanes, width }) => slot >= first && slot < first + lanes * width)!; // runs cover all slots
    const within = slot - run.first;
    return this.#place(run, Math.floor(within / run.width), within % run.width);
  }

  /** Pointers or bases that do not change in the loop. */
  hoisted(): string[] {
    return this.#runs.map((run, index) => {
      const place = this.#place(run, 0, 0);
      const matrix =
        this.#batch === ''
          ? ''
          : `${this.#batch} * ${this.#alongK ? this.#extent : (this.#extent * this.#k) / this.#width}u + `;
      if (this.#alongK)
        return `let ${this.name}Row${index} = &${this.name}[${matrix}min(${place}, ${this.#extent - 1}u)];`;
      const vector = run.width > 1 ? `(${place}) / ${run.width}u` : place;
      return `let ${this.name}Base${index} = ${matrix}min(${vector}, ${this.#extent / run.width - 1}u);`;
    });
  }

  /** Loads of one round from step `k` (an expression in steps, or with `per` in units of so many). */
  loads(step: (per: number) => string, count: number): string[] {
    const lines: string[] = [];
    this.#runs.forEach(({ first, lanes, width }, index) => {
      if (!this.#alongK)
        lines.push(`let ${this.name}At${index} = ${this.name}Base${index} + (${step(1)}) * ${this.#extent / width}u;`);
      for (let u = 0; u < count; u += this.depth) {
        const source = this.#alongK
          ? `(*${this.name}Row${index})[${step(this.depth)} + ${u / this.depth}u]`
          : `${this.name}[${this.name}At${index} + ${(u * this.#extent) / width}u]`;
        const own = `${this.name}${u}_${first}`;
        lines.push(`let ${own} = ${source};`);
        for (let x = 1; x < lanes; x++)
          lines.push(`let ${this.name}${u}_${first + x * width} = ${this.#swaps[x]}(${own});`);
      }
    });
    return lines;
  }

  /** The element of a slot at a step of the round. */
  element(slot: number, step: number): string {
    if (this.#alongK) {
      const block = step - (step % this.depth);
      return this.depth === 1
        ? `${this.name}${step}_${slot}`
        : `${this.name}${block}_${slot}.${COMPONENTS[step % this.depth]}`;
    }
    if (this.#width === 1) return `${this.name}${step}_${slot}`;
    const within = slot % this.#width;
    return `${this.name}${step}_${slot - within}.${COMPONENTS[within]}`;
  }
}

/** A product as a kernel of quads. */
export interface QuadKernel {
  readonly code: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly workgroups: readonly [number, number, number];
}

/** Writes the kernel of a product. */
export function quadKernel(product: Product, shape: QuadShape = quadShape(product)): QuadKernel {
  const { m, n, k, batch, transposeA, transposeB } = product;
  const { down, across, rows, columns, unroll, quads } = shape;
  const tilesAcross = Math.ceil(n / (across * columns));
  const tiles = Math.ceil(m / (down * rows)) * tilesAcross;
  const a = new Side({
    name: 'a',
    extent: m,
    k,
    slots: rows,
    sharing: across,
    alongK: !transposeA,
    unroll,
    matrices: batch.matricesA,
  });
  const b = new Side({
    name: 'b',
    extent: n,
    k,
    slots: columns,
    sharing: down,
    alongK: transposeB,
    unroll,
    matrices: batch.matricesB,
  });
  const steps = Math.floor(k / unroll);
  const rest = k - steps * unroll;
  const round = (step: (per: number) => string, count: number) => [
    ...a.loads(step, count),
    ...b.loads(step, count),
    ...range(columns).flatMap((column) =>
      range(rows).map((row) => {
        const terms = range(count).map((u) => `${a.element(row, u)} * ${b.element(column, u)}`);
        return `c${row}_${column} += ${terms.join(' + ')};`;
      }),
    ),
  ];
  const accumulators = range(rows).map((row) =>
    range(columns)
      .map((column) => `var c${row}_${column} = 0.0;`)
      .join(' '),
  );
  const parts: Readonly<Record<string, readonly string[]>> = {
    HOISTED: [...a.hoisted(), ...b.hoisted()],
    ACCUMULATORS: accumulators,
    ROUND: round((per) => `t * ${unroll / per}u`, unroll),
    REST: rest > 0 ? ['{', ...round((per) => `${(steps * unroll) / per}u`, rest), '}'] : [],
    STORES: stores(product, shape, a, b),
  };
  const body = fillMarks(shader, parts);
  const bindings = [
    `@group(0) @binding(0) var<storage, read> a: ${a.type};`,
    `@group(0) @binding(1) var<storage, read> b: ${b.type};`,
  ];
  const constants = {
    GROUP: 4 * quads,
    LANES_DOWN: down,
    LANES_ACROSS: across,
    ROWS: rows,
    COLUMNS: columns,
    TILES: tiles,
    TILES_ACROSS: tilesAcross,
    BATCH: batch.count,
    STEPS: steps,
  };
  return {
    code: [...bindings, ...batch.offsets, body].join('\n'),
    constants,
    workgroups: [Math.ceil(tiles / quads), batch.count, 1],
  };
}

/** Hands every result to `store`; tiles at the edge leave out what lies beyond. */
function stores({ m, n, batch }: Product, { down, across, rows, columns }: QuadShape, a: Side, b: Side): string[] {
  const guardRows = m % (down * rows) !== 0;
  const guardColumns = n % (across * columns) !== 0;
  const lines = range(columns).map((column) => `let column_${column} = ${b.placeOf(column)};`);
  for (const row of range(rows)) {
    lines.push(`{ let row = ${a.placeOf(row)};${guardRows ? ` if (row < ${m}u) {` : ''}`);
    lines.push(`  let flat = ${batch.count > 1 ? `batch * ${m}u + ` : ''}row;`);
    for (const column of range(columns)) {
      const call = `store(flat * ${n}u + column_${column}, flat, column_${column}, c${row}_${column});`;
      lines.push(`  ${guardColumns ? `if (column_${column} < ${n}u) { ${call} }` : call}`);
    }
    lines.push(guardRows ? '} }' : '}');
  }
  return lines;
}
