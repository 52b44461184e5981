/** A chart of training and validation over the epochs. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { Curve } from '../training/curve.ts';

export interface ChartOptions {
  /** `Loss`: for the chart's description. */
  readonly name: string;
  /** A value as text. */
  readonly text: (value: number) => string;
  /** The lowest and the highest value that the axis must show. */
  readonly range: (least: number, most: number) => [number, number];
}

const HEIGHT = 230;

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export class Chart {
  readonly curve = new Curve();
  readonly #options: ChartOptions;
  readonly #plot: HTMLElement;
  readonly #output: HTMLElement;
  #chart: uPlot;
  #epochs = 1;
  #isStale = false;

  constructor(figure: HTMLElement, options: ChartOptions) {
    this.#options = options;
    this.#plot = figure.querySelector<HTMLElement>('.plot')!; // index.html has both
    this.#output = figure.querySelector<HTMLElement>('output')!;
    this.#chart = this.#make();
    new ResizeObserver(() => this.#chart.setSize({ width: this.#plot.clientWidth, height: HEIGHT })).observe(
      this.#plot,
    );
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#chart.destroy();
      this.#chart = this.#make();
      this.#redraw();
    });
  }

  #make(): uPlot {
    const [ink, line, leaf, gold] = ['--soft', '--line', '--leaf', '--gold'].map(colour);
    const axis = { stroke: ink!, grid: { stroke: line!, width: 1 }, ticks: { show: false }, font: '12px system-ui' }; // four names went in
    const { text, range } = this.#options;
    return new uPlot(
      {
        width: Math.max(200, this.#plot.clientWidth),
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        scales: {
          x: { time: false, range: () => [0, this.#epochs] },
          y: { range: (_, least, most) => range(least, most) },
        },
        axes: [
          { ...axis, size: 28, gap: 4, incrs: [1, 2, 5, 10, 20, 50], values: (_, ticks) => ticks.map(String) },
          { ...axis, size: 46, gap: 4, values: (_, ticks) => ticks.map((tick) => text(tick)) },
        ],
        series: [
          {},
          { stroke: `${leaf}66`, width: 1, spanGaps: true, points: { show: false } },
          { stroke: leaf!, width: 2.5, spanGaps: true, points: { show: false } },
          {
            stroke: gold!,
            width: 2,
            dash: [2, 4],
            spanGaps: true,
            points: { show: true, size: 7, fill: gold!, stroke: gold! },
          },
        ],
        hooks: { setCursor: [(chart) => this.#tell(chart.cursor.idx ?? null)] },
      },
      [[], [], [], []],
      this.#plot,
    );
  }

  /** Values under the pointer. */
  #tell(index: number | null): void {
    const [places, training, , validation] = this.curve.columns();
    const place = index === null ? undefined : places[index];
    const value = (list: readonly (number | null)[], name: string) => {
      const found = index === null ? null : (list[index] ?? null);
      return found === null ? [] : [`${name} ${this.#options.text(found)}`];
    };
    this.#output.textContent =
      place === undefined
        ? ''
        : [`epoch ${place.toFixed(1)}`, ...value(training, 'training'), ...value(validation, 'validation')].join(' · ');
  }

  /** Starts anew, with room for so many epochs. */
  clear(epochs: number): void {
    this.#epochs = epochs;
    this.curve.clear();
    this.update();
    this.describe('nothing yet');
  }

  /** Draws what the curve has now, once per frame at most. */
  update(): void {
    if (this.#isStale) return;
    this.#isStale = true;
    requestAnimationFrame(() => this.#redraw());
  }

  #redraw(): void {
    this.#isStale = false;
    this.#chart.setData(this.curve.columns() as unknown as uPlot.AlignedData); // the same arrays, not read-only
  }

  /** What the chart says, for those who do not see it. */
  describe(text: string): void {
    this.#plot.setAttribute('aria-label', `${this.#options.name}: ${text}`);
  }
}
