/** The line that says what went wrong. */
import { element } from './element.ts';

export class Notice {
  readonly #box = element('notice', HTMLElement);
  readonly #text = element('notice-text', HTMLElement);

  constructor() {
    element('notice-close', HTMLButtonElement).addEventListener('click', () => this.hide());
  }

  show(error: unknown): void {
    this.#text.textContent = error instanceof Error ? error.message : String(error);
    this.#box.hidden = false;
  }

  hide(): void {
    this.#box.hidden = true;
  }
}
