/** Which device models and functions run on. */
import type { Device } from './device.ts';
import { InvalidArgumentError, show } from './errors.ts';
import { GpuDevice, type GpuOptions } from './gpu/device.ts';

export type Backend = 'webgpu' | 'cpu';

let current: Promise<Device> | null = null;
let settled: Device | null = null;

function remember(device: Promise<Device>): Promise<Device> {
  current = device;
  settled = null;
  return device.then((ready) => {
    if (current === device) settled = ready;
    return ready;
  });
}

/** The reference executor: loaded when it is needed, so that pages with WebGPU do not carry it. */
async function cpuDevice(): Promise<Device> {
  const { CpuDevice } = await import('./cpu/device.ts');
  return new CpuDevice();
}

async function withFallback(): Promise<Device> {
  try {
    return await GpuDevice.create();
  } catch (error) {
    console.warn(`Hornbeam runs on the CPU: ${error instanceof Error ? error.message : show(error)}`);
    return cpuDevice();
  }
}

/**
 * Chooses the device that models run on from now on. Not needed in normal use: the first `await` picks WebGPU, or the
 * CPU with one console warning that says why. Models keep their weights when the device changes.
 *
 * @param backend - `'webgpu'` or `'cpu'`.
 * @param options - A `GPUDevice` of your own, a `powerPreference`, or a tuning `profile` (default `'auto'`).
 * @throws GpuUnavailableError when WebGPU is asked for and cannot be had; the device in use stays as it is.
 * @example
 * await setBackend('cpu');
 * getBackend(); // 'cpu'
 */
export async function setBackend(backend: Backend, options: GpuOptions = {}): Promise<void> {
  if (backend !== 'webgpu' && backend !== 'cpu') {
    throw new InvalidArgumentError({
      who: 'setBackend',
      expected: "backend must be 'webgpu' or 'cpu'",
      received: backend,
    });
  }
  const device = backend === 'cpu' ? await cpuDevice() : await GpuDevice.create(options);
  await remember(Promise.resolve(device));
}

/** The device in use; made on first use. */
export async function currentDevice(): Promise<Device> {
  return current ?? remember(withFallback());
}

/** The kind of device in use: `'webgpu'` or `'cpu'`. Before the first use: what it would most likely be. */
export function getBackend(): Backend {
  if (settled) return settled.kind;
  return globalThis.navigator && 'gpu' in globalThis.navigator ? 'webgpu' : 'cpu';
}

/** What runs the models, with its `name`, `kind`, `limits` and `counters`. Made on first use. */
export function getDevice(): Promise<Device> {
  return currentDevice();
}
