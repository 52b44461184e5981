/** The card that shows how training goes: numbers, curves and the table. */
import type { Measure } from '../training/interval.ts';
import type { EpochResult, Moment } from '../training/session.ts';
import { Chart } from './chart.ts';
import { element } from './element.ts';
import { countText, lossText, percentText, timeText } from './text.ts';

export class ProgressView {
  readonly #loss = new Chart(element('chart-loss', HTMLElement), {
    name: 'Loss',
    text: (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(2)),
    range: (_, most) => [0, Math.max(0.1, Number.isFinite(most) ? most * 1.05 : 1)],
  });
  readonly #accuracy = new Chart(element('chart-accuracy', HTMLElement), {
    name: 'Accuracy',
    text: (value) => percentText(value, value > 0.99 && value < 1 ? 1 : 0),
    range: (least) => [Number.isFinite(least) ? Math.max(0, Math.floor(least * 10 - 0.2) / 10) : 0, 1],
  });
  readonly #rows = element('epoch-rows', HTMLElement);
  readonly #bar = element('bar', HTMLElement);
  #epochs = 1;

  #read(name: string, text: string): void {
    element(`read-${name}`, HTMLElement).textContent = text;
  }

  /** A new run. */
  start(epochs: number): void {
    this.#epochs = epochs;
    for (const chart of [this.#loss, this.#accuracy]) chart.clear(epochs);
    this.#rows.replaceChildren();
    this.#bar.style.transform = 'scaleX(0)';
    this.#read('epoch', `0 / ${epochs}`);
    for (const name of ['accuracy', 'speed', 'time', 'test']) this.#read(name, '–');
  }

  moment({ epoch, loss, accuracy, imagesPerSecond }: Moment): void {
    this.#loss.curve.addTraining(epoch, loss);
    this.#accuracy.curve.addTraining(epoch, accuracy);
    this.#draw();
    this.#bar.style.transform = `scaleX(${epoch / this.#epochs})`;
    this.#read('epoch', `${Math.min(this.#epochs, Math.floor(epoch) + 1)} / ${this.#epochs}`);
    if (imagesPerSecond > 0) this.#read('speed', countText(imagesPerSecond));
  }

  time(seconds: number): void {
    this.#read('time', timeText(seconds));
  }

  epoch({ epoch, loss, accuracy, validation }: EpochResult): void {
    this.#loss.curve.addValidation(epoch, validation.loss);
    this.#accuracy.curve.addValidation(epoch, validation.accuracy);
    this.#draw();
    this.#read('accuracy', percentText(validation.accuracy));
    this.#loss.describe(`after epoch ${epoch}: training ${lossText(loss)}, validation ${lossText(validation.loss)}`);
    this.#accuracy.describe(
      `after epoch ${epoch}: training ${percentText(accuracy)}, validation ${percentText(validation.accuracy)}`,
    );
    const row = document.createElement('tr');
    const cells = [lossText(loss), percentText(accuracy), lossText(validation.loss), percentText(validation.accuracy)];
    for (const text of [String(epoch), ...cells]) row.insertCell().textContent = text;
    this.#rows.append(row);
  }

  /** The end. */
  test({ accuracy }: Measure): void {
    this.#read('test', percentText(accuracy));
  }

  #draw(): void {
    this.#loss.update();
    this.#accuracy.update();
  }
}
