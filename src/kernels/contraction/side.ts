/** One operand of a contraction in the quad kernel: how its elements reach the lanes. */
import { offsetExpression, type StridedAxis } from '../../runtime/plan/indexing.ts';

/** Neighbouring slots that one load fills: `lanes` lanes share it, each loading `width` elements. */
interface Run {
  readonly first: number;
  readonly lanes: number;
  readonly width: number;
}

type Width = 1 | 2 | 4;

const COMPONENTS = ['x', 'y', 'z', 'w'] as const;

export interface SideOptions {
  readonly name: 'a' | 'b';
  /** Rows (or columns), with strides in this operand. */
  readonly slots: readonly StridedAxis[];
  /** Axes that are summed over, with strides in this operand. */
  readonly steps: readonly StridedAxis[];
  readonly batch: readonly StridedAxis[];
  /** Elements of the operand. */
  readonly size: number;
  /** Results per lane along this side. */
  readonly perLane: number;
  /** Lanes that need the same elements. */
  readonly sharing: number;
  /** Steps of the innermost axis per round. */
  readonly unroll: number;
}

/** The largest vector that divides all lengths. */
function widest(lengths: readonly number[]): Width {
  if (lengths.every((length) => length % 4 === 0)) return 4;
  return lengths.every((length) => length % 2 === 0) ? 2 : 1;
}

/** Where the last element of some axes lies. */
function reach(axes: readonly StridedAxis[]): number {
  return axes.reduce((sum, { length, stride }) => sum + (length - 1) * stride, 0);
}

export class Side {
  readonly type: string;
  readonly #options: SideOptions;
  /** Vector width: along the innermost step axis, or along the slots. */
  readonly #width: Width;
  readonly #alongSteps: boolean;
  readonly #runs: readonly Run[];
  /** The part of the lane number that tells the lanes sharing a load apart. */
  readonly #sub: string;
  readonly #start: string;
  readonly #swaps: readonly string[];

  constructor(options: SideOptions) {
    this.#options = options;
    const { name, perLane, sharing, size } = options;
    const inner = options.steps[options.steps.length - 1];
    this.#alongSteps = inner?.stride === 1;
    this.#width = this.#alongSteps ? this.#widthAlongSteps() : this.#widthAlongSlots();
    const run = this.#alongSteps ? 1 : this.#width;
    const runs: Run[] = [];
    for (let first = 0; first < perLane; ) {
      const lanes = first + sharing * run <= perLane ? sharing : 1;
      runs.push({ first, lanes, width: run });
      first += lanes * run;
    }
    this.#runs = runs;
    this.type = this.#width === 1 ? `array<f32, ${size}>` : `array<vec${this.#width}f, ${size / this.#width}>`;
    this.#sub = sharing === 4 ? 'lane' : name === 'a' ? 'across' : 'down';
    this.#start = name === 'a' ? 'row0' : 'column0';
    this.#swaps =
      sharing === 2
        ? ['', name === 'a' ? 'quadSwapX' : 'quadSwapY']
        : ['', 'quadSwapX', 'quadSwapY', 'quadSwapDiagonal'];
  }

  /** Strides and sizes that a vector must divide. */
  #others(): number[] {
    const { steps, batch, size } = this.#options;
    return [size, ...batch.map(({ stride }) => stride), ...steps.slice(0, -1).map(({ stride }) => stride)];
  }

  #widthAlongSteps(): Width {
    const { slots, steps, unroll } = this.#options;
    return widest([
      ...this.#others(),
      ...slots.map(({ stride }) => stride),
      steps[steps.length - 1]?.length ?? 1,
      unroll,
    ]);
  }

  #widthAlongSlots(): Width {
    const { slots, steps, perLane, sharing } = this.#options;
    const inner = slots[slots.length - 1];
    if (inner?.stride !== 1) return 1;
    const outer = slots.slice(0, -1).map(({ stride }) => stride);
    let width: Width = widest([...this.#others(), ...outer, inner.length, steps[steps.length - 1]?.stride ?? 4]);
    while (width > 1 && perLane % (sharing * width) !== 0) width = width === 4 ? 2 : 1;
    return width;
  }

  /** Elements per address. */
  get #unit(): number {
    return this.#width;
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

  #scaled(axes: readonly StridedAxis[]): StridedAxis[] {
    return axes.map(({ length, stride }) => ({ length, stride: stride / this.#unit }));
  }

  /** Addresses that do not change in the loops; `min` keeps them inside, so that no bounds check is left in the loops. */
  hoisted(): string[] {
    const { name, slots, batch } = this.#options;
    const count = slots.reduce((product, { length }) => product * length, 1);
    const inner = slots[slots.length - 1];
    const vectorSlots = !this.#alongSteps && this.#unit > 1 && inner;
    const axes = vectorSlots
      ? [...this.#scaled(slots.slice(0, -1)), { length: inner.length / this.#unit, stride: 1 }]
      : this.#scaled(slots);
    const units = vectorSlots ? count / this.#unit : count;
    const start = batch.length === 0 ? '' : `${name}Batch + `;
    const lines = batch.length === 0 ? [] : [`let ${name}Batch = ${offsetExpression('batch', this.#scaled(batch))};`];
    const most = reach(axes) + reach(this.#scaled(batch));
    return [
      ...lines,
      ...this.#runs.flatMap((run, index) => {
        const place = this.#place(run, 0, 0);
        const unit = vectorSlots ? `(${place}) / ${this.#unit}u` : place;
        return [
          `let ${name}Slot${index} = min(${unit}, ${units - 1}u);`,
          `let ${name}Base${index} = min(${start}${offsetExpression(`${name}Slot${index}`, axes)}, ${most}u);`,
        ];
      }),
    ];
  }

  /** Loads of one round. `outer` are the loop variables of the outer step axes, `inner` the first step of the round as text. */
  loads(outer: readonly string[], inner: (per: number) => string, count: number): string[] {
    const { name, steps } = this.#options;
    const lines: string[] = [];
    const scaled = this.#scaled(steps.slice(0, -1));
    const moved = outer.map((variable, index) => ` + ${variable} * ${scaled[index]!.stride}u`).join(''); // one variable per outer axis
    const stride = steps[steps.length - 1]?.stride ?? 0;
    this.#runs.forEach(({ first, lanes, width }, index) => {
      const along = this.#alongSteps ? inner(this.#unit) : `(${inner(1)}) * ${stride / this.#unit}u`;
      const at = `${name}At${index}`;
      lines.push(`let ${at} = ${name}Base${index}${moved} + ${along};`);
      const stepsPerLoad = this.#alongSteps ? this.#unit : 1;
      for (let u = 0; u < count; u += stepsPerLoad) {
        const offset = this.#alongSteps ? u / this.#unit : (u * stride) / this.#unit;
        const own = `${name}${u}_${first}`;
        lines.push(`let ${own} = ${name}[${at}${offset === 0 ? '' : ` + ${offset}u`}];`);
        for (let x = 1; x < lanes; x++) lines.push(`let ${name}${u}_${first + x * width} = ${this.#swaps[x]}(${own});`);
      }
    });
    return lines;
  }

  /** The element of a slot at a step of the round. */
  element(slot: number, step: number): string {
    const { name } = this.#options;
    if (this.#unit === 1) return `${name}${step}_${slot}`;
    if (this.#alongSteps) return `${name}${step - (step % this.#unit)}_${slot}.${COMPONENTS[step % this.#unit]}`;
    const run = this.#runs.find(({ first, lanes, width }) => slot >= first && slot < first + lanes * width)!; // runs cover all slots
    const within = (slot - run.first) % run.width;
    return run.width === 1 ? `${name}${step}_${slot}` : `${name}${step}_${slot - within}.${COMPONENTS[within]}`;
  }
}
