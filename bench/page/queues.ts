/** The devices that contestants made, so that the clock stops only when their GPU work is done. */
const devices: GPUDevice[] = [];

/** Remembers every device that is requested from now on. */
export function trackDevices(): void {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    devices.push(device);
    return device;
  };
}

/** Resolves when the GPU has done all submitted work. */
export async function gpuDone(): Promise<void> {
  await Promise.all(devices.map((device) => device.queue.onSubmittedWorkDone()));
}
