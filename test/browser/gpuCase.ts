/** One row on the GPU: memory that starts poisoned, two runs from the same start, comparison with the oracle. */

import type { GpuDevice } from '../../src/runtime/gpu/device.ts';
import { GpuExecutable } from '../../src/runtime/gpu/executable.ts';
import type { Limits } from '../../src/runtime/op.ts';
import { compilePlan } from '../../src/runtime/plan/compile.ts';
import type { PlanBuffer } from '../../src/runtime/plan/plan.ts';
import { sizeOf, type Values, view } from '../../src/runtime/spec.ts';
import type { Storage } from '../../src/runtime/storage.ts';
import type { Resident } from '../../src/runtime/variable.ts';
import type { NamedCase } from '../cases/ops.ts';
import { type BuiltCase, buildCase } from '../cases/program.ts';
import { difference, sameBits } from '../compare.ts';
import { evaluate, POISON, updatedBy } from '../evaluate.ts';
import { brokenFence, coveredBy, packedSlabs } from '../fences.ts';

type Words = Uint32Array<ArrayBuffer>;

/** What is read back after a row has run. */
interface Results {
  readonly fetches: readonly Values[];
  /** All memory of the variables that the row updates. */
  readonly storages: readonly Words[];
}

export class GpuCase {
  readonly name: string;
  readonly #runs: number;
  readonly #built: BuiltCase;
  readonly #executable: GpuExecutable;
  readonly #storages: readonly Storage[];

  private constructor({ name, row }: NamedCase, built: BuiltCase, executable: GpuExecutable) {
    this.name = name;
    this.#runs = row.runs ?? 1;
    this.#built = built;
    this.#executable = executable;
    this.#storages = [...new Set(updatedBy(built.program).map(({ home }) => home.storage))];
  }

  /** Compiles the row's plan and its kernels. */
  static async prepare(device: GpuDevice, each: NamedCase, limits: Limits = device.limits): Promise<GpuCase> {
    const built = buildCase(each.name, each.row);
    const executable = await device.prepare(compilePlan(built.program, { profile: device.profile, limits }));
    if (!(executable instanceof GpuExecutable)) throw new Error('a GPU device makes GPU executables');
    return new GpuCase(each, built, executable);
  }

  /** Runs the row twice from the same start; says what is wrong with it. */
  async findings(): Promise<string[]> {
    const { program, feeds } = this.#built;
    const { plan } = this.#executable;
    const start = this.#storages.map((storage) => storage.host.slice());
    const reference = evaluate(program, feeds, this.#runs);
    const packed = packedSlabs(plan);
    for (const slab of plan.slabs) if (!packed.has(slab)) this.#executable.poison(slab, POISON);
    for (const feed of plan.feeds) this.#executable.poison(feed.buffer, POISON);
    for (const [name, values] of feeds) this.#executable.setFeed(name, values);
    const first = await this.#run();
    const fences = await Promise.all(plan.slabs.map((slab) => this.#fence(slab, packed.has(slab) ? 0 : POISON)));
    for (const [index, storage] of this.#storages.entries()) storage.write(0, start[index]!); // one start per storage
    const second = await this.#run();
    this.#executable.dispose();
    return [
      ...this.#wrongFetches(first, reference.fetches),
      ...this.#wrongVariables(first, start, reference.variables),
      ...fences.filter((fence) => fence !== null),
      ...this.#unequal(first, second),
    ];
  }

  async #run(): Promise<Results> {
    this.#executable.run(this.#runs);
    const fetches = await this.#executable.fetch();
    const storages = await Promise.all(this.#storages.map((storage) => storage.read(0, storage.words)));
    return { fetches, storages };
  }

  async #fence(slab: PlanBuffer, word: number): Promise<string | null> {
    return brokenFence(
      slab.label,
      await this.#executable.dump(slab),
      coveredBy(this.#executable.plan, slab),
      () => word,
    );
  }

  #wrongFetches({ fetches }: Results, expected: readonly Values[]): string[] {
    return this.#built.fetches.flatMap(({ label, tolerance }, index) => {
      const wrong = difference(fetches[index]!, expected[index]!, tolerance); // one array per fetch
      return wrong ? [`${label}: ${wrong}`] : [];
    });
  }

  /** Updated variables have their new values, and the memory between them is as it was. */
  #wrongVariables({ storages }: Results, start: readonly Words[], expected: ReadonlyMap<Resident, Values>): string[] {
    const wrong: string[] = [];
    const covered = storages.map((words) => new Uint8Array(words.length));
    for (const [{ name, spec, home }, values] of expected) {
      const index = this.#storages.indexOf(home.storage);
      const size = sizeOf(spec.shape);
      const got = view(storages[index]!.slice(home.offset, home.offset + size), 0, spec); // storages of updates were read
      const complaint = difference(got, values, this.#built.tolerance);
      if (complaint) wrong.push(`variable ${name}: ${complaint}`);
      covered[index]!.fill(1, home.offset, home.offset + size); // one for each storage
    }
    const fences = storages.map(
      (words, index) =>
        brokenFence(this.#storages[index]!.label, words, covered[index]!, (place) => start[index]![place]!), // one of each
    );
    return [...wrong, ...fences.filter((fence) => fence !== null)];
  }

  #unequal(first: Results, second: Results): string[] {
    const all = [first, second].map(({ fetches, storages }) => [...fetches, ...storages]);
    const equal = all[0]!.every((values, index) => sameBits(values, all[1]![index]!)); // two results of one row
    return equal ? [] : ['a second run gives other bits'];
  }
}
