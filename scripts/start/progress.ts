/** Training in the terminal: one line per epoch, redrawn in place where the terminal can. */

/** Where training is. */
export interface ProgressState {
  /** Counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  /** Images seen in this epoch, and the time that took. */
  readonly images: number;
  readonly seconds: number;
  readonly logs: Readonly<Record<string, number>>;
  readonly done: boolean;
}

const BAR = 16;

/** `812`, `12 345` */
function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** `3s`, `2m05s` */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, '0')}s`;
}

const lossText = (value: number): string => value.toFixed(4);
const shareText = (value: number): string => `${(100 * value).toFixed(2)}%`;

const VALUES = [
  ['loss', 'loss', lossText],
  ['accuracy', 'acc', shareText],
  ['val_loss', 'val_loss', lossText],
  ['val_accuracy', 'val_acc', shareText],
] as const;

/**
 * One line of progress.
 *
 * @param columns - Width of the terminal: in narrow ones the line is shorter, without the bar.
 */
export function progressText(state: ProgressState, columns = 120): string {
  const { epoch, epochs, images, seconds, logs } = state;
  const share = Math.min(1, state.step / state.steps);
  const full = Math.floor(BAR * share);
  const values = VALUES.flatMap(([key, name, text]) => {
    const value = logs[key];
    return value === undefined ? [] : [`${name} ${text(value)}`];
  });
  const left = (seconds * (1 - share)) / Math.max(share, 1e-6);
  const time = share < 1 ? `ETA ${durationText(left)}` : durationText(seconds);
  const count = `${String(epoch).padStart(String(epochs).length)}/${epochs}`;
  const speed = grouped(images / Math.max(seconds, 1e-3));
  const bar = '━'.repeat(full) + '─'.repeat(BAR - full);
  const line = [`Epoch ${count}`, bar, ...values, `${speed} images/s`, time].join('  ');
  return line.length < columns ? line : [count, ...values, `${speed} img/s`, time].join(' ').slice(0, columns - 1);
}

/** The parts of a terminal that are needed. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Width of lines where there is no terminal. */
const UNLIMITED = 1000;

/** Writes progress: in place on a terminal, finished lines only elsewhere. */
export function showProgress(terminal: Terminal, state: ProgressState): void {
  if (!terminal.isTTY && !state.done) return;
  const text = progressText(state, terminal.isTTY ? (terminal.columns ?? 80) : UNLIMITED);
  terminal.write(`${terminal.isTTY ? '\r\u001b[2K' : ''}${text}${state.done ? '\n' : ''}`);
}
