/** What bench/index.html offers to the driver: one contestant, and workloads to prepare, time and dispose. */
import type { Contestant, Prepared } from '../contestant.ts';
import type { ContestantName } from '../contestants/names.ts';
import { workloads } from '../workloads/index.ts';
import { materialOf } from '../workloads/material.ts';
import type { Workload } from '../workloads/workload.ts';
import { type Counts, installCounters, takeCounts } from './counters.ts';
import { gpuDone, trackDevices } from './queues.ts';

export interface Sample {
  readonly milliseconds: number;
  readonly counts: Counts;
}

let contestant: Contestant;
const prepared = new Map<string, Prepared>();

function find(id: string): Workload {
  const workload = workloads.find((each) => each.id === id);
  if (!workload) throw new Error(`there is no workload ${id}`);
  return workload;
}

function ready(id: string): Prepared {
  const found = prepared.get(id);
  if (!found) throw new Error(`${id} is not prepared`);
  return found;
}

/** Contestants are bundles of their own (driver/build.ts): the page downloads only the one it is for. */
async function load(name: ContestantName): Promise<Contestant> {
  const url = `/${name}/contestant.js`;
  const loaded: { contestant: Contestant } = await import(/* @vite-ignore */ url);
  return loaded.contestant;
}

async function time(work: () => Promise<void>): Promise<Sample> {
  takeCounts();
  const start = performance.now();
  await work();
  await gpuDone();
  return { milliseconds: performance.now() - start, counts: takeCounts() };
}

export const bench = {
  async adapter(): Promise<string> {
    const info = (await navigator.gpu?.requestAdapter())?.info;
    if (!info) throw new Error('this browser gives no WebGPU adapter');
    return [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ');
  },

  async start(name: ContestantName): Promise<void> {
    contestant = await load(name);
    await contestant.start();
  },

  async prepare(id: string): Promise<void> {
    const workload = find(id);
    prepared.set(id, await contestant.prepare(workload, materialOf(workload)));
  },

  sample: (id: string, steps: number): Promise<Sample> => time(() => ready(id).step(steps)),

  /** From the download of the library to its first finished step. The material is made before. */
  async startUp(name: ContestantName, id: string, steps: number): Promise<Sample> {
    const workload = find(id);
    const material = materialOf(workload);
    return time(async () => {
      contestant = await load(name);
      await contestant.start();
      prepared.set(id, await contestant.prepare(workload, material));
      await ready(id).step(steps);
    });
  },

  loss: (id: string): Promise<number> => ready(id).loss(),

  dispose(id: string): void {
    prepared.get(id)?.dispose();
    prepared.delete(id);
  },
};

export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}

installCounters();
trackDevices();
window.bench = bench;
