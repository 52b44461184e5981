/** A table of all epochs as text. */
import { knownOptions } from '../checks.ts';
import { nodeFiles } from '../node.ts';
import { Callback, type Logs } from './callback.ts';
import { type Output, offerDownload, outputFor, type Sink } from './output.ts';

export interface CSVLoggerOptions {
  /** In Node the path of the file; in a page the name under which it is downloaded. */
  readonly filename?: string | undefined;
  /** Stands between the columns; default `,`. */
  readonly separator?: string | undefined;
  /** Whether a further training goes on in the same table instead of starting anew; default false. */
  readonly append?: boolean | undefined;
  /** Takes each line instead of a file: a function, or a stream, which is closed at the end of the training. */
  readonly sink?: Sink<string> | null | undefined;
}

/** As spreadsheets expect it, and as Keras writes it. */
const LINE_END = '\r\n';

/** Stands for a value that an epoch lacks. */
const MISSING = 'NA';

/**
 * Writes a line per epoch: its number, then the values, in the order of the names in the first epoch. All text is kept in
 * `text`, too. The name of the file can also be given alone.
 *
 * @example
 * const csv = callbacks.csvLogger();
 * await m.fit(x, y, { epochs: 3, callbacks: [csv] });
 * csv.text; // 'epoch,loss\r\n0,0.93\r\n1,0.71\r\n2,0.6\r\n'
 * csv.download('training.csv');
 */
export class CSVLogger extends Callback {
  readonly filename: string | null;
  readonly separator: string;
  /** What was written: in this training, or with `append` in all. */
  text = '';
  readonly #append: boolean;
  readonly #output: Output<string> | null;
  /** Whether the output is a file of that path. */
  readonly #isFile: boolean;
  #keys: readonly string[] | null = null;
  #hasHeader = false;

  constructor(given: CSVLoggerOptions | string = {}) {
    super();
    const options: CSVLoggerOptions = typeof given === 'string' ? { filename: given } : given;
    knownOptions('CSVLogger', options, ['filename', 'separator', 'append', 'sink']);
    this.filename = options.filename ?? null;
    this.separator = options.separator ?? ',';
    this.#append = options.append ?? false;
    this.#output = outputFor('CSVLogger', options.sink, this.filename === null ? null : '');
    this.#isFile = !options.sink && this.#output !== null;
  }

  override async onTrainBegin(): Promise<void> {
    this.#keys = null;
    if (this.#append) {
      this.#hasHeader = this.text !== '' || (await this.#fileText()) !== '';
      return;
    }
    this.text = '';
    this.#hasHeader = false;
    if (this.#isFile) await nodeFiles().rm(this.#path, { force: true });
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    this.#keys ??= Object.keys(logs).sort();
    const header = this.#hasHeader ? '' : this.#line(['epoch', ...this.#keys]);
    this.#hasHeader = true;
    const values = this.#keys.map((key) => logs[key] ?? MISSING);
    await this.#write(header + this.#line([epoch, ...values]));
  }

  override async onTrainEnd(): Promise<void> {
    await this.#output?.close();
  }

  /** Offers the text as a file, in a page. */
  download(name: string = this.filename ?? 'training.csv'): void {
    offerDownload('CSVLogger', [this.text], name);
  }

  get #path(): string {
    return this.filename ?? '';
  }

  async #fileText(): Promise<string> {
    if (!this.#isFile) return '';
    return nodeFiles()
      .readFile(this.#path, 'utf8')
      .catch(() => ''); // there is no file yet
  }

  async #write(text: string): Promise<void> {
    this.text += text;
    await this.#output?.write(text, this.#path);
  }

  #line(cells: readonly (string | number)[]): string {
    const quoted = cells.map((cell) => {
      const text = String(cell);
      const plain = ![this.separator, '"', '\r', '\n'].some((sign) => text.includes(sign));
      return plain ? text : `"${text.replaceAll('"', '""')}"`;
    });
    return quoted.join(this.separator) + LINE_END;
  }
}
