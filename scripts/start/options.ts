/** The options of `npm start`. */
import { parseArgs } from 'node:util';

export const HELP = `npm start -- [options]

Trains a digit classifier on WebGPU in a headless browser, then serves the demo page.

  --once                  end after training; do not serve the demo
  --data digits           train on the digits that come with Hornbeam (default)
  --data mnist=FOLDER     train on MNIST's idx files in a folder, gzipped or not:
                          train-images*idx3*, train-labels*, t10k-images*, t10k-labels*
  --model small           784-256-10 (default for digits)
  --model mlp             784-512-512-10 with dropout (default for MNIST)
  --model cnn             two convolutions and poolings, 128-10
  --model residual        convolutions with short cuts and batch normalization
  --epochs N              default: 10 for digits, 5 for MNIST
  --batch N               images per step, default 64
  --backend webgpu|cpu    default webgpu
  --adapter auto          the machine's GPU, or the software adapter where there is none (default)
  --adapter gpu|swiftshader
  --port N                port of the demo page, default 5173 (or the next free one)
  --help                  this text`;

const MODELS = ['small', 'mlp', 'cnn', 'residual'] as const;
const BACKENDS = ['webgpu', 'cpu'] as const;
const ADAPTERS = ['auto', 'gpu', 'swiftshader'] as const;

export interface StartOptions {
  readonly help: boolean;
  readonly once: boolean;
  /** Folder of MNIST's files; null: the embedded digits. */
  readonly mnist: string | null;
  readonly model: (typeof MODELS)[number];
  readonly epochs: number;
  readonly batch: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly adapter: (typeof ADAPTERS)[number];
  readonly port: number;
}

function oneOf<Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === value);
  if (found) return found;
  throw new Error(`--${name} must be one of ${choices.join(', ')}; it is "${value}". See npm start -- --help.`);
}

function count(name: string, text: string, most = 1_000_000): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= most) return value;
  throw new Error(`--${name} must be a whole number from 1 to ${most}; it is "${text}".`);
}

function mnistFolder(data: string): string | null {
  if (data === 'digits') return null;
  const folder = data.startsWith('mnist=') ? data.slice('mnist='.length) : '';
  if (folder !== '') return folder;
  throw new Error(`--data must be digits or mnist=FOLDER; it is "${data}".`);
}

/** @throws Error that says which option is wrong. */
export function readOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      help: { type: 'boolean', default: false },
      once: { type: 'boolean', default: false },
      data: { type: 'string', default: 'digits' },
      model: { type: 'string' },
      epochs: { type: 'string' },
      batch: { type: 'string', default: '64' },
      backend: { type: 'string', default: 'webgpu' },
      adapter: { type: 'string', default: 'auto' },
      port: { type: 'string', default: '5173' },
    },
  });
  const mnist = mnistFolder(values.data);
  return {
    help: values.help,
    once: values.once,
    mnist,
    model: oneOf('model', values.model ?? (mnist ? 'mlp' : 'small'), MODELS),
    epochs: count('epochs', values.epochs ?? (mnist ? '5' : '10')),
    batch: count('batch', values.batch),
    backend: oneOf('backend', values.backend, BACKENDS),
    adapter: oneOf('adapter', values.adapter, ADAPTERS),
    port: count('port', values.port, 65535),
  };
}
