/** Progress of training in a terminal or in a page. */
import { Callback, type Logs } from './callback.ts';
import { ProgressLine } from './progressLine.ts';

interface TerminalProcess {
  readonly stdout?: { readonly isTTY?: boolean; write(text: string): unknown };
}

function terminal(): TerminalProcess['stdout'] | undefined {
  return (globalThis as { readonly process?: TerminalProcess }).process?.stdout; // only in Node
}

/** What `verbose: 'auto'` means: a bar in a terminal, nothing in a page. */
export function defaultVerbose(): 0 | 1 {
  return terminal()?.isTTY ? 1 : 0;
}

export interface ProgbarLoggerOptions {
  /** Shows the bar as the text of this element. */
  readonly element?: { textContent: string | null } | null | undefined;
  /** Takes the text of the bar; default: the terminal, or the console for finished epochs. */
  readonly write?: ((text: string) => void) | undefined;
  /** Samples per batch: adds samples per second to the line. */
  readonly batchSize?: number | undefined;
}

/**
 * Shows a bar with time and values for each epoch, as Keras does.
 *
 * @example
 * callbacks.progbarLogger({ element: document.querySelector('#progress') });
 */
export class ProgbarLogger extends Callback {
  readonly #options: ProgbarLoggerOptions;
  #line: ProgressLine | null = null;

  constructor(options: ProgbarLoggerOptions = {}) {
    super();
    this.#options = options;
  }

  #show(text: string, final: boolean): void {
    const { element, write } = this.#options;
    if (element) element.textContent = text;
    if (write) write(`\r${text}${final ? '\n' : ''}`);
    if (element || write) return;
    const out = terminal();
    if (out?.isTTY) out.write(`\r\u001b[2K${text}${final ? '\n' : ''}`);
    else if (final) console.log(text);
  }

  override onEpochBegin(epoch: number): void {
    const { epochs, steps, verbose } = this.params;
    const heading = epochs > 1 ? `Epoch ${epoch + 1}/${epochs}` : '';
    if (heading !== '' && verbose !== 2) this.#show(heading, true);
    this.#line = new ProgressLine({
      total: steps,
      bar: verbose !== 2,
      ...(this.#options.batchSize === undefined ? {} : { batchSize: this.#options.batchSize }),
    });
  }

  override onProgress(batch: number, logs: Logs): void {
    if (this.params.verbose !== 2) this.#show(this.#line?.text(batch, logs) ?? '', false);
  }

  override onEpochEnd(_epoch: number, logs: Logs): void {
    this.#show(this.#line?.finalText(logs) ?? '', true);
  }
}
