/** The page as a whole: what happens when something is pressed. */
import { type Backend, data } from '../src/index.ts';
import { chooseDevice } from './device/chooseDevice.ts';
import { DrawView } from './draw/drawView.ts';
import type { Labelled } from './pictures/sets.ts';
import { PictureSource } from './pictures/source.ts';
import { Session } from './training/session.ts';
import type { Settings } from './training/settings.ts';
import { Stopwatch } from './training/stopwatch.ts';
import { Controls } from './view/controls.ts';
import { element } from './view/element.ts';
import { Notice } from './view/notice.ts';
import { fillStrip } from './view/picture.ts';
import { ProgressView } from './view/progress.ts';
import { countText, percentText } from './view/text.ts';

/** Time between two looks at the clock. */
const CLOCK_MS = 200;

/** Digits that are there before any training. */
const FIRST = { count: 100, seed: 9_000_000 };

export class App {
  readonly #notice = new Notice();
  readonly #progress = new ProgressView();
  readonly #pictures = new PictureSource();
  readonly #watch = new Stopwatch();
  readonly #controls = new Controls({
    start: (settings) => void this.#train(settings),
    pause: () => this.#pause(),
    resume: () => this.#resume(),
    stop: () => this.#stop(),
    backend: (backend) => void this.#attempt(() => this.#choose(backend)),
    files: (files) => void this.#attempt(async () => this.#controls.sayFiles(this.#pictures.choose(files))),
  });
  #examples: Labelled = data.digits(FIRST);
  readonly #draw = new DrawView(
    () => this.#examples,
    (error) => this.#notice.show(error),
  );
  #session: Session | null = null;

  /** Looks for a GPU and shows the first pictures. */
  async open(): Promise<void> {
    this.#show(this.#examples);
    await this.#attempt(() => this.#choose(this.#controls.settings.backend));
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      this.#notice.hide();
      await work();
      return true;
    } catch (error) {
      this.#notice.show(error);
      return false;
    }
  }

  #show(set: Labelled): void {
    fillStrip(element('samples', HTMLElement), set);
  }

  async #choose(wanted: Backend): Promise<void> {
    const { kind, name, problem } = await chooseDevice(wanted);
    const chip = element('device', HTMLElement);
    chip.dataset['kind'] = kind;
    chip.textContent = kind === 'webgpu' ? `WebGPU · ${name}` : name;
    this.#controls.showBackend(kind, problem !== null);
    if (problem) this.#notice.show(`Training runs on the CPU, which is slower. ${problem}`);
    this.#draw.refresh();
  }

  async #train(settings: Settings): Promise<void> {
    this.#controls.setPhase('busy');
    this.#progress.start(settings.epochs);
    let clock = 0;
    const succeeded = await this.#attempt(async () => {
      this.#controls.say('Preparing the pictures …');
      const sets = await this.#pictures.sets(settings);
      this.#show(sets.train);
      this.#examples = sets.test;
      this.#controls.say(`Training on ${sets.name} …`);
      const session = new Session(settings, sets, {
        moment: (moment) => this.#progress.moment(moment),
        epoch: (result) => {
          this.#progress.epoch(result);
          this.#draw.refresh();
        },
      });
      const previous = this.#session;
      this.#session = session;
      this.#draw.use(session.model);
      previous?.model.dispose();
      this.#controls.setPhase('training');
      this.#watch.restart();
      clock = window.setInterval(() => this.#progress.time(this.#watch.seconds), CLOCK_MS);
      const result = await session.run();
      this.#progress.test(result);
      this.#controls.say(
        `Done. It reads ${percentText(result.accuracy)} of ${countText(sets.test.y.size)} pictures it has never seen.`,
      );
    });
    this.#watch.pause();
    if (clock > 0) this.#progress.time(this.#watch.seconds);
    window.clearInterval(clock);
    if (!succeeded) this.#controls.say('Training ended with an error.');
    this.#controls.setPhase('idle');
    this.#draw.refresh();
  }

  #pause(): void {
    this.#session?.pause();
    this.#watch.pause();
    this.#controls.setPhase('paused');
    this.#controls.say('Paused.');
  }

  #resume(): void {
    this.#session?.resume();
    this.#watch.resume();
    this.#controls.setPhase('training');
    this.#controls.say('Training …');
  }

  #stop(): void {
    this.#session?.stop();
    this.#controls.setPhase('busy');
    this.#controls.say('Stopping …');
  }
}
