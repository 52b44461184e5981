/** Telling a server about each epoch. */
import { InvalidArgumentError } from '../../runtime/errors.ts';
import { knownOptions } from '../checks.ts';
import { Callback, type Logs } from './callback.ts';

export interface RemoteMonitorOptions {
  /** Address of the server; default `http://localhost:9000`. */
  readonly root?: string | undefined;
  /** Where events are sent below `root`; default `/publish/epoch/end/`. */
  readonly path?: string | undefined;
  /** The field of the form that holds the event; default `data`. */
  readonly field?: string | undefined;
  /** Further headers of the request. */
  readonly headers?: Readonly<Record<string, string>> | null | undefined;
  /** Whether the event is the body of the request, as JSON, instead of a form's field; default false. */
  readonly sendAsJson?: boolean | undefined;
}

/** Time after which a request is given up. */
const TIMEOUT_MS = 10_000;

/** @throws InvalidArgumentError for anything but http and https, and for a path that leads to another server. */
function checkedAddress(root: string, path: string): string {
  const [own, whole] = [root, `${root}${path}`].map((text) => (URL.canParse(text) ? new URL(text) : null));
  if (own && whole && /^https?:$/.test(own.protocol) && own.host === whole.host && own.username === whole.username)
    return whole.href;
  throw new InvalidArgumentError({
    who: 'RemoteMonitor',
    expected: 'root must be an http or https address, and path a path on that server',
    received: { root, path },
  });
}

/**
 * Sends `{ epoch, ...logs }` to a server after each epoch, as a POST request. Failures give one warning; training goes on.
 *
 * @example
 * callbacks.remoteMonitor({ root: 'https://monitor.example', path: '/epochs', sendAsJson: true });
 */
export class RemoteMonitor extends Callback {
  readonly address: string;
  readonly #root: string;
  readonly #field: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #sendAsJson: boolean;
  #warned = false;

  constructor(options: RemoteMonitorOptions = {}) {
    super();
    knownOptions('RemoteMonitor', options, ['root', 'path', 'field', 'headers', 'sendAsJson']);
    this.#root = options.root ?? 'http://localhost:9000';
    this.address = checkedAddress(this.#root, options.path ?? '/publish/epoch/end/');
    this.#field = options.field ?? 'data';
    this.#headers = options.headers ?? {};
    this.#sendAsJson = options.sendAsJson ?? false;
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    const event = JSON.stringify({ epoch, ...logs });
    const type: Record<string, string> = this.#sendAsJson ? { 'content-type': 'application/json' } : {};
    const body = this.#sendAsJson ? event : new URLSearchParams({ [this.#field]: event });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      await fetch(this.address, { method: 'POST', headers: { ...type, ...this.#headers }, body, signal });
    } catch {
      if (!this.#warned) console.warn(`Could not reach RemoteMonitor root server at ${this.#root}`);
      this.#warned = true;
    }
  }
}
