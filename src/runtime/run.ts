/** Running programs: compiled once per device and memory layout, then replayed. */
import { currentDevice } from './backend.ts';
import type { Device, DeviceMemory, Executable } from './device.ts';
import { compilePlan } from './plan/compile.ts';
import type { Program } from './plan/program.ts';
import { layoutEpoch, type Storage } from './storage.ts';
import type { Resident } from './variable.ts';

/** Where a variable was when a plan was bound. */
interface Bound {
  readonly resident: Resident;
  readonly storage: Storage;
  readonly offset: number;
  readonly memory: DeviceMemory | null;
}

interface Prepared {
  readonly device: Device;
  readonly executable: Executable;
  readonly bound: readonly Bound[];
  /** `layoutEpoch()` when `bound` was last checked. */
  epoch: number;
}

/** A program with its executable on the current device; made again when the device or the places of variables change. */
export class Runner {
  readonly program: Program;
  #preparing: { readonly device: Device; readonly result: Promise<Prepared> } | null = null;
  #prepared: Prepared | null = null;

  constructor(program: Program) {
    this.program = program;
  }

  /** The executable; compiled when it is not, or not any more, valid. */
  async executable(): Promise<Executable> {
    const device = await currentDevice();
    if (this.#prepared && isValid(this.#prepared, device)) return this.#prepared.executable;
    if (this.#preparing?.device !== device || this.#prepared) {
      this.#prepared?.executable.dispose();
      this.#prepared = null;
      this.#preparing = { device, result: prepare(device, this.program) };
    }
    const { result } = this.#preparing;
    try {
      this.#prepared = await result;
    } catch (error) {
      this.#preparing = null;
      throw error;
    }
    return this.#prepared.executable;
  }

  dispose(): void {
    void this.#preparing?.result.then(({ executable }) => executable.dispose()).catch(() => {}); // it never came to be: nothing to free
    this.#preparing = null;
    this.#prepared = null;
  }
}

async function prepare(device: Device, program: Program): Promise<Prepared> {
  const plan = compilePlan(program, { profile: device.profile, limits: device.limits });
  const executable = await device.prepare(plan);
  const bound = plan.residents.map((resident): Bound => {
    const { storage, offset } = resident.home;
    return { resident, storage, offset, memory: storage.memory };
  });
  return { device, executable, bound, epoch: layoutEpoch() };
}

function isValid(prepared: Prepared, device: Device): boolean {
  if (prepared.device !== device) return false;
  if (prepared.epoch === layoutEpoch()) return true;
  const same = prepared.bound.every(({ resident, storage, offset, memory }) => {
    const { home } = resident;
    return home.storage === storage && home.offset === offset && storage.memory === memory;
  });
  if (same) prepared.epoch = layoutEpoch();
  return same;
}
