/** Optimizers: configuration, three variables after each of eight updates, what is kept, and the final values. */
import { optimizers, type Tensor, Variable } from '../../src/index.ts';
import { ONE_CALL, wrongTensor } from './agreement.ts';
import { type GoldenArray, toTensor } from './array.ts';
import { type KerasObject, needsOf } from './needs.ts';
import { rowPerCase } from './suite.ts';
import { throughConfig } from './throughConfig.ts';

interface OptimizerCase {
  readonly id: string;
  readonly optimizer: KerasObject;
  readonly initial: readonly GoldenArray[];
  /** One gradient per variable for each step. */
  readonly grads: readonly (readonly GoldenArray[])[];
  readonly after: readonly (readonly GoldenArray[])[];
  /** What Keras keeps, in order. */
  readonly state_variables: readonly { readonly path: string; readonly shape: readonly number[] }[];
  /** The variables after finalisation, where it changes them. */
  readonly finalized?: readonly GoldenArray[];
}

type Own = ReturnType<typeof optimizers.deserialize>;

async function wrongValues(
  label: string,
  variables: readonly Variable[],
  expected: readonly GoldenArray[],
): Promise<string[]> {
  const values = await Promise.all(variables.map((variable) => variable.read()));
  return values.flatMap((value, index) => wrongTensor(`${label}, v${index}`, value, expected[index]!, ONE_CALL)); // one for each variable
}

/** Configurations as text: the same keys with the same values, in any order. */
function sorted(config: Readonly<Record<string, unknown>>): string {
  const plain = JSON.parse(JSON.stringify(config)) as Readonly<Record<string, unknown>>; // an object
  return JSON.stringify(Object.entries(plain).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function wrongConfig(own: Own, { config }: KerasObject): string[] {
  const [got, expected] = [sorted(own.getConfig()), sorted(config)];
  return got === expected ? [] : [`config: ${got}, expected ${expected}`];
}

function wrongState({ variables }: Own, expected: OptimizerCase['state_variables']): string[] {
  const [got, wanted] = [variables, expected].map((list) =>
    list.map(({ path, shape }) => `${path} [${shape}]`).join('; '),
  );
  return got === wanted ? [] : [`state: ${got}, expected ${wanted}`];
}

/** Everything that is kept is read, set in a second optimizer, and both go on alike. */
async function wrongCopy(
  { optimizer, grads }: OptimizerCase,
  own: Own,
  variables: readonly Variable[],
): Promise<string[]> {
  const values = await Promise.all(variables.map((variable) => variable.read()));
  const copies = values.map((value, index) => new Variable(value, { name: `v${index}` }));
  const other = throughConfig(optimizers, optimizer);
  other.build(copies);
  const kept: Tensor[] = await Promise.all(own.variables.map((each) => each.get()));
  other.variables.forEach((each, index) => {
    each.set(kept[index]!); // equal lists
  });
  const gradients = grads[0]!.map(toTensor); // eight steps
  await own.apply(gradients, variables);
  await other.apply(gradients, copies);
  const expected = await Promise.all(variables.map((variable) => variable.read()));
  const arrays = expected.map(({ shape, dtype, data }): GoldenArray => ({ shape, dtype, values: [...data] }));
  return wrongValues('after a copy', copies, arrays);
}

async function run(each: OptimizerCase): Promise<string[]> {
  const { optimizer, initial, grads, after, state_variables, finalized } = each;
  const variables = initial.map((value, index) => new Variable(toTensor(value), { name: `v${index}` }));
  const own = throughConfig(optimizers, optimizer);
  own.build(variables);
  const wrong = [...wrongConfig(own, optimizer), ...wrongState(own, state_variables)];
  for (const [step, gradients] of grads.entries()) {
    await own.apply(gradients.map(toTensor), variables);
    wrong.push(...(await wrongValues(`step ${step}`, variables, after[step]!))); // one for each step
  }
  wrong.push(...(await wrongCopy(each, own, variables)));
  if (!finalized) return wrong;
  const again = initial.map((value, index) => new Variable(toTensor(value), { name: `v${index}` }));
  const averaging = throughConfig(optimizers, optimizer);
  for (const gradients of grads) await averaging.apply(gradients.map(toTensor), again);
  averaging.finalize();
  return [...wrong, ...(await wrongValues('finalized', again, finalized))];
}

export const optimizerRows = rowPerCase<OptimizerCase>(({ optimizer }) => needsOf(optimizer), run);
