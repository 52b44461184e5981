/**
 * Counts what a library asks of WebGPU, by wrapping the methods of the browser's own classes: the same code for every
 * contestant, and none of them knows.
 */
export interface Counts {
  dispatches: number;
  passes: number;
  submits: number;
  buffers: number;
  bindGroups: number;
  pipelines: number;
  /** By `writeBuffer` and by buffers mapped for writing. */
  bytesUploaded: number;
  /** By buffers mapped for reading. */
  bytesReadBack: number;
}

const zero: Counts = {
  dispatches: 0,
  passes: 0,
  submits: 0,
  buffers: 0,
  bindGroups: 0,
  pipelines: 0,
  bytesUploaded: 0,
  bytesReadBack: 0,
};

let counts: Counts = { ...zero };

/** The counts since the last call. */
export function takeCounts(): Counts {
  const taken = counts;
  counts = { ...zero };
  return taken;
}

/** Calls `note` with the receiver and the arguments of a method before each call of it. */
function tap<T extends object, Name extends keyof T>(
  type: { readonly prototype: T },
  name: Name,
  note: T[Name] extends (...args: infer Args) => unknown ? (self: T, ...args: Args) => void : never,
): void {
  const original = type.prototype[name] as (...args: unknown[]) => unknown; // the condition on `note` says it is one
  const wrapped = function (this: T, ...args: unknown[]): unknown {
    (note as (self: T, ...args: unknown[]) => void)(this, ...args); // the same arguments, untyped
    return original.apply(this, args);
  };
  type.prototype[name] = wrapped as T[Name]; // takes and gives what `original` does
}

function byteLength(data: AllowSharedBufferSource, offset = 0, size?: number): number {
  const unit = ArrayBuffer.isView(data) && 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
  return size === undefined ? data.byteLength - offset * unit : size * unit;
}

export function installCounters(): void {
  tap(GPUDevice, 'createBuffer', (_, { size, mappedAtCreation }) => {
    counts.buffers++;
    if (mappedAtCreation) counts.bytesUploaded += size;
  });
  tap(GPUDevice, 'createBindGroup', () => counts.bindGroups++);
  tap(GPUDevice, 'createComputePipeline', () => counts.pipelines++);
  tap(GPUDevice, 'createComputePipelineAsync', () => counts.pipelines++);
  tap(GPUQueue, 'submit', () => counts.submits++);
  tap(GPUQueue, 'writeBuffer', (_, _buffer, _offset, data, dataOffset, size) => {
    counts.bytesUploaded += byteLength(data, dataOffset, size);
  });
  tap(GPUCommandEncoder, 'beginComputePass', () => counts.passes++);
  tap(GPUComputePassEncoder, 'dispatchWorkgroups', () => counts.dispatches++);
  tap(GPUComputePassEncoder, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
  tap(GPUBuffer, 'mapAsync', (buffer, mode, offset = 0, size = buffer.size - offset) => {
    if (mode === GPUMapMode.READ) counts.bytesReadBack += size;
    else counts.bytesUploaded += size;
  });
}
