/** A file of events that grows. */
import type { Output } from '../output.ts';
import { type SummaryValue, summaryEvent, versionEvent } from './events.ts';
import { joined } from './protobuf.ts';

let files = 0;

const seconds = (): number => Date.now() / 1000;

/** Gathers events of one folder (`train`, `validation`) and hands them on when it is flushed. */
export class EventFile {
  readonly path: string;
  readonly #output: Output<Uint8Array>;
  #waiting: Uint8Array[];

  constructor(folder: string, output: Output<Uint8Array>) {
    // TensorBoard looks for `tfevents` in the name, and reads the files of a folder in the order of their names.
    this.path = `${folder}/events.out.tfevents.${Math.floor(seconds())}.hornbeam.${files++}.v2`;
    this.#output = output;
    this.#waiting = [versionEvent(seconds())];
  }

  add(step: number, values: readonly SummaryValue[]): void {
    if (values.length > 0) this.#waiting.push(summaryEvent(seconds(), step, values));
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) await this.#output.write(joined(waiting), this.path);
  }
}
