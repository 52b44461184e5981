/** What `npm start` runs in a headless browser: trains, and reports to the terminal. */

import type { ProgressState } from '../scripts/start/progress.ts';
import { type callbacks, getDevice, schedules, setBackend, setRandomSeed } from '../src/index.ts';
import { classifier, type ModelName } from './classifier.ts';
import { digitSets } from './pictures/digits.ts';
import { type IdxFiles, mnistSets } from './pictures/mnist.ts';
import { shiftedBatches } from './pictures/shifted.ts';

/** Pictures that the job on the embedded digits trains with. */
const DIGITS = 20_000;

const SEED = 1;

/** At the start; it falls to 0 along half a cosine. */
const LEARNING_RATE = 2e-3;

/** Pictures at once when nothing is learned. */
const TEST_BATCH = 256;

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

/** Callbacks as plain functions. */
type CallbackHooks = ConstructorParameters<typeof callbacks.LambdaCallback>[0];

interface Result {
  readonly seconds: number;
  readonly accuracy: number;
  readonly loss: number;
  readonly count: number;
}

async function train(job: Job): Promise<Result> {
  await setBackend(job.backend);
  setRandomSeed(SEED);
  const device = await getDevice();
  say(`Adapter  ${device.name} (${device.kind})`);
  const sets = job.files ? await mnistSets(job.files) : await digitSets(DIGITS);
  const counts = [sets.train, sets.validation, sets.test].map(({ y }) => y.size.toLocaleString('en'));
  say(`Data     ${sets.name}: training ${counts[0]}, validation ${counts[1]}, test ${counts[2]}`);
  const steps = Math.floor(sets.train.y.size / job.batch);
  const decay = { initialLearningRate: LEARNING_RATE, decaySteps: steps * job.epochs };
  const model = classifier(job.model, schedules.cosineDecay(decay));
  say(`Model    ${job.model}, ${model.countParams().toLocaleString('en')} parameters`);
  const start = performance.now();
  await model.fit(shiftedBatches(sets.train, job.batch, SEED), null, {
    epochs: job.epochs,
    stepsPerEpoch: steps,
    validationData: [sets.validation.x, sets.validation.y],
    validationBatchSize: TEST_BATCH,
    verbose: 0,
    callbacks: reporter(job, steps),
  });
  const seconds = (performance.now() - start) / 1000;
  const { x, y } = sets.test;
  const { loss = Number.NaN, accuracy = Number.NaN } = await model.evaluate(x, y, { batchSize: TEST_BATCH });
  return { seconds, accuracy, loss, count: y.size };
}

/** Tells the terminal where training is. */
function reporter({ batch, epochs }: Job, steps: number): CallbackHooks {
  let [epoch, began, trained] = [0, 0, 0];
  const secondsNow = () => (performance.now() - began) / 1000;
  const report = (step: number, seconds: number, logs: Readonly<Record<string, number>>): void => {
    const done = step === steps && 'val_loss' in logs;
    void window.progress?.({ epoch: epoch + 1, epochs, step, steps, images: step * batch, seconds, logs, done });
  };
  return {
    onEpochBegin: (number) => {
      [epoch, began] = [number, performance.now()];
    },
    onProgress: (step, logs) => report(step, secondsNow(), logs),
    onTestBegin: () => {
      trained = secondsNow(); // validation is no training time
    },
    onEpochEnd: (_, logs) => report(steps, trained, logs),
  };
}

window.train = train;
window.adapterKind = adapterKind;
