/** One line of progress: `12/100 ━━━━━───── 3s 25ms/step - loss: 0.1234`. */
import type { Logs } from './callback.ts';

export interface ProgressLineOptions {
  /** Steps in all; null: not known. */
  readonly total: number | null;
  /** Whether to draw a bar. */
  readonly bar: boolean;
  /** Samples per step: adds samples per second. */
  readonly batchSize?: number | undefined;
  /** The time now, in seconds; default: that of the system. */
  readonly clock?: (() => number) | undefined;
}

/** Pieces of a line: plain, or with the colours of a terminal. */
interface Paint {
  bold(text: string): string;
  bar(full: number, rest: number): string;
}

const WIDTH = 20;

const PLAIN: Paint = {
  bold: (text) => text,
  bar: (full, rest) => '━'.repeat(full) + '─'.repeat(rest),
};

const COLOURED: Paint = {
  bold: (text) => `\u001b[1m${text}\u001b[0m`,
  bar: (full, rest) =>
    `${full > 0 ? `\u001b[32m${'━'.repeat(full)}\u001b[0m` : ''}\u001b[37m${'━'.repeat(rest)}\u001b[0m`,
};

/** `0.1234`, or `1.2340e-05` for values up to 0.001. */
export function valueText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  return Math.abs(value) > 1e-3
    ? value.toFixed(4)
    : value.toExponential(4).replace(/e([+-])(\d)$/, (_, sign, digit) => `e${sign}0${digit}`);
}

/** Time that is left: `5s`, `2:05`, `1:02:05` */
export function durationText(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds > 3600) return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return seconds > 60 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${whole}s`;
}

/** `2s/step`, `25ms/step`, `310us/step` */
export function perStepText(seconds: number): string {
  if (seconds >= 1 || seconds === 0) return `${Math.round(seconds)}s/step`;
  return seconds >= 1e-3 ? `${Math.round(seconds * 1e3)}ms/step` : `${Math.round(seconds * 1e6)}us/step`;
}

/** A line as plain text, and as a terminal shows it. */
export interface LineText {
  readonly plain: string;
  readonly coloured: string;
}

export class ProgressLine {
  readonly #options: ProgressLineOptions;
  readonly #clock: () => number;
  readonly #start: number;
  /** When the first step was through: it takes longer than the others. */
  #afterFirst: number | null = null;

  constructor(options: ProgressLineOptions) {
    this.#options = options;
    this.#clock = options.clock ?? (() => performance.now() / 1000);
    this.#start = this.#clock();
  }

  /** The line while steps are under way: with the time that is left. */
  text(step: number, logs: Logs): LineText {
    const { total } = this.#options;
    const perStep = this.#perStep(step);
    const time = total === null ? this.#elapsed : durationText(perStep * (total - step));
    return this.#line(step, total, time, perStep, logs);
  }

  /** The line when all steps are done: with the time that was taken. @param step - How many there were. */
  finalText(step: number, logs: Logs): LineText {
    return this.#line(step, step, this.#elapsed, this.#perStep(step), logs);
  }

  get #elapsed(): string {
    return `${Math.round(this.#clock() - this.#start)}s`;
  }

  #perStep(step: number): number {
    if (step === 0) return 0;
    const now = this.#clock();
    const perStep =
      this.#afterFirst !== null && step > 1 ? (now - this.#afterFirst) / (step - 1) : (now - this.#start) / step;
    if (step === 1) this.#afterFirst = now;
    return perStep;
  }

  #line(step: number, total: number | null, time: string, perStep: number, logs: Logs): LineText {
    const { bar, batchSize } = this.#options;
    const values = Object.entries(logs).map(([key, value]) => ` - ${key}: ${valueText(value)}`);
    const speed = batchSize === undefined || perStep === 0 ? '' : ` ${Math.round(batchSize / perStep)} samples/s`;
    const rate = `${perStepText(perStep)}${speed}${values.join('')}`;
    const written = (paint: Paint): string => {
      if (total === null) return `${String(step).padStart(7)}/Unknown ${paint.bold(time)} ${rate}`;
      const count = `${String(step).padStart(String(total).length)}/${total}`;
      if (!bar) return `${count} - ${time} - ${rate}`;
      const full = Math.floor((WIDTH * step) / Math.max(1, total));
      return `${paint.bold(count)} ${paint.bar(full, WIDTH - full)} ${paint.bold(time)} ${rate}`;
    };
    return { plain: written(PLAIN), coloured: written(COLOURED) };
  }
}
