/** One line of progress: `12/100 ━━━━━───── 3s 25ms/step - loss: 0.1234`. */
import type { Logs } from './callback.ts';

export interface ProgressLineOptions {
  /** Steps in all; null: not known. */
  readonly total: number | null;
  /** Whether to draw a bar. */
  readonly bar: boolean;
  /** Samples per step: adds samples per second. */
  readonly batchSize?: number;
}

const WIDTH = 20;

/** `0.1234`, or `1.2340e-05` for small values. */
export function valueText(value: number): string {
  return Math.abs(value) > 1e-3 || value === 0
    ? value.toFixed(4)
    : value.toExponential(4).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** `5s`, `2:05`, `1:02:05` */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole > 3600) return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return whole > 60 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${whole}s`;
}

/** `2s/step`, `25ms/step`, `310us/step` */
export function perStepText(seconds: number): string {
  if (seconds >= 1 || seconds === 0) return `${Math.round(seconds)}s/step`;
  return seconds >= 1e-3 ? `${Math.round(seconds * 1e3)}ms/step` : `${Math.round(seconds * 1e6)}us/step`;
}

export class ProgressLine {
  readonly #options: ProgressLineOptions;
  readonly #start = performance.now();
  #seen = 0;

  constructor(options: ProgressLineOptions) {
    this.#options = options;
  }

  #values(logs: Logs): string {
    return Object.entries(logs)
      .map(([key, value]) => ` - ${key}: ${valueText(value)}`)
      .join('');
  }

  #bar(step: number): string {
    const { total, bar } = this.#options;
    if (total === null) return `${String(step).padStart(7)}/Unknown`;
    const count = `${String(step).padStart(String(total).length)}/${total}`;
    if (!bar) return `${count} -`;
    const full = Math.floor((WIDTH * step) / total);
    return `${count} ${'━'.repeat(full)}${'─'.repeat(WIDTH - full)}`;
  }

  #rate(step: number, elapsed: number): string {
    const { batchSize } = this.#options;
    return batchSize === undefined ? '' : ` ${Math.round((step * batchSize) / Math.max(elapsed, 1e-3))} samples/s`;
  }

  /** The line while steps are under way: with the time that is left. */
  text(step: number, logs: Logs): string {
    this.#seen = Math.max(this.#seen, step);
    const elapsed = (performance.now() - this.#start) / 1000;
    const perStep = step === 0 ? 0 : elapsed / step;
    const left = this.#options.total === null ? '' : ` ${durationText(perStep * (this.#options.total - step))}`;
    return `${this.#bar(step)}${left} ${perStepText(perStep)}${this.#rate(step, elapsed)}${this.#values(logs)}`;
  }

  /** The line when all steps are done: with the time that was taken. */
  finalText(logs: Logs): string {
    const step = this.#options.total ?? this.#seen;
    const elapsed = (performance.now() - this.#start) / 1000;
    return `${this.#bar(step)} ${durationText(elapsed)} ${perStepText(step === 0 ? 0 : elapsed / step)}${this.#rate(step, elapsed)}${this.#values(logs)}`;
  }
}
