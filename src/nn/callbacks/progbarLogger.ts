/** Progress of training in a terminal or in a page. */
import { knownOptions } from '../checks.ts';
import { Callback, type CallbackParams, type Logs } from './callback.ts';
import { type LineText, ProgressLine } from './progressLine.ts';
import { terminal } from './terminal.ts';

export interface ProgbarLoggerOptions {
  /** Shows the bar as the text of this element. */
  readonly element?: { textContent: string | null } | null | undefined;
  /** Takes what a terminal would be sent; default: the terminal, or without one the console for finished lines. */
  readonly write?: ((text: string) => void) | undefined;
  /** Samples per batch: adds samples per second to the line. */
  readonly batchSize?: number | undefined;
}

/**
 * Shows a bar with time and values for each epoch (or evaluation, or prediction), as Keras does. `fit` adds one when its
 * `verbose` is not 0 and there is none.
 *
 * @example
 * await m.fit(x, y, { callbacks: [callbacks.progbarLogger({ element: document.querySelector('#progress') })] });
 */
export class ProgbarLogger extends Callback {
  readonly #options: ProgbarLoggerOptions;
  #line: ProgressLine | null = null;
  #heading = '';
  /** Steps per epoch; null: not known yet. */
  #target: number | null = null;
  #seen = 0;
  #width = 0;
  #inFit = false;

  constructor(options: ProgbarLoggerOptions = {}) {
    super();
    knownOptions('ProgbarLogger', options, ['element', 'write', 'batchSize']);
    this.#options = options;
  }

  override setParams(params: CallbackParams): void {
    super.setParams(params);
    this.#target = params.steps;
  }

  override onTrainBegin(): void {
    this.#inFit = true;
  }

  override onTrainEnd(): void {
    this.#inFit = false;
  }

  override onEpochBegin(epoch: number): void {
    const { epochs } = this.params;
    this.#begin(epochs > 1 ? `Epoch ${epoch + 1}/${epochs}` : '');
  }

  override onTestBegin(): void {
    if (!this.#inFit) this.#begin('');
  }

  override onPredictBegin(): void {
    this.#begin('');
  }

  override onProgress(batch: number, logs: Logs): void {
    this.#seen = batch;
    if (this.#hasBar && this.#line) this.#show(this.#line.text(batch, logs), false);
  }

  override onEpochEnd(_epoch: number, logs: Logs): void {
    this.#end(logs);
  }

  override onTestEnd(logs: Logs = {}): void {
    if (!this.#inFit) this.#end(logs);
  }

  override onPredictEnd(): void {
    this.#end({});
  }

  get #hasBar(): boolean {
    return this.params.verbose !== 2;
  }

  #begin(heading: string): void {
    this.#heading = heading;
    this.#seen = 0;
    this.#width = 0;
    this.#line = new ProgressLine({ total: this.#target, bar: this.#hasBar, batchSize: this.#options.batchSize });
    if (heading === '') return;
    const { element, write = terminal() } = this.#options;
    if (element) element.textContent = heading;
    if (write) write(`${heading}\n`);
    else if (!element) console.log(heading);
  }

  #end(logs: Logs): void {
    this.#target ??= this.params.steps ?? this.#seen;
    if (this.#line) this.#show(this.#line.finalText(this.#target, logs), true);
    this.#line = null;
  }

  #show({ plain, coloured }: LineText, final: boolean): void {
    const { element, write = terminal() } = this.#options;
    if (element) element.textContent = this.#heading === '' ? plain : `${this.#heading}\n${plain}`;
    if (write) write(this.#hasBar ? this.#over(coloured, plain.length, final) : `${plain}\n`);
    else if (!element && final) console.log(plain);
  }

  /** What a terminal is sent so that a line takes the place of the one before. */
  #over(line: string, width: number, final: boolean): string {
    const back = `${'\b'.repeat(this.#width)}\r`;
    const rest = ' '.repeat(Math.max(0, this.#width - width));
    this.#width = width;
    return `${back}${line}${rest}${final ? '\n' : ''}`;
  }
}
