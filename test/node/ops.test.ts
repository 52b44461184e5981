/** Every row of test/cases/ops.ts on the CPU: shapes, unwritten elements, errors, and gradients against finite differences. */
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/runtime/cpu/device.ts';
import { CpuProgram } from '../../src/runtime/cpu/executor.ts';
import { compilePlan } from '../../src/runtime/plan/compile.ts';
import { sizeOf } from '../../src/runtime/spec.ts';
import { tensor } from '../../src/runtime/tensor.ts';
import { type NamedCase, opCases } from '../cases/ops.ts';
import { type BuiltCase, buildCase } from '../cases/program.ts';
import { difference } from '../compare.ts';
import { countUnwritten, type Evaluated, evaluate } from '../evaluate.ts';
import { wrongGradients } from '../finiteDifferences.ts';

/** Both sides compute in double precision; a plan may add up in another order. */
const DOUBLE = { relative: 1e-9, absolute: 1e-12, nmse: 1e-18 };

/** Expected values are written with few digits, and go through float32. */
const WRITTEN = { relative: 1e-6, absolute: 1e-6, nmse: 1e-11 };

for (const each of opCases) it(each.name, () => (each.row.throws ? expectThrows(each) : checkRow(each)));

function checkRow({ name, row }: NamedCase): void {
  const built = buildCase(name, row);
  const reference = evaluate(built.program, built.feeds, row.runs);
  reference.fetches.forEach((values, index) => {
    const { label } = built.fetches[index]!; // one for each array
    expect(values.length, `elements of ${label}`).toBe(sizeOf(built.program.fetches[index]!.shape)); // likewise
    if (!allowsNan(row)) expect(countUnwritten(values), `unwritten in ${label}`).toBe(0);
  });
  checkStated(row, built, reference);
  checkExecutor(built, reference);
  checkGradients(row, built);
}

function expectThrows({ op, name, row }: NamedCase): void {
  let error: unknown = null;
  try {
    buildCase(name, row);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(row.throws);
  expect((error as Error).message).toContain(`${op}:`); // an instance of an error class
}

/** A row whose inputs hold NaN says so. */
function allowsNan({ values }: NamedCase['row']): boolean {
  return JSON.stringify(values ?? []).includes('null');
}

/** The shape and values that the row states. */
function checkStated({ shape, gives }: NamedCase['row'], { outputs }: BuiltCase, { fetches }: Evaluated): void {
  const [output, values] = [outputs[0]!, fetches[0]!]; // every row has a result
  if (shape) expect(output.shape).toEqual(shape);
  if (gives === undefined) return;
  const expected = tensor(gives, undefined, output.dtype === 'int32' ? 'int32' : 'float32');
  expect(output.shape).toEqual(expected.shape);
  expect(difference(values, Float64Array.from(expected.data), WRITTEN)).toBeNull();
}

/** The CPU executor runs the compiled plan in double precision, with memory that starts as NaN. */
function checkExecutor(built: BuiltCase, reference: Evaluated): void {
  const plan = compilePlan(built.program, { profile: 'soft', limits: DEFAULT_LIMITS });
  const program = new CpuProgram(plan, 64);
  program.poison();
  for (const [name, values] of built.feeds) program.setFeed(name, values);
  program.run();
  plan.fetches.forEach(({ node }, index) => {
    const wrong = difference(program.value(node), reference.fetches[index]!, DOUBLE); // one array per fetch
    expect(wrong, built.fetches[index]?.label).toBeNull();
  });
}

function checkGradients({ gradient = 'flows' }: NamedCase['row'], built: BuiltCase): void {
  if (gradient === 'skip') return;
  if (gradient === 'none') {
    expect([...built.gradients.keys()], 'inputs that a gradient reaches').toEqual([]);
    return;
  }
  expect(built.unreached, 'inputs that no gradient reaches').toEqual([]);
  if (gradient === 'flows') expect(wrongGradients(built)).toEqual([]);
}
