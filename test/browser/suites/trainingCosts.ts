/** What changes between steps, and steps of one's own, cost on the GPU; and what callbacks write in a page. */
import { callbacks, layers, ops, optimizers, Sequential, setBackend } from '../../../src/index.ts';
import type { StepData, StepLogs } from '../../../src/nn/training/context.ts';
import type { GraphNode } from '../../../src/runtime/graph.ts';
import { column, line, waves } from '../../cases/training/model.ts';
import { decodeEvents } from '../../eventFile.ts';
import { type Calls, countsNow, installCounters, since } from './webgpuCalls.ts';

const [x, y] = waves(32);

/** A model's step, written out. */
class Same extends Sequential {
  override trainStep({ x: inputs, y: targets }: StepData): StepLogs {
    const yPred = this.apply(inputs as GraphNode, { training: true }); // one input
    const loss = this.computeLoss({ y: targets, yPred });
    const { optimizer, trainableWeights } = this;
    optimizer?.apply(ops.gradients(loss, trainableWeights), trainableWeights);
    return { loss, ...this.computeMetrics({ y: targets, yPred }) };
  }
}

function compiled(m: Sequential): Sequential {
  m.compile({ optimizer: optimizers.adam(), loss: 'mse', metrics: ['mae'] });
  return m;
}

function net() {
  return [layers.dense({ units: 8, activation: 'relu', inputShape: [4] }), layers.dense({ units: 1 })];
}

/** Calls between the ends of two batches in the middle of an epoch. */
async function stepOf(m: Sequential, atBatch: (batch: number) => void = () => {}): Promise<Calls> {
  const marks: Calls[] = [];
  await m.fit(x, y, {
    batchSize: 8,
    verbose: 0,
    callbacks: {
      onTrainBatchBegin: (batch) => atBatch(batch),
      onTrainBatchEnd: (_batch) => void marks.push(countsNow()),
    },
  });
  const [, second, third] = marks; // four batches
  const entries = Object.entries(third ?? {}).map(([key, value]) => [key, value - (second?.[key as keyof Calls] ?? 0)]);
  return Object.fromEntries(entries) as unknown as Calls; // the same keys
}

export interface TrainingCosts {
  readonly usual: Calls;
  readonly own: Calls;
  /** A step before which the learning rate is set. */
  readonly rate: Calls;
  /** Epochs 2 to 5 with a new rate for each. */
  readonly scheduled: Calls;
  /** The same without. */
  readonly steady: Calls;
}

/** Counts WebGPU calls. */
export async function trainingCosts(): Promise<TrainingCosts> {
  await setBackend('webgpu', { profile: 'soft' });
  installCounters();
  const usual = compiled(new Sequential({ layers: net() }));
  const own = compiled(new Same({ layers: net() }));
  const epochs = async (list: readonly (object | InstanceType<typeof callbacks.Callback>)[]) => {
    let start = countsNow();
    const mark = {
      onEpochBegin: (epoch: number) => {
        if (epoch === 1) start = countsNow();
      },
    };
    await usual.fit(x, y, { epochs: 5, batchSize: 8, verbose: 0, callbacks: [mark, ...list] });
    return since(start);
  };
  const costs = { usual: await stepOf(usual), own: await stepOf(own) };
  const rate = await stepOf(usual, (batch) => {
    if (usual.optimizer) usual.optimizer.learningRate = 0.01 / (batch + 1);
  });
  const scheduler = callbacks.learningRateScheduler((epoch) => 0.01 / (epoch + 1));
  return { ...costs, rate, scheduled: await epochs([scheduler]), steady: await epochs([]) };
}

export interface PageOutputs {
  readonly csv: string;
  /** Steps of the events by folder. */
  readonly events: Readonly<Record<string, readonly number[]>>;
  /** Names of the files that were offered, and their sizes. */
  readonly downloads: readonly (readonly [name: string, size: number])[];
}

/** What callbacks keep in a page, and offer for download. */
export async function pageOutputs(): Promise<PageOutputs> {
  await setBackend('cpu');
  const csv = callbacks.csvLogger('table.csv');
  const board = callbacks.tensorBoard({ logDir: 'run' });
  const data = [column(1), column(1)] as const;
  await line().fit(...data, { epochs: 2, validationData: data, callbacks: [csv, board], verbose: 0 });
  const events = Object.entries(board.files).map(([path, bytes]) => [
    path.split('/')[0],
    decodeEvents(bytes).map(({ step }) => step),
  ]);
  const downloads: Promise<readonly [string, number]>[] = [];
  HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
    const { download, href } = this;
    downloads.push(
      fetch(href)
        .then((response) => response.blob())
        .then(({ size }) => [download, size] as const),
    );
  };
  csv.download();
  await board.download();
  return { csv: csv.text, events: Object.fromEntries(events), downloads: await Promise.all(downloads) };
}
