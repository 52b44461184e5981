/** Which device the demo runs on, and what to tell about it. */
import { type Backend, GpuUnavailableError, getDevice, setBackend } from '../../src/index.ts';

export interface Chosen {
  readonly kind: Backend;
  /** The adapter's name. */
  readonly name: string;
  /** Why it is not what was asked for; null: it is. */
  readonly problem: string | null;
}

/** Switches to a backend; falls back to the CPU when there is no WebGPU. */
export async function chooseDevice(wanted: Backend): Promise<Chosen> {
  let problem: string | null = null;
  try {
    await setBackend(wanted);
  } catch (error) {
    if (!(error instanceof GpuUnavailableError)) throw error;
    problem = error.message;
    await setBackend('cpu');
  }
  const { kind, name } = await getDevice();
  return { kind, name, problem };
}
