/** The GPU as a device. The only module that asks for adapters and devices. */
import { type Device, type DeviceMemory, type Executable, newCounters } from '../device.ts';
import { DeviceLostError, GpuUnavailableError, HornbeamError } from '../errors.ts';
import type { Limits, Profile } from '../op.ts';
import { countsOf, type Plan } from '../plan/plan.ts';
import { BatchNumbers } from './batchNumbers.ts';
import { GpuExecutable } from './executable.ts';
import { Allocator, GpuMemory } from './memory.ts';
import { Pipelines } from './pipelines.ts';
import { Tables } from './tables.ts';

export interface GpuOptions {
  /** A device made elsewhere; it is not destroyed by Hornbeam. */
  readonly device?: GPUDevice;
  readonly powerPreference?: GPUPowerPreference;
  /** Which kernels to use; `auto` looks at the adapter. */
  readonly profile?: 'auto' | Profile;
}

/** Limits that are asked for as high as the adapter has them. */
const WANTED = [
  'maxStorageBuffersPerShaderStage',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupStorageSize',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** Submits that may be on their way at once. */
const IN_FLIGHT = 2;

function isSoftware(info: GPUAdapterInfo): boolean {
  const text = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`.toLowerCase();
  return info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|warp|basic render/.test(text);
}

function describe(info: GPUAdapterInfo): string {
  return (
    info.description ||
    [info.vendor, info.architecture, info.device].filter((part) => part !== '').join(' ') ||
    'unnamed adapter'
  );
}

export class GpuDevice implements Device {
  readonly kind = 'webgpu';
  readonly name: string;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly counters = newCounters();
  readonly native: GPUDevice;
  readonly allocator: Allocator;
  readonly pipelines: Pipelines;
  readonly tables: Tables;
  readonly #owned: boolean;
  readonly #executables = new Set<GpuExecutable>();
  #lost: GPUDeviceLostInfo | null = null;
  #failure: string | null = null;
  #pending: Promise<unknown>[] = [];
  #batchNumbers: BatchNumbers | null = null;

  private constructor(native: GPUDevice, info: GPUAdapterInfo, profile: 'auto' | Profile, owned: boolean) {
    this.native = native;
    this.name = describe(info);
    this.profile = profile === 'auto' ? (isSoftware(info) ? 'soft' : 'gpu') : profile;
    this.#owned = owned;
    const { limits } = native;
    this.limits = {
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      minStorageBufferOffsetAlignment: limits.minStorageBufferOffsetAlignment,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      subgroups: native.features.has('subgroups'),
    };
    this.allocator = new Allocator(native, this.limits, this.counters);
    this.pipelines = new Pipelines(native, this.counters);
    this.tables = new Tables(this.allocator);
    void native.lost.then((lost) => {
      this.#lost = lost;
    });
    native.addEventListener('uncapturederror', (event) => {
      this.#failure ??= event.error.message;
    });
  }

  /** Asks for an adapter and a device. @throws GpuUnavailableError that says what is missing. */
  static async create(options: GpuOptions = {}): Promise<GpuDevice> {
    const profile = options.profile ?? 'auto';
    if (options.device) return new GpuDevice(options.device, options.device.adapterInfo, profile, false);
    const gpu = globalThis.navigator?.gpu as GPU | undefined;
    if (!gpu) {
      const secure =
        globalThis.isSecureContext === false
          ? ' The page is not a secure context: serve it from https or localhost.'
          : '';
      throw new GpuUnavailableError(
        `This browser has no WebGPU (navigator.gpu is missing).${secure} Use a current Chrome, Edge, Safari or Firefox, or setBackend('cpu').`,
      );
    }
    const adapter = await gpu.requestAdapter(
      options.powerPreference ? { powerPreference: options.powerPreference } : {},
    );
    if (!adapter) {
      throw new GpuUnavailableError(
        "WebGPU is there, but it gives no adapter: the GPU or its driver is blocked. Look at chrome://gpu, or setBackend('cpu').",
      );
    }
    const requiredLimits = Object.fromEntries(WANTED.map((name) => [name, adapter.limits[name]]));
    const requiredFeatures: GPUFeatureName[] = adapter.features.has('subgroups') ? ['subgroups'] : [];
    try {
      const native = await adapter.requestDevice({ label: 'Hornbeam', requiredLimits, requiredFeatures });
      return new GpuDevice(native, adapter.info, profile, true);
    } catch (cause) {
      throw new GpuUnavailableError(`The adapter "${describe(adapter.info)}" gives no device: ${String(cause)}`, {
        cause,
      });
    }
  }

  get lost(): boolean {
    return this.#lost !== null;
  }

  /** @throws DeviceLostError after the device was lost, HornbeamError after a validation error outside of preparation. */
  checkUsable(): void {
    if (this.#lost) throw new DeviceLostError(this.#lost.reason, this.#lost.message);
    if (this.#failure !== null) {
      const failure = this.#failure;
      this.#failure = null;
      throw new HornbeamError(`WebGPU reported an error: ${failure}`);
    }
  }

  allocate(words: number, label: string): DeviceMemory {
    return new GpuMemory(this, this.allocator, this.allocator.storage(words, label), (commands) =>
      this.submit(commands),
    );
  }

  bindGroup(layout: GPUBindGroupLayout, entries: GPUBindGroupEntry[], label: string): GPUBindGroup {
    this.counters.bindGroups++;
    return this.native.createBindGroup({ label, layout, entries });
  }

  submit(commands: GPUCommandBuffer): void {
    this.counters.submits++;
    this.native.queue.submit([commands]);
    const done = this.native.queue.onSubmittedWorkDone();
    this.#pending.push(done);
    void done.finally(() => {
      this.#pending = this.#pending.filter((each) => each !== done);
    });
  }

  async settled(inFlight = IN_FLIGHT): Promise<void> {
    while (this.#pending.length > inFlight) await this.#pending[0];
    this.checkUsable();
  }

  async prepare(plan: Plan): Promise<Executable> {
    this.checkUsable();
    const { native } = this;
    native.pushErrorScope('out-of-memory');
    native.pushErrorScope('validation');
    let executable: GpuExecutable;
    try {
      for (const resident of plan.residents) await resident.home.storage.attach(this);
      executable = await GpuExecutable.prepare(this, plan);
    } finally {
      const [validation, memory] = await Promise.all([native.popErrorScope(), native.popErrorScope()]);
      const error = validation ?? memory;
      if (error && !this.#lost) this.#failure ??= error.message;
    }
    this.checkUsable();
    this.#executables.add(executable);
    return executable;
  }

  /** Bytes of all plans' slabs. */
  get slabBytes(): number {
    return [...this.#executables].reduce((sum, { plan }) => sum + countsOf(plan).slabBytes, 0);
  }

  forget(executable: GpuExecutable): void {
    this.#executables.delete(executable);
  }

  /** What tells kernels the number of a batch. */
  get batchNumbers(): BatchNumbers {
    this.#batchNumbers ??= new BatchNumbers(this.allocator, this.pipelines, (...group) => this.bindGroup(...group));
    return this.#batchNumbers;
  }

  dispose(): void {
    for (const executable of [...this.#executables]) executable.dispose();
    this.tables.dispose();
    this.allocator.destroyStaging();
    this.#batchNumbers?.dispose(this.allocator);
    if (this.#owned) this.native.destroy();
  }
}
