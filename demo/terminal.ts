/** What `npm start` runs in a headless browser: trains, and reports to the terminal. */

import type { ProgressState } from '../scripts/start/progress.ts';
import { callbacks, getDevice, setBackend, setRandomSeed } from '../src/index.ts';
import { classifier, type ModelName } from './classifier.ts';
import { digitSets } from './pictures/digits.ts';
import { type IdxFiles, mnistSets } from './pictures/mnist.ts';

/** Pictures that the job on the embedded digits trains with. */
const DIGITS = 12_000;

export interface Job {
  readonly backend: 'webgpu' | 'cpu';
  readonly model: ModelName;
  readonly epochs: number;
  readonly batch: number;
  /** URLs of MNIST's files; null: the embedded digits. */
  readonly files: IdxFiles | null;
}

declare global {
  interface Window {
    /** Given by the terminal's side. */
    say?(text: string): Promise<void>;
    progress?(state: ProgressState): Promise<void>;
    /** Called by the terminal's side. */
    train?: typeof train;
    adapterKind?: typeof adapterKind;
  }
}

/** What the browser would run on: a GPU, software that plays GPU, or nothing. */
async function adapterKind(): Promise<'gpu' | 'software' | 'none'> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return 'none';
  const { vendor, architecture, description } = adapter.info;
  const isSoftware = /swiftshader|llvmpipe|lavapipe|software/i.test(`${vendor} ${architecture} ${description}`);
  return adapter.info.isFallbackAdapter || isSoftware ? 'software' : 'gpu';
}

const say = (text: string): void => void window.say?.(text);

async function train(job: Job): Promise<{ seconds: number; accuracy: number; loss: number; count: number }> {
  await setBackend(job.backend);
  setRandomSeed(1);
  const device = await getDevice();
  say(`Adapter  ${device.name} (${device.kind})`);
  const sets = job.files ? await mnistSets(job.files) : await digitSets(DIGITS);
  const counts = [sets.train, sets.validation, sets.test].map(({ y }) => y.size.toLocaleString('en'));
  say(`Data     ${sets.name}: training ${counts[0]}, validation ${counts[1]}, test ${counts[2]}`);
  const model = classifier(job.model, 1e-3);
  say(`Model    ${job.model}, ${model.countParams().toLocaleString('en')} parameters`);
  const start = performance.now();
  const steps = Math.ceil(sets.train.y.size / job.batch);
  let [epoch, began] = [0, start];
  const report = (step: number, seconds: number, logs: Readonly<Record<string, number>>, done: boolean): void => {
    const images = Math.min(sets.train.y.size, step * job.batch);
    void window.progress?.({ epoch: epoch + 1, epochs: job.epochs, step, steps, images, seconds, logs, done });
  };
  let trained = 0; // seconds in the epoch up to the last step seen
  await model.fit(sets.train.x, sets.train.y, {
    epochs: job.epochs,
    batchSize: job.batch,
    validationData: [sets.validation.x, sets.validation.y],
    verbose: 0,
    callbacks: callbacks.lambdaCallback({
      onEpochBegin: (number) => {
        [epoch, began] = [number, performance.now()];
      },
      onTestBegin: () => {
        trained = (performance.now() - began) / 1000;
      },
      onProgress: (step, logs) => report(step, (performance.now() - began) / 1000, logs, false),
      onEpochEnd: (_, logs) => report(steps, trained, logs, true),
    }),
  });
  const seconds = (performance.now() - start) / 1000;
  const { loss = Number.NaN, accuracy = Number.NaN } = await model.evaluate(sets.test.x, sets.test.y, {
    batchSize: 256,
  });
  return { seconds, accuracy, loss, count: sets.test.y.size };
}

window.train = train;
window.adapterKind = adapterKind;
