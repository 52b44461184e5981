/** One training run: from settings and pictures to a trained model, with pause and stop. */
import type { Model } from '../../src/index.ts';
import { classifier } from '../classifier.ts';
import type { Labelled, PictureSets } from '../pictures/sets.ts';
import { Gate } from './gate.ts';
import { Intervals, type Measure } from './interval.ts';
import type { Settings } from './settings.ts';

/** Training as it goes. */
export interface Moment extends Measure {
  /** Epochs so far, with a fraction. */
  readonly epoch: number;
  readonly imagesPerSecond: number;
}

/** What an epoch came to. */
export interface EpochResult extends Measure {
  readonly epoch: number;
  readonly validation: Measure;
}

export interface SessionEvents {
  moment(moment: Moment): void;
  epoch(result: EpochResult): void;
}

const BATCH = 64;

/** Pictures at once when nothing is learned. */
const TEST_BATCH = 256;

export class Session {
  readonly model: Model;
  readonly #settings: Settings;
  readonly #sets: PictureSets;
  readonly #events: SessionEvents;
  readonly #gate = new Gate();
  readonly #intervals = new Intervals();
  readonly #steps: number;
  #last = 0; // time of the last moment
  #batches = 0; // batches of the epoch at that time

  constructor(settings: Settings, sets: PictureSets, events: SessionEvents) {
    this.#settings = settings;
    this.#sets = sets;
    this.#events = events;
    this.model = classifier(settings.model, settings.learningRate);
    this.#steps = Math.ceil(sets.train.y.size / BATCH);
  }

  /** Trains, then measures on the test set. */
  async run(): Promise<Measure> {
    const { train, validation, test } = this.#sets;
    await this.model.fit(train.x, train.y, {
      epochs: this.#settings.epochs,
      batchSize: BATCH,
      validationBatchSize: TEST_BATCH,
      validationData: [validation.x, validation.y],
      verbose: 0,
      callbacks: {
        onEpochBegin: () => {
          this.#intervals.restart();
          this.#batches = 0;
          this.#last = performance.now();
        },
        onTestBegin: () => this.#timeEpoch(),
        onProgress: (batch, logs) => this.#reached(batch, logs),
        onEpochEnd: (epoch, logs) => this.#ended(epoch, logs),
      },
    });
    return this.#measure(test);
  }

  async #measure({ x, y }: Labelled): Promise<Measure> {
    const { loss = Number.NaN, accuracy = Number.NaN } = await this.model.evaluate(x, y, { batchSize: TEST_BATCH });
    return { loss, accuracy };
  }

  #speed = 0;

  /** Images per second since the last moment. */
  #timed(batches: number): number {
    const now = performance.now();
    const seconds = Math.max(1e-3, (now - this.#last) / 1000);
    const images = (batches - this.#batches) * BATCH;
    this.#last = now;
    this.#batches = batches;
    return images / seconds;
  }

  /** Validation begins: what comes now is not training. */
  #timeEpoch(): void {
    if (this.#batches < this.#steps) this.#speed = this.#timed(this.#steps);
  }

  #moment(epoch: number, batches: number, mean: Measure): void {
    const piece = this.#intervals.next(batches, mean);
    if (!piece) return;
    this.#events.moment({ ...piece, epoch: epoch + batches / this.#steps, imagesPerSecond: this.#speed });
  }

  #epoch = 0;

  #reached(batches: number, { loss = 0, accuracy = 0 }: Readonly<Record<string, number>>): Promise<void> | undefined {
    this.#speed = this.#timed(batches);
    this.#moment(this.#epoch, batches, { loss, accuracy });
    return this.#waitHere();
  }

  #ended(epoch: number, logs: Readonly<Record<string, number>>): Promise<void> | undefined {
    const { loss = 0, accuracy = 0, val_loss = 0, val_accuracy = 0 } = logs;
    if (!this.model.stopTraining) this.#moment(epoch, this.#steps, { loss, accuracy });
    this.#epoch = epoch + 1;
    this.#events.epoch({ epoch: epoch + 1, loss, accuracy, validation: { loss: val_loss, accuracy: val_accuracy } });
    return this.#waitHere();
  }

  /** While paused: a promise for going on. */
  #waitHere(): Promise<void> | undefined {
    const passed = this.#gate.passed();
    return passed?.then(() => {
      this.#last = performance.now(); // the pause is no training time
    });
  }

  pause(): void {
    this.#gate.close();
  }

  resume(): void {
    this.#gate.open();
  }

  /** Ends training after the steps under way. */
  stop(): void {
    this.model.stopTraining = true;
    this.#gate.open();
  }
}
