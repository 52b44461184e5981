/** The card for drawing: the area, and what the network says to it. */
import { data, type Model } from '../../src/index.ts';
import type { Labelled } from '../pictures/sets.ts';
import { element } from '../view/element.ts';
import { drawPicture, pictureAt } from '../view/picture.ts';
import { Bars, bestOf } from './bars.ts';
import { Guesser } from './guesser.ts';
import { inkOf } from './inkOf.ts';
import { attachKeyboardPen } from './keyboardPen.ts';
import { Pad } from './pad.ts';

export class DrawView {
  readonly #pad: Pad;
  readonly #bars = new Bars(element('bars', HTMLElement));
  readonly #guesser = new Guesser((probabilities) => this.#show(probabilities));
  readonly #answer = element('answer', HTMLElement);
  readonly #seen = element('seen', HTMLCanvasElement);
  readonly #verdict = element('verdict', HTMLElement);
  readonly #text = element('verdict-text', HTMLElement);
  readonly #ghost = element('pad-ghost', HTMLElement);
  readonly #failed: (error: unknown) => void;

  /**
   * @param examples - Gives labelled pictures that the network has not seen.
   * @param failed - Takes what went wrong.
   */
  constructor(examples: () => Labelled, failed: (error: unknown) => void) {
    this.#failed = failed;
    this.#pad = new Pad(element('pad', HTMLCanvasElement), () => this.#drawn());
    attachKeyboardPen(this.#pad);
    element('clear', HTMLButtonElement).addEventListener('click', () => this.#pad.clear());
    element('example', HTMLButtonElement).addEventListener('click', () => this.#example(examples()));
  }

  use(model: Model): void {
    this.#guesser.use(model);
  }

  /** The model has learned something, or runs elsewhere. */
  refresh(): void {
    this.#guesser.refresh().catch(this.#failed);
  }

  #drawn(): void {
    const ink = inkOf(this.#pad.strokes);
    this.#ask(ink && Float32Array.from(data.fitDigit(ink).data));
  }

  #example(set: Labelled): void {
    this.#pad.clear();
    this.#ask(pictureAt(set, Math.floor(Math.random() * set.y.size)));
  }

  #ask(picture: Float32Array | null): void {
    this.#ghost.hidden = picture !== null;
    drawPicture(this.#seen, picture ?? []);
    this.#answer.setAttribute('aria-busy', 'true');
    this.#guesser.ask(picture).catch(this.#failed);
  }

  #show(probabilities: Float32Array | null): void {
    this.#answer.setAttribute('aria-busy', String(this.#guesser.isStale));
    this.#bars.show(probabilities);
    const best = probabilities ? String(bestOf(probabilities)) : null;
    this.#verdict.textContent = best ?? '?';
    this.#text.textContent = best ? `This looks like a ${best}.` : this.#invitation();
  }

  #invitation(): string {
    return this.#guesser.hasModel ? 'Draw a digit.' : 'Train first, then draw.';
  }
}
