/** Counts WebGPU calls by wrapping the browser's own methods: independent of what Hornbeam says about itself. */

export interface Calls {
  dispatches: number;
  passes: number;
  submits: number;
  buffers: number;
  bindGroups: number;
  pipelines: number;
  bytesWritten: number;
  bytesMapped: number;
}

const calls: Calls = {
  dispatches: 0,
  passes: 0,
  submits: 0,
  buffers: 0,
  bindGroups: 0,
  pipelines: 0,
  bytesWritten: 0,
  bytesMapped: 0,
};
let installed = false;

/** Calls something before a method. */
function before(prototype: object, name: string, count: (args: readonly unknown[]) => void): void {
  const methods = prototype as Record<string, (...args: unknown[]) => unknown>; // methods by name
  const original = methods[name]!; // a WebGPU method
  methods[name] = function counted(this: unknown, ...args: unknown[]) {
    count(args);
    return original.apply(this, args);
  };
}

/** Starts counting. */
export function installCounters(): void {
  if (installed) return;
  installed = true;
  before(GPUDevice.prototype, 'createBuffer', () => calls.buffers++);
  before(GPUDevice.prototype, 'createBindGroup', () => calls.bindGroups++);
  before(GPUDevice.prototype, 'createComputePipeline', () => calls.pipelines++);
  before(GPUDevice.prototype, 'createComputePipelineAsync', () => calls.pipelines++);
  before(GPUQueue.prototype, 'submit', () => calls.submits++);
  before(GPUQueue.prototype, 'writeBuffer', ([, , data, , size]) => {
    calls.bytesWritten += typeof size === 'number' ? size : (data as ArrayBufferView).byteLength;
  });
  before(GPUCommandEncoder.prototype, 'beginComputePass', () => calls.passes++);
  before(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => calls.dispatches++);
  before(GPUBuffer.prototype, 'mapAsync', ([, , size]) => {
    calls.bytesMapped += typeof size === 'number' ? size : 1;
  });
}

/** The counts so far. */
export function countsNow(): Calls {
  return { ...calls };
}

/** What was counted since. */
export function since(start: Calls): Calls {
  const names = Object.keys(calls) as (keyof Calls)[]; // the keys of a Calls
  return Object.fromEntries(names.map((name) => [name, calls[name] - start[name]])) as unknown as Calls; // every key is there
}
