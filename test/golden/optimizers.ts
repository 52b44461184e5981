/** Optimizers: three variables after each of eight updates. */
import { optimizers, Variable } from '../../src/index.ts';
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
}

async function run({ optimizer, initial, grads, after }: OptimizerCase): Promise<string[]> {
  const variables = initial.map((value, index) => new Variable(toTensor(value), { name: `v${index}` }));
  const own = throughConfig(optimizers, optimizer);
  own.build(variables);
  const wrong: string[] = [];
  for (const [step, gradients] of grads.entries()) {
    await own.apply(gradients.map(toTensor), variables);
    const values = await Promise.all(variables.map((variable) => variable.read()));
    const expected = after[step]!; // one for each step
    wrong.push(
      ...values.flatMap((value, index) => wrongTensor(`step ${step}, v${index}`, value, expected[index]!, ONE_CALL)), // one for each variable
    );
  }
  return wrong;
}

export const optimizerRows = rowPerCase<OptimizerCase>(({ optimizer }) => needsOf(optimizer), run);
